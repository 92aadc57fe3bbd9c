/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.vector.SqlTypes;
import java.nio.ByteBuffer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.parquet.format.Type;

/** Bounds as they lie in a file, as sets of values of ours that contain everything that is there. */
final class Evidence {
    private static final long MICROS_PER_MILLI = 1000;
    private static final long NANOS_PER_MICRO = 1000;

    private Evidence() {}

    /** Whether constraints of this kind speak about values of this leaf. */
    static boolean isOfKind(ParquetNode leaf, ValueKind kind) {
        ArrowType type = leaf.field().getType();
        switch (kind) {
            case TEXT:
                return type.equals(SqlTypes.VARCHAR);
            case INTEGER:
                return type.equals(SqlTypes.INTEGER) || type.equals(SqlTypes.BIGINT);
            case TIMESTAMP:
                return type instanceof ArrowType.Timestamp;
            case BOOLEAN:
                return type.equals(SqlTypes.BOOLEAN);
        }
        throw new IllegalStateException("kind " + kind);
    }

    /**
     * What a chunk or page may hold.
     *
     * @param lowerOrNull plain bytes; null or empty for numbers when there is no bound
     */
    static ValueSet mayHold(
            ParquetNode leaf,
            ValueKind kind,
            byte[] lowerOrNull,
            byte[] upperOrNull,
            boolean allNull,
            boolean maybeNull) {
        if (allNull) {
            return ValueSet.onlyNull(kind);
        }
        ValueSet values = ValueSet.notNull(kind);
        if (lowerOrNull != null) {
            Object least = lower(leaf, kind, lowerOrNull);
            values = least == null ? values : values.intersect(ValueSet.atLeast(kind, least));
        }
        if (upperOrNull != null) {
            Object greatest = upper(leaf, kind, upperOrNull);
            values = greatest == null ? values : values.intersect(ValueSet.atMost(kind, greatest));
        }
        return maybeNull ? values.orNull() : values;
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** A bound may end inside of a character: what is whole of it is a lower bound, too. */
    private static Object lower(ParquetNode leaf, ValueKind kind, byte[] bytes) {
        return kind == ValueKind.TEXT ? Bound.validPrefix(bytes) : number(leaf, kind, bytes);
    }

    private static Object upper(ParquetNode leaf, ValueKind kind, byte[] bytes) {
        return kind == ValueKind.TEXT ? Bound.textOrNull(bytes) : number(leaf, kind, bytes);
    }

    /** Null when the bytes are not a number of the leaf's type. */
    private static Object number(ParquetNode leaf, ValueKind kind, byte[] bytes) {
        if (kind == ValueKind.BOOLEAN) {
            return bytes.length == 1 ? (Object) (bytes[0] != 0) : null;
        }
        long value;
        if (leaf.physical() == Type.INT32 && bytes.length == Integer.BYTES) {
            value = (int) Bytes.INTS.get(bytes, 0);
        } else if (leaf.physical() == Type.INT64 && bytes.length == Long.BYTES) {
            value = (long) Bytes.LONGS.get(bytes, 0);
        } else {
            return null;
        }
        switch (leaf.unit()) {
            case AS_IS:
                return value;
            case MILLIS:
                long micros = value * MICROS_PER_MILLI;
                return micros / MICROS_PER_MILLI == value ? (Object) micros : null;
            case NANOS:
                return Math.floorDiv(value, NANOS_PER_MICRO);
            case UNSIGNED_INT:
                return value & 0xFFFFFFFFL;
        }
        throw new IllegalStateException("unit " + leaf.unit());
    }
}
