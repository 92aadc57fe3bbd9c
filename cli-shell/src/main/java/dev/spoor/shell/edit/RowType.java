/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A field of a ROW type.
 *
 * @param name as it is written
 * @param type SQL type
 */
public record RowType(String name, String type) {
    private static final String ROW = "ROW(";

    /** The fields of {@code ROW(a VARCHAR, b ROW(...))} by their names in lower case, in order; none for other types. */
    public static Map<String, RowType> fields(String type) {
        Map<String, RowType> fields = new LinkedHashMap<>();
        if (!type.regionMatches(true, 0, ROW, 0, ROW.length()) || !type.endsWith(")")) {
            return fields;
        }
        int depth = 0;
        int start = ROW.length();
        for (int i = start; i < type.length(); i++) {
            char c = type.charAt(i);
            boolean isEnd = i == type.length() - 1;
            if (isEnd || (c == ',' && depth == 0)) {
                add(fields, type.substring(start, i).strip());
                start = i + 1;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return fields;
    }

    private static void add(Map<String, RowType> fields, String field) {
        int blank = field.indexOf(' ');
        if (blank > 0) {
            String name = field.substring(0, blank).replace("\"", "");
            fields.put(name.toLowerCase(Locale.ROOT), new RowType(name, field.substring(blank + 1)));
        }
    }
}
