/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

/** Text on a terminal, for those who write messages there rather than results. */
public final class DisplayText {
    private DisplayText() {}

    /** The same text on one line, with everything that could drive the terminal or reorder the text made visible. */
    public static String visible(CharSequence text) {
        return VisibleText.of(text);
    }

    /** Columns that a visible text takes. */
    public static int width(CharSequence text) {
        return DisplayWidth.of(text);
    }

    /** The longest beginning of a visible text that takes at most so many columns. */
    public static String prefix(String text, int columnsMax) {
        return DisplayWidth.prefix(text, columnsMax);
    }
}
