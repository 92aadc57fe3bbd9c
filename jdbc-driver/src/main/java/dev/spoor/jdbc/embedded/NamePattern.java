/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import java.util.Locale;

/**
 * A pattern of {@code DatabaseMetaData}: {@code %} stands for any characters, {@code _} for one, a backslash makes the next
 * character plain. Letter case does not matter, as it does not in the names of the engine. Null matches everything.
 */
public final class NamePattern {
    private final String patternOrNull;

    private NamePattern(String patternOrNull) {
        this.patternOrNull = patternOrNull;
    }

    public static NamePattern of(String patternOrNull) {
        return new NamePattern(patternOrNull == null ? null : patternOrNull.toLowerCase(Locale.ROOT));
    }

    public boolean matches(String name) {
        return patternOrNull == null || matches(patternOrNull, 0, name.toLowerCase(Locale.ROOT), 0);
    }

    private static boolean matches(String pattern, int p, String name, int n) {
        int at = n;
        for (int i = p; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%') {
                for (int rest = at; rest <= name.length(); rest++) {
                    if (matches(pattern, i + 1, name, rest)) {
                        return true;
                    }
                }
                return false;
            }
            boolean isPlain = c == '\\' && i + 1 < pattern.length();
            if (isPlain) {
                i++;
            }
            if (at >= name.length() || ((isPlain || c != '_') && name.charAt(at) != pattern.charAt(i))) {
                return false;
            }
            at++;
        }
        return at == name.length();
    }
}
