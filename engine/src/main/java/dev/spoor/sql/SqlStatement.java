
package dev.spoor.sql;

import dev.spoor.error.SourcePosition;

/**
 * One statement of a text.
 *
 * @param text the statement without its semicolon and without white space and comments around it
 * @param start place of its first character in the whole text
 */
public record SqlStatement(String text, SourcePosition start) {}
