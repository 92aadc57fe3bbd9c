/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Typing: what the line editor must know about SQL. {@link dev.spoor.sql.text.SqlText} cuts what stands on the line, finished
 * or not, into tokens; the parser (is the statement complete?), the colours, the completion and the named parameters all
 * work on these. Nothing here runs a statement while somebody types: completion asks a vocabulary that is in memory.
 */
package dev.spoor.shell.edit;
