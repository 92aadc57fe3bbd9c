/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.expr.Failures;
import dev.spoor.function.time.TimePattern.Kind;
import dev.spoor.function.time.TimePattern.Part;
import java.util.ArrayList;
import java.util.List;

/** Compiles the format letters of Joda's DateTimeFormat. */
final class JodaPattern {
    private static final int DIGITS_MAX = 9;

    private JodaPattern() {}

    static TimePattern compile(String source) {
        List<Part> parts = new ArrayList<>();
        int i = 0;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (c == '\'') {
                i = quoted(source, i, parts);
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                int end = i;
                while (end < source.length() && source.charAt(end) == c) {
                    end++;
                }
                // A number before another number reads no more digits than it has letters.
                boolean numberFollows = end < source.length() && "yYxewdDMHhKkmsS".indexOf(source.charAt(end)) >= 0;
                parts.add(field(c, end - i, numberFollows, source));
                i = end;
            } else {
                parts.add(Part.literal(String.valueOf(c)));
                i++;
            }
        }
        return new TimePattern(source, parts);
    }

    /** Text between quotes; two quotes are one. */
    private static int quoted(String source, int start, List<Part> parts) {
        int i = start + 1;
        if (i < source.length() && source.charAt(i) == '\'') {
            parts.add(Part.literal("'"));
            return i + 1;
        }
        StringBuilder literal = new StringBuilder();
        while (i < source.length()) {
            boolean quote = source.charAt(i) == '\'';
            boolean doubled = quote && i + 1 < source.length() && source.charAt(i + 1) == '\'';
            if (quote && !doubled) {
                break;
            }
            literal.append(source.charAt(i));
            i += doubled ? 2 : 1;
        }
        parts.add(Part.literal(literal.toString()));
        return i + 1;
    }

    private static Part field(char letter, int count, boolean numberFollows, String source) {
        int two = numberFollows ? count : 2;
        int many = numberFollows ? count : DIGITS_MAX;
        return switch (letter) {
            case 'G' -> Part.of(Kind.ERA, 0, 0);
            case 'y', 'Y', 'u' -> count == 2 ? Part.of(Kind.YEAR_TWO_DIGITS, 2, 2) : Part.of(Kind.YEAR, count, many);
            case 'x' -> Part.of(Kind.WEEK_YEAR, count, many);
            case 'w' -> Part.of(Kind.WEEK, count, two);
            case 'e' -> Part.of(Kind.DAY_OF_WEEK, count, 1);
            case 'E' -> Part.of(count > 3 ? Kind.DAY_NAME : Kind.DAY_NAME_SHORT, 0, 0);
            case 'D' -> Part.of(Kind.DAY_OF_YEAR, count, 3);
            case 'M' ->
                count > 3
                        ? Part.of(Kind.MONTH_NAME, 0, 0)
                        : count == 3 ? Part.of(Kind.MONTH_NAME_SHORT, 0, 0) : Part.of(Kind.MONTH, count, two);
            case 'd' -> Part.of(Kind.DAY, count, two);
            case 'a' -> Part.of(Kind.HALF_DAY, 0, 0);
            case 'H' -> Part.of(Kind.HOUR, count, two);
            case 'k' -> Part.of(Kind.HOUR_FROM_ONE, count, two);
            case 'h' -> Part.of(Kind.HOUR_OF_HALF, count, two);
            case 'K' -> Part.of(Kind.HOUR_OF_HALF_FROM_ZERO, count, two);
            case 'm' -> Part.of(Kind.MINUTE, count, two);
            case 's' -> Part.of(Kind.SECOND, count, two);
            case 'S' -> Part.of(Kind.FRACTION, count, many);
            case 'Z' -> Part.of(count == 1 ? Kind.OFFSET : count == 2 ? Kind.OFFSET_COLON : Kind.ZONE, 0, 0);
            case 'z' -> Part.of(count > 3 ? Kind.ZONE_NAME : Kind.ZONE_NAME_SHORT, 0, 0);
            default ->
                throw Failures.badArgument("the letter " + letter + " in the format '" + Failures.shown(source)
                        + "' is not supported; quote literal text with '");
        };
    }
}
