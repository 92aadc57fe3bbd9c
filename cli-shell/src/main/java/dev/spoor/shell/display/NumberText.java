/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.display;

import java.util.Locale;

/** Numbers beside pictures. */
final class NumberText {
    private static final double LARGEST_WHOLE = 1L << 53;

    private NumberText() {}

    /** {@code 12,345} or {@code 1.25}. */
    static String of(double value) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
        return isWhole ? String.format(Locale.ROOT, "%,d", (long) value) : String.format(Locale.ROOT, "%,.2f", value);
    }
}
