/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

/**
 * What a reader wants to see.
 *
 * @param header whether the table, csv, tsv and markdown formats begin with the column names
 * @param widthColumnsMax display columns of the terminal, to which the table format fits itself; {@link #UNLIMITED} when
 *     nobody looks, and then nothing is ever cut
 * @param isColoured whether the table and vertical formats colour cells, with the control sequences of ECMA-48
 */
public record OutputOptions(boolean header, int widthColumnsMax, boolean isColoured) {
    /** No width to fit into. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public OutputOptions {
        if (widthColumnsMax < 1) {
            throw new IllegalArgumentException("width counts from 1: " + widthColumnsMax);
        }
    }

    /** Without colours. */
    public OutputOptions(boolean header, int widthColumnsMax) {
        this(header, widthColumnsMax, false);
    }

    /** With a header, whole values. */
    public static OutputOptions standard() {
        return new OutputOptions(true, UNLIMITED);
    }
}
