/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * What tells people how to call the program: {@code --help}, the manual page and the completion of shells, all made from the texts
 * that commands show as their usage. {@link dev.spoor.shell.manual.Usage} reads such a text; nothing is said twice.
 */
package dev.spoor.shell.manual;
