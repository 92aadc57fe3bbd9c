/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * SQL text as the shell sees it: tokens of what is typed, finished or not, and named parameters. The engine has a parser of its own;
 * this one never refuses anything.
 */
package dev.spoor.shell.sql;
