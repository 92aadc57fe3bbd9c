/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.List;

/** The results of several expressions over one batch, closed together. */
final class Columns implements AutoCloseable {
    private final Column[] columns;

    private Columns(Column[] columns) {
        this.columns = columns;
    }

    /** Evaluates all; on an error, closes those already made. */
    static Columns eval(List<VectorExpr> expressions, Batch in, EvalContext context) {
        Columns made = new Columns(new Column[expressions.size()]);
        try {
            for (int i = 0; i < made.columns.length; i++) {
                made.columns[i] = expressions.get(i).eval(in, context);
            }
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** Borrowed. */
    Column get(int index) {
        return columns[index];
    }

    ValueReader[] readers() {
        ValueReader[] readers = new ValueReader[columns.length];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = ValueReader.of(columns[i]);
        }
        return readers;
    }

    @Override
    public void close() {
        for (Column column : columns) {
            if (column != null) {
                column.close();
            }
        }
    }
}
