/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Some rows of a batch as a batch of their own, for an expression that must not or need not see the others. */
final class Selection {
    private Selection() {}

    /** Indexes of the columns that the expressions read. */
    static BitSet columnsOf(List<VectorExpr> expressions) {
        BitSet columns = new BitSet();
        for (VectorExpr expression : expressions) {
            if (expression instanceof ColumnRef column) {
                columns.set(column.index());
            } else {
                columns.or(columnsOf(expression.inputs()));
            }
        }
        return columns;
    }

    /**
     * The first {@code count} of {@code rows} as a batch owned by the caller. Only the needed columns are copied; at the
     * other places stands something of the right length.
     */
    static Batch narrow(Batch in, int[] rows, int count, BitSet needed, Memory memory) {
        Column[] columns = new Column[in.columnCount()];
        try {
            for (int i = needed.nextSetBit(0); i >= 0 && i < columns.length; i = needed.nextSetBit(i + 1)) {
                columns[i] = in.column(i).take(rows, count, memory);
            }
            fillGaps(columns, count, memory);
            return new Batch(count, columns);
        } catch (RuntimeException e) {
            for (Column column : columns) {
                if (column != null) {
                    column.close();
                }
            }
            throw e;
        }
    }

    private static void fillGaps(Column[] columns, int count, Memory memory) {
        Column any = Arrays.stream(columns).filter(c -> c != null).findFirst().orElse(null);
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] == null) {
                columns[i] = any != null
                        ? any.retain()
                        : ConstantColumn.ofNull(SqlTypes.field("unused", SqlTypes.BOOLEAN), count, memory);
                any = columns[i];
            }
        }
    }
}
