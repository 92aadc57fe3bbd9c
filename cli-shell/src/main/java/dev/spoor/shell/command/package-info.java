/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The commands of the prompt, those that begin with a backslash. Each is one class: its names, its arguments, what it does, an
 * example, and the doing. {@link dev.spoor.shell.command.CommandTable} lists them; {@code \?}, completion and docs/shell.md are
 * made from that list, so that a new command touches this folder alone. A command sees the shell as a
 * {@link dev.spoor.shell.command.Console} and asks through its {@link dev.spoor.shell.door.Door}.
 */
package dev.spoor.shell.command;
