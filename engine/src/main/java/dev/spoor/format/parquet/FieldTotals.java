/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.dataset.FieldMetrics;
import java.math.BigDecimal;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Sums a leaf's chunks up over a file. One thread. */
final class FieldTotals {
    private final ParquetNode leaf;
    private long sizeBytes;
    private long values;
    private long nulls;
    private boolean bounded = true;
    private Comparable<?> least;
    private Comparable<?> greatest;
    private byte[] lower;
    private byte[] upper;

    FieldTotals(ParquetNode leaf) {
        this.leaf = leaf;
    }

    @SuppressWarnings("unchecked")
    void add(ChunkSummary chunk, long storedBytes) {
        sizeBytes += storedBytes;
        values += chunk.entries();
        nulls += chunk.nulls();
        if (chunk.entries() == chunk.nulls()) {
            return;
        }
        PageValues.BoundPair low = chunk.leastOrNull();
        PageValues.BoundPair high = chunk.greatestOrNull();
        bounded &= low != null;
        if (!bounded) {
            return;
        }
        if (least == null || ((Comparable<Object>) low.least()).compareTo(least) < 0) {
            least = low.least();
            lower = low.lower();
        }
        if (greatest == null || ((Comparable<Object>) high.greatest()).compareTo(greatest) > 0) {
            greatest = high.greatest();
            upper = high.upper();
        }
    }

    FieldMetrics metrics() {
        boolean known = bounded && least != null && leaf.rep() == 0;
        return new FieldMetrics(
                sizeBytes, values, nulls, known ? ours(least, lower) : null, known ? ours(greatest, upper) : null);
    }

    private Object ours(Comparable<?> value, byte[] plain) {
        ArrowType type = leaf.field().getType();
        if (value instanceof TextPageValues.Unsigned) {
            return Leaves.isText(leaf) ? Bound.textOrNull(plain) : plain;
        } else if (type instanceof ArrowType.Decimal decimal && value instanceof Long unscaled) {
            return BigDecimal.valueOf(unscaled, decimal.getScale());
        } else if (value instanceof Long number && leaf.physical() == org.apache.parquet.format.Type.INT32) {
            return number.intValue();
        }
        return value;
    }
}
