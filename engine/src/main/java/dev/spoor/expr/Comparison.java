/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Compares two values of one type. NULL if either is NULL, except for DISTINCT and NOT_DISTINCT, which are never NULL.
 * Text compares by code points, DOUBLE as IEEE 754 (NaN equals nothing but is not distinct from itself), BOOLEAN FALSE
 * before TRUE.
 */
public final class Comparison extends Expression {
    /** Which comparison. */
    public enum Op {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE,
        DISTINCT,
        NOT_DISTINCT;

        /** Whether it holds for an order of -1, 0 or 1. */
        boolean holds(int order) {
            return switch (this) {
                case EQ, NOT_DISTINCT -> order == 0;
                case NE, DISTINCT -> order != 0;
                case LT -> order < 0;
                case LE -> order <= 0;
                case GT -> order > 0;
                case GE -> order >= 0;
            };
        }

        private boolean isOrdering() {
            return this == LT || this == LE || this == GT || this == GE;
        }

        private boolean knowsNull() {
            return this == DISTINCT || this == NOT_DISTINCT;
        }
    }

    private final Op op;

    private Comparison(Op op, VectorExpr left, VectorExpr right) {
        super(SqlTypes.field(op.name(), SqlTypes.BOOLEAN), List.of(left, right), true);
        this.op = op;
    }

    /** @throws IllegalArgumentException if the sides are of different types; the caller casts */
    public static VectorExpr of(Op op, VectorExpr left, VectorExpr right) {
        ArrowType a = left.field().getType();
        ArrowType b = right.field().getType();
        boolean decimals = a instanceof ArrowType.Decimal && b instanceof ArrowType.Decimal;
        if (!a.equals(b) && !decimals) {
            throw new IllegalArgumentException("sides of " + op + " differ in type: " + a + " and " + b);
        }
        return new Comparison(op, left, right);
    }

    @Override
    public boolean mayFail() {
        // An order of lists fails on NULL elements.
        return super.mayFail()
                || (op.isOrdering() && !inputs().get(0).field().getChildren().isEmpty());
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        try (Columns sides = Columns.eval(inputs(), in, context)) {
            Column left = sides.get(0);
            Column right = sides.get(1);
            Truth truth = new Truth(in.rowCount());
            if (op.knowsNull()) {
                distinct(left, right, truth);
            } else {
                truth.nullWhereNull(left);
                truth.nullWhereNull(right);
                compare(left, right, truth, context);
                truth.trim();
            }
            return truth.toColumn(field(), context.memory());
        }
    }

    private void compare(Column left, Column right, Truth truth, EvalContext context) {
        ArrowType type = left.field().getType();
        if (type.equals(SqlTypes.DOUBLE)) {
            compareDoubles(ValueReader.of(left), ValueReader.of(right), truth);
        } else if (type.equals(SqlTypes.BOOLEAN)) {
            compareBooleans(ValueReader.of(left), ValueReader.of(right), truth);
        } else if (type.equals(SqlTypes.VARCHAR) || type.equals(SqlTypes.VARBINARY)) {
            compareTexts(left, right, truth);
        } else if (isLongs(left) && isLongs(right)) {
            compareLongs(left, right, truth);
        } else {
            compareObjects(ValueReader.of(left), ValueReader.of(right), truth);
        }
    }

    private static boolean isLongs(Column column) {
        FieldVector vector = vectorOf(column);
        return vector instanceof BaseFixedWidthVector fixed && (fixed.getTypeWidth() == 4 || fixed.getTypeWidth() == 8);
    }

    private static FieldVector vectorOf(Column column) {
        if (column instanceof ConstantColumn constant) {
            return constant.value();
        }
        return column instanceof FlatColumn flat ? flat.vector() : null;
    }

    private void compareLongs(Column left, Column right, Truth truth) {
        if (left instanceof ConstantColumn && right instanceof ConstantColumn) {
            compareTwoColumns(left, right, truth);
        } else if (right instanceof ConstantColumn) {
            compareWithConstant(op, left, right, truth);
        } else if (left instanceof ConstantColumn) {
            compareWithConstant(mirrored(op), right, left, truth);
        } else {
            compareTwoColumns(left, right, truth);
        }
    }

    private static Op mirrored(Op op) {
        return switch (op) {
            case LT -> Op.GT;
            case LE -> Op.GE;
            case GT -> Op.LT;
            case GE -> Op.LE;
            case EQ, NE, DISTINCT, NOT_DISTINCT -> op;
        };
    }

    /** Every comparison of integers with a constant is a range test, or the negation of one. */
    private static void compareWithConstant(Op op, Column column, Column constant, Truth truth) {
        if (constant.isNull(0)) {
            return;
        }
        long value = ValueReader.of(constant).getLong(0);
        long low = op == Op.GT ? value + 1 : op == Op.LT || op == Op.LE ? Long.MIN_VALUE : value;
        long high = op == Op.LT ? value - 1 : op == Op.GT || op == Op.GE ? Long.MAX_VALUE : value;
        boolean empty = (op == Op.GT && value == Long.MAX_VALUE) || (op == Op.LT && value == Long.MIN_VALUE);
        if (empty) {
            return;
        }
        FieldVector vector = vectorOf(column);
        ArrowBuf data = vector.getDataBuffer();
        if (((BaseFixedWidthVector) vector).getTypeWidth() == 4) {
            inRangeInts(data, low, high, truth);
        } else {
            inRangeLongs(data, low, high, truth);
        }
        if (op == Op.NE) {
            truth.negate();
        }
    }

    private static void inRangeLongs(ArrowBuf data, long low, long high, Truth truth) {
        long[] words = truth.trues();
        int rowCount = truth.rowCount();
        for (int row = 0; row < rowCount; row++) {
            long value = data.getLong(row * 8L);
            long hit = value >= low && value <= high ? 1L : 0L;
            words[row >>> 6] |= hit << row;
        }
    }

    private static void inRangeInts(ArrowBuf data, long low, long high, Truth truth) {
        long[] words = truth.trues();
        int rowCount = truth.rowCount();
        for (int row = 0; row < rowCount; row++) {
            long value = data.getInt(row * 4L);
            long hit = value >= low && value <= high ? 1L : 0L;
            words[row >>> 6] |= hit << row;
        }
    }

    private void compareTwoColumns(Column left, Column right, Truth truth) {
        ValueReader a = ValueReader.of(left);
        ValueReader b = ValueReader.of(right);
        for (int row = 0; row < truth.rowCount(); row++) {
            if (op.holds(Long.compare(a.getLong(row), b.getLong(row)))) {
                truth.setTrue(row);
            }
        }
    }

    private void compareDoubles(ValueReader left, ValueReader right, Truth truth) {
        for (int row = 0; row < truth.rowCount(); row++) {
            double a = left.getDouble(row);
            double b = right.getDouble(row);
            boolean holds =
                    switch (op) {
                        case EQ, NOT_DISTINCT -> a == b;
                        case NE, DISTINCT -> a != b;
                        case LT -> a < b;
                        case LE -> a <= b;
                        case GT -> a > b;
                        case GE -> a >= b;
                    };
            if (holds) {
                truth.setTrue(row);
            }
        }
    }

    private void compareBooleans(ValueReader left, ValueReader right, Truth truth) {
        for (int row = 0; row < truth.rowCount(); row++) {
            if (!truth.isNull(row) && op.holds(Boolean.compare(left.getBoolean(row), right.getBoolean(row)))) {
                truth.setTrue(row);
            }
        }
    }

    private void compareTexts(Column left, Column right, Truth truth) {
        if (left instanceof DictionaryColumn a
                && right instanceof DictionaryColumn b
                && !op.isOrdering()
                && a.dictionary().sameAs(b.dictionary())) {
            compareCodes(a, b, truth);
            return;
        }
        ValueReader leftReader = ValueReader.of(left);
        ValueReader rightReader = ValueReader.of(right);
        Text a = new Text();
        Text b = new Text();
        for (int row = 0; row < truth.rowCount(); row++) {
            if (truth.isNull(row)) {
                continue;
            }
            leftReader.getText(row, a);
            rightReader.getText(row, b);
            boolean holds = op.isOrdering() ? op.holds(a.compareTo(b)) : a.contentEquals(b) == (op == Op.EQ);
            if (holds) {
                truth.setTrue(row);
            }
        }
    }

    private void compareCodes(DictionaryColumn left, DictionaryColumn right, Truth truth) {
        ArrowBuf a = left.codes().getDataBuffer();
        ArrowBuf b = right.codes().getDataBuffer();
        for (int row = 0; row < truth.rowCount(); row++) {
            if ((a.getInt(row * 4L) == b.getInt(row * 4L)) == (op == Op.EQ)) {
                truth.setTrue(row);
            }
        }
    }

    private void compareObjects(ValueReader left, ValueReader right, Truth truth) {
        for (int row = 0; row < truth.rowCount(); row++) {
            if (truth.isNull(row)) {
                continue;
            }
            Object a = left.getObject(row);
            Object b = right.getObject(row);
            if (op.isOrdering()) {
                if (op.holds(Values.compare(a, b))) {
                    truth.setTrue(row);
                }
                continue;
            }
            Boolean equal = Values.equalOrUnknown(a, b);
            if (equal == null) {
                truth.setNull(row);
            } else if (equal == (op == Op.EQ)) {
                truth.setTrue(row);
            }
        }
    }

    private void distinct(Column left, Column right, Truth truth) {
        ValueReader a = ValueReader.of(left);
        ValueReader b = ValueReader.of(right);
        boolean text = left.field().getType().equals(SqlTypes.VARCHAR);
        Text leftText = new Text();
        Text rightText = new Text();
        for (int row = 0; row < truth.rowCount(); row++) {
            boolean same;
            if (a.isNull(row) || b.isNull(row)) {
                same = a.isNull(row) && b.isNull(row);
            } else if (text) {
                a.getText(row, leftText);
                b.getText(row, rightText);
                same = leftText.contentEquals(rightText);
            } else {
                same = Values.same(a.getObject(row), b.getObject(row));
            }
            if (same == (op == Op.NOT_DISTINCT)) {
                truth.setTrue(row);
            }
        }
    }
}
