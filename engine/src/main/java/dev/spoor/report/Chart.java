/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

/**
 * What of the rows of a question is drawn.
 *
 * @param kind how
 * @param column whose values are counted; empty for {@link Kind#TIMELINE}
 */
public record Chart(Kind kind, String column) {
    static final Chart NONE = new Chart(Kind.NONE, "");

    /** How rows are drawn. */
    public enum Kind {
        NONE,
        /** Rows by the time in their first column of times. */
        TIMELINE,
        /** Rows by the values of a column. */
        BARS
    }
}
