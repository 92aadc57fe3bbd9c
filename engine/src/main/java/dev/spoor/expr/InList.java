/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a value is one of a list of constants that are not NULL; NULL for NULL. */
public final class InList extends Expression {
    private final List<Object> values;
    private final Set<Object> set = new HashSet<>();
    private final long[] sortedLongs;

    private InList(VectorExpr input, List<Object> values) {
        super(SqlTypes.field("in", SqlTypes.BOOLEAN), List.of(input), true);
        this.values = List.copyOf(values);
        for (Object value : values) {
            set.add(key(value));
        }
        boolean longs = !values.isEmpty() && values.stream().allMatch(v -> v instanceof Long || v instanceof Integer);
        sortedLongs = longs
                ? values.stream()
                        .mapToLong(v -> ((Number) v).longValue())
                        .sorted()
                        .toArray()
                : null;
    }

    /** @param values Java values of the input's type as {@link Values} has them; none null */
    public static VectorExpr of(VectorExpr input, List<Object> values) {
        return new InList(input, values);
    }

    /** The constants, in the order given. */
    public List<Object> values() {
        return values;
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        try (Column column = inputs().get(0).eval(in, context)) {
            Truth truth = new Truth(in.rowCount());
            truth.nullWhereNull(column);
            ValueReader reader = ValueReader.of(column);
            if (sortedLongs != null) {
                findLongs(reader, truth);
            } else if (column.field().getType().equals(SqlTypes.VARCHAR)) {
                findTexts(reader, truth);
            } else {
                findObjects(reader, truth);
            }
            return truth.toColumn(field(), context.memory());
        }
    }

    private void findLongs(ValueReader reader, Truth truth) {
        for (int row = 0; row < truth.rowCount(); row++) {
            if (!truth.isNull(row) && Arrays.binarySearch(sortedLongs, reader.getLong(row)) >= 0) {
                truth.setTrue(row);
            }
        }
    }

    private void findTexts(ValueReader reader, Truth truth) {
        BytesKey probe = new BytesKey();
        for (int row = 0; row < truth.rowCount(); row++) {
            if (!truth.isNull(row)) {
                reader.getText(row, probe.text);
                if (set.contains(probe)) {
                    truth.setTrue(row);
                }
            }
        }
    }

    private void findObjects(ValueReader reader, Truth truth) {
        for (int row = 0; row < truth.rowCount(); row++) {
            if (!truth.isNull(row) && set.contains(key(reader.getObject(row)))) {
                truth.setTrue(row);
            }
        }
    }

    /** Something whose equals is SQL's. */
    private static Object key(Object value) {
        if (value instanceof String text) {
            BytesKey key = new BytesKey();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            key.text.set(bytes, 0, bytes.length);
            return key;
        }
        if (value instanceof byte[] bytes) {
            BytesKey key = new BytesKey();
            key.text.set(bytes, 0, bytes.length);
            return key;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        }
        if (value instanceof Double number) {
            // Minus zero equals zero; NaN equals nothing.
            return number.isNaN() ? new Object() : Double.valueOf(number + 0.0);
        }
        return value;
    }

    /** Bytes with equals and hashCode by content. */
    private static final class BytesKey {
        private final Text text = new Text();

        @Override
        public boolean equals(Object other) {
            return other instanceof BytesKey key && key.text.contentEquals(text);
        }

        @Override
        public int hashCode() {
            int hash = 1;
            for (int i = text.start(); i < text.end(); i++) {
                hash = 31 * hash + text.bytes()[i];
            }
            return hash;
        }
    }
}
