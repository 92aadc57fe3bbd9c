/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.RowCopier;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.StringDictionary;
import dev.spoor.vector.StringDictionaryBuilder;
import dev.spoor.vector.Validity;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What one expression gives for each value of one dictionary, filled as rows ask for it: where evaluating may fail, only
 * values that a row holds are evaluated, so a value that nobody asked about cannot raise an error. Kept with the dictionary. Thread-safe by one
 * lock for each expression and dictionary; the owner of a scan worker's dictionary never waits for it.
 *
 * <p>Slot 0 stands for NULL, slot c + 1 for code c.
 */
final class CodeResults {
    /** Text results kept for one dictionary and expression take at most this; beyond it a batch is on its own. */
    static final long DERIVED_BYTES_MAX = 8L << 20;

    /** A dictionary with at most so many values for each row at hand is evaluated as a whole, if that cannot fail. */
    private static final int UNASKED_VALUES_PER_ROW_MAX = 2;

    private static final byte UNKNOWN = 0;
    private static final byte VALUE = 1;
    private static final byte NULL = 2;

    private final boolean text;
    private final boolean keepable;
    private StringDictionaryBuilder derived;
    private byte[] states = new byte[0];
    private long[] values = new long[0];

    private CodeResults(Field field) {
        ArrowType type = field.getType();
        text = type.equals(SqlTypes.VARCHAR);
        keepable = text || type.equals(SqlTypes.BOOLEAN) || isFourOrEightBytes(field);
    }

    static CodeResults of(DictionaryColumn column, Expression expression) {
        return column.dictionary().attachment(expression, key -> new CodeResults(expression.field()));
    }

    private static boolean isFourOrEightBytes(Field field) {
        return !(field.getType() instanceof ArrowType.Decimal)
                && field.getChildren().isEmpty()
                && !field.getType().equals(SqlTypes.VARBINARY);
    }

    /** The expression's column for a batch whose one text column is the given one; owned by the caller. */
    Column eval(Expression expression, Batch in, DictionaryColumn column, EvalContext context) {
        int[] slots = slots(column);
        synchronized (this) {
            if (keepable && know(expression, in, column, slots, context)) {
                return build(expression.field(), slots, context);
            }
        }
        return evalDistinct(expression, in, column, slots, context);
    }

    /** Sets the rows for which the expression, a BOOLEAN, is TRUE. The mask is already reset. */
    void test(Expression expression, Batch in, DictionaryColumn column, Mask out, EvalContext context) {
        synchronized (this) {
            makeRoom(column.dictionary());
            if (!testKnown(column, out.words())) {
                know(expression, in, column, slots(column), context);
                out.reset(in.rowCount());
                testKnown(column, out.words());
            }
        }
    }

    /** Sets bits by what is known; false, and the bits mean nothing, when that is not enough. */
    private boolean testKnown(DictionaryColumn column, long[] words) {
        int rowCount = column.rowCount();
        ArrowBuf codes = column.codes().getDataBuffer();
        boolean nulls = column.codes().getNullCount() > 0;
        for (int from = 0; from < rowCount; from += Long.SIZE) {
            int count = Math.min(Long.SIZE, rowCount - from);
            long all = -1L >>> -count;
            long there = nulls ? Validity.word(column.codes(), from) & all : all;
            long word = 0;
            if (there != all) {
                if (states[0] == UNKNOWN) {
                    return false;
                }
                word = values[0] == 0 ? 0 : all & ~there;
            }
            boolean known = true;
            if (there == all) {
                for (int i = 0; i < count; i++) {
                    int slot = codes.getInt((from + i) * 4L) + 1;
                    known &= states[slot] != UNKNOWN;
                    word |= values[slot] << i;
                }
            } else {
                for (long left = there; left != 0; left &= left - 1) {
                    int i = Long.numberOfTrailingZeros(left);
                    int slot = codes.getInt((from + i) * 4L) + 1;
                    known &= states[slot] != UNKNOWN;
                    word |= values[slot] << i;
                }
            }
            if (!known) {
                return false;
            }
            words[from >>> 6] = word;
        }
        return true;
    }

    private static int[] slots(DictionaryColumn column) {
        int rowCount = column.rowCount();
        int[] slots = new int[rowCount];
        ArrowBuf codes = column.codes().getDataBuffer();
        if (column.codes().getNullCount() == 0) {
            for (int row = 0; row < rowCount; row++) {
                slots[row] = codes.getInt(row * 4L) + 1;
            }
        } else {
            for (int from = 0; from < rowCount; from += Long.SIZE) {
                long left = Validity.word(column.codes(), from);
                left &= -1L >>> -Math.min(Long.SIZE, rowCount - from);
                for (; left != 0; left &= left - 1) {
                    int row = from + Long.numberOfTrailingZeros(left);
                    slots[row] = codes.getInt(row * 4L) + 1;
                }
            }
        }
        return slots;
    }

    /** Fills the slots that rows ask for; false if there is no room for their results. */
    private boolean know(Expression expression, Batch in, DictionaryColumn column, int[] slots, EvalContext context) {
        makeRoom(column.dictionary());
        int[] missing = isWholeDictionaryCheap(expression, column, slots.length)
                ? unknown(column.dictionary().size() + 1)
                : missing(slots);
        if (missing.length == 0) {
            return true;
        }
        if (text && derived != null && derived.memoryBytes() > DERIVED_BYTES_MAX) {
            return false;
        }
        try (Column results = evalSlots(expression, in, column, missing, context)) {
            keep(missing, results, context);
        }
        return true;
    }

    private void makeRoom(StringDictionary dictionary) {
        int needed = dictionary.size() + 1;
        if (states.length < needed) {
            int grown = Math.max(needed, states.length * 2);
            states = Arrays.copyOf(states, grown);
            values = Arrays.copyOf(values, grown);
        }
    }

    /** Whether to evaluate values that no row has asked for yet: none can raise an error, and they are not many. */
    private boolean isWholeDictionaryCheap(Expression expression, DictionaryColumn column, int rows) {
        return !text && !expression.mayFail() && column.dictionary().size() <= UNASKED_VALUES_PER_ROW_MAX * rows;
    }

    private int[] unknown(int slots) {
        int[] unknown = new int[slots];
        int count = 0;
        for (int slot = 0; slot < slots; slot++) {
            if (states[slot] == UNKNOWN) {
                unknown[count++] = slot;
            }
        }
        return Arrays.copyOf(unknown, count);
    }

    private int[] missing(int[] slots) {
        int[] missing = new int[16];
        int count = 0;
        for (int slot : slots) {
            if (states[slot] == UNKNOWN) {
                states[slot] = VALUE;
                if (count == missing.length) {
                    missing = Arrays.copyOf(missing, count * 2);
                }
                missing[count++] = slot;
            }
        }
        // Marked only to find each once: an error below must leave them unknown.
        for (int i = 0; i < count; i++) {
            states[missing[i]] = UNKNOWN;
        }
        return Arrays.copyOf(missing, count);
    }

    private void keep(int[] missing, Column results, EvalContext context) {
        FieldVector vector = results.flat(context.memory());
        if (text && derived == null) {
            derived = new StringDictionaryBuilder(null);
        }
        for (int i = 0; i < missing.length; i++) {
            int slot = missing[i];
            if (vector.isNull(i)) {
                states[slot] = NULL;
                continue;
            }
            values[slot] = text ? derived.code(((VarCharVector) vector).get(i)) : bits(vector, i);
            states[slot] = VALUE;
        }
    }

    private static long bits(FieldVector vector, int row) {
        if (vector instanceof BitVector bits) {
            return bits.get(row);
        }
        int width = ((BaseFixedWidthVector) vector).getTypeWidth();
        return width == 4
                ? vector.getDataBuffer().getInt(row * 4L)
                : vector.getDataBuffer().getLong(row * 8L);
    }

    private Column build(Field field, int[] slots, EvalContext context) {
        FieldVector vector = text
                ? new IntVector(field.getName(), context.memory().allocator())
                : field.createVector(context.memory().allocator());
        try {
            BaseFixedWidthVector fixed = (BaseFixedWidthVector) vector;
            fixed.allocateNew(slots.length);
            fill(fixed, slots);
            fixed.setValueCount(slots.length);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
        return text
                ? new DictionaryColumn(field, (IntVector) vector, derived.snapshot())
                : new FlatColumn(field, vector);
    }

    private void fill(BaseFixedWidthVector vector, int[] slots) {
        ArrowBuf validity = vector.getValidityBuffer();
        ArrowBuf data = vector.getDataBuffer();
        boolean bits = vector instanceof BitVector;
        int width = vector.getTypeWidth();
        for (int row = 0; row < slots.length; row++) {
            int slot = slots[row];
            if (states[slot] == NULL) {
                continue;
            }
            BitVectorHelper.setBit(validity, row);
            if (bits) {
                if (values[slot] != 0) {
                    BitVectorHelper.setBit(data, row);
                }
            } else if (width == 4) {
                data.setInt(row * 4L, (int) values[slot]);
            } else {
                data.setLong(row * 8L, values[slot]);
            }
        }
    }

    /** Evaluates each distinct value of the batch once and keeps nothing. */
    private static Column evalDistinct(
            Expression expression, Batch in, DictionaryColumn column, int[] slots, EvalContext context) {
        int[] places = new int[column.dictionary().size() + 1];
        int[] distinct = new int[slots.length];
        int[] rows = new int[slots.length];
        int count = 0;
        for (int row = 0; row < slots.length; row++) {
            int slot = slots[row];
            if (places[slot] == 0) {
                distinct[count++] = slot;
                places[slot] = count;
            }
            rows[row] = places[slot] - 1;
        }
        try (Column results = evalSlots(expression, in, column, Arrays.copyOf(distinct, count), context)) {
            FieldVector vector = results.flat(context.memory());
            return new FlatColumn(expression.field(), RowCopier.take(vector, rows, rows.length, context.memory()));
        }
    }

    /** Evaluates over a small batch that holds the values of the slots. */
    private static Column evalSlots(
            Expression expression, Batch in, DictionaryColumn column, int[] slots, EvalContext context) {
        Column values = decode(column.field(), column.dictionary(), slots, context);
        Column[] columns = new Column[in.columnCount()];
        for (int i = 0; i < columns.length; i++) {
            // The expression reads one column only; what stands at the other places does not matter.
            columns[i] = values.retain();
        }
        values.close();
        if (columns.length == 0) {
            throw new IllegalStateException("an expression over a column met a batch without columns");
        }
        try (Batch small = new Batch(slots.length, columns)) {
            return expression.evaluate(small, context);
        }
    }

    private static Column decode(Field field, StringDictionary dictionary, int[] slots, EvalContext context) {
        long bytes = 0;
        for (int slot : slots) {
            bytes += slot == 0 ? 0 : dictionary.value(slot - 1).length;
        }
        VarCharVector vector = new VarCharVector(field, context.memory().allocator());
        try {
            vector.allocateNew(bytes, slots.length);
            for (int i = 0; i < slots.length; i++) {
                if (slots[i] == 0) {
                    vector.setNull(i);
                } else {
                    vector.setSafe(i, dictionary.value(slots[i] - 1));
                }
            }
            vector.setValueCount(slots.length);
            return new FlatColumn(field, vector);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }
}
