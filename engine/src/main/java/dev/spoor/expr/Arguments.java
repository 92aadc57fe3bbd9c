/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.math.BigDecimal;

/** The arguments of a {@link RowFunction} in the current row. Getters are undefined for an argument that is NULL. */
public final class Arguments {
    private final ValueReader[] readers;
    private final Text[] texts;
    private final EvalContext context;
    private int row;

    Arguments(ValueReader[] readers, EvalContext context) {
        this.readers = readers;
        this.context = context;
        this.texts = new Text[readers.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new Text();
        }
    }

    void at(int newRow) {
        row = newRow;
    }

    public int count() {
        return readers.length;
    }

    public EvalContext context() {
        return context;
    }

    /** Number of the row in its batch. */
    public int row() {
        return row;
    }

    public boolean isNull(int argument) {
        return readers[argument].isNull(row);
    }

    public boolean getBoolean(int argument) {
        return readers[argument].getBoolean(row);
    }

    /** INTEGER, BIGINT, DATE days, times and intervals in micros or months. */
    public long getLong(int argument) {
        return readers[argument].getLong(row);
    }

    /** Any number. */
    public double getDouble(int argument) {
        return readers[argument].getDouble(row);
    }

    /** Any number but DOUBLE. */
    public BigDecimal getDecimal(int argument) {
        return readers[argument].getDecimal(row);
    }

    /** A view of the bytes of VARCHAR, JSON or VARBINARY; valid until the next row. */
    public Text getText(int argument) {
        readers[argument].getText(row, texts[argument]);
        return texts[argument];
    }

    public String getString(int argument) {
        return getText(argument).toString();
    }

    /** The value as {@link Values} has it; null for NULL. */
    public Object getObject(int argument) {
        return readers[argument].getObject(row);
    }
}
