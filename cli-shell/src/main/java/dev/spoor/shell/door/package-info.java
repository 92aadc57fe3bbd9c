/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * What answers the shell's statements: an engine in this process, or a server. {@link dev.spoor.shell.door.Door} is all
 * that the rest of the shell knows of either, so every command works against both.
 *
 * <pre>
 * StatementRunner, commands, completion → Door ─┬─ EmbeddedDoor → Engine, Session
 *                                               └─ ServerDoor   → the JDBC driver → HTTP
 * </pre>
 */
package dev.spoor.shell.door;
