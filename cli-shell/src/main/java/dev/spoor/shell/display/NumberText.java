/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.display;

import java.util.Locale;

/** Numbers as people read them. */
public final class NumberText {
    private static final String[] BYTE_UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};
    private static final int UNIT_FACTOR = 1024;

    private static final double LARGEST_WHOLE = 1L << 53;

    private NumberText() {}

    /** {@code 12,345} or {@code 1.25}. */
    static String of(double value) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
        return isWhole ? String.format(Locale.ROOT, "%,d", (long) value) : String.format(Locale.ROOT, "%,.2f", value);
    }

    /** {@code 3.4 MB}, in units of 1024. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= UNIT_FACTOR && unit < BYTE_UNITS.length - 1) {
            value /= UNIT_FACTOR;
            unit++;
        }
        String form = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, form, value, BYTE_UNITS[unit]);
    }
}
