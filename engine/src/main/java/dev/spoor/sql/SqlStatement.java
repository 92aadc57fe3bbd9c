/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.SourcePosition;

/**
 * One statement of a text.
 *
 * @param text the statement without its semicolon and without white space and comments around it
 * @param start place of its first character in the whole text
 */
public record SqlStatement(String text, SourcePosition start) {}
