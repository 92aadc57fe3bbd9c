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

/** Compiles the format letters of MySQL's DATE_FORMAT, as far as Trino has them. */
final class MySqlPattern {
    private MySqlPattern() {}

    static TimePattern compile(String source) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c != '%' || i + 1 == source.length()) {
                parts.add(Part.literal(String.valueOf(c)));
                continue;
            }
            i++;
            add(source.charAt(i), parts, source);
        }
        return new TimePattern(source, parts);
    }

    private static void add(char letter, List<Part> parts, String source) {
        switch (letter) {
            case 'a' -> parts.add(Part.of(Kind.DAY_NAME_SHORT, 0, 0));
            case 'b' -> parts.add(Part.of(Kind.MONTH_NAME_SHORT, 0, 0));
            case 'c' -> parts.add(Part.of(Kind.MONTH, 1, 2));
            case 'd' -> parts.add(Part.of(Kind.DAY, 2, 2));
            case 'e' -> parts.add(Part.of(Kind.DAY, 1, 2));
            case 'f' -> parts.add(Part.of(Kind.FRACTION, 6, 9));
            case 'H' -> parts.add(Part.of(Kind.HOUR, 2, 2));
            case 'h', 'I' -> parts.add(Part.of(Kind.HOUR_OF_HALF, 2, 2));
            case 'i' -> parts.add(Part.of(Kind.MINUTE, 2, 2));
            case 'j' -> parts.add(Part.of(Kind.DAY_OF_YEAR, 3, 3));
            case 'k' -> parts.add(Part.of(Kind.HOUR, 1, 2));
            case 'l' -> parts.add(Part.of(Kind.HOUR_OF_HALF, 1, 2));
            case 'M' -> parts.add(Part.of(Kind.MONTH_NAME, 0, 0));
            case 'm' -> parts.add(Part.of(Kind.MONTH, 2, 2));
            case 'p' -> parts.add(Part.of(Kind.HALF_DAY, 0, 0));
            case 'r' -> addAll("%h:%i:%s %p", parts);
            case 'S', 's' -> parts.add(Part.of(Kind.SECOND, 2, 2));
            case 'T' -> addAll("%H:%i:%s", parts);
            case 'v' -> parts.add(Part.of(Kind.WEEK, 2, 2));
            case 'W' -> parts.add(Part.of(Kind.DAY_NAME, 0, 0));
            case 'w' -> parts.add(Part.of(Kind.DAY_OF_WEEK_FROM_SUNDAY, 1, 1));
            case 'x' -> parts.add(Part.of(Kind.WEEK_YEAR, 4, 4));
            case 'Y' -> parts.add(Part.of(Kind.YEAR, 4, 4));
            case 'y' -> parts.add(Part.of(Kind.YEAR_TWO_DIGITS, 2, 2));
            case '%' -> parts.add(Part.literal("%"));
            case 'D', 'U', 'u', 'V', 'X' ->
                throw Failures.badArgument(
                        "%" + letter + " in the format '" + Failures.shown(source) + "' is not supported");
            default -> parts.add(Part.literal(String.valueOf(letter)));
        }
    }

    private static void addAll(String format, List<Part> parts) {
        for (int i = 0; i < format.length(); i++) {
            if (format.charAt(i) == '%') {
                add(format.charAt(++i), parts, format);
            } else {
                parts.add(Part.literal(String.valueOf(format.charAt(i))));
            }
        }
    }
}
