/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.vector.Column;

/** Single values as text, for those who do not write whole results. */
public final class ValueText {
    private ValueText() {}

    /** A value that is not NULL, as tables and CSV show it. */
    public static String plain(Column column, int row) {
        StringBuilder text = new StringBuilder();
        CellText.append(text, column, row);
        return text.toString();
    }

    /** A value as compact JSON. */
    public static String json(Column column, int row) {
        StringBuilder text = new StringBuilder();
        JsonValueText.append(text, column, row);
        return text.toString();
    }

    /** A text as a string of JSON, in its quotes. */
    public static String jsonString(String value) {
        StringBuilder text = new StringBuilder();
        JsonValueText.appendString(text, value);
        return text.toString();
    }

    /** JSON text over several lines, with everything that could drive a terminal made visible; other text on one. */
    public static String indented(String json) {
        StringBuilder text = new StringBuilder();
        for (String line : IndentedJson.of(json).orElse(json).split("\n")) {
            text.append(VisibleText.of(line)).append('\n');
        }
        return text.toString();
    }
}
