/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** A constant known at plan time. */
public final class Literal implements VectorExpr {
    private final Field field;
    private final Object value;

    private Literal(Field field, Object value) {
        this.field = field;
        this.value = value;
    }

    /**
     * @param value Boolean, Integer (INTEGER, DATE days, INTERVAL YEAR months), Long (BIGINT, TIME and TIMESTAMP micros,
     *     INTERVAL DAY micros), Double, BigDecimal, String (VARCHAR, JSON), byte[], List (ARRAY, ROW), Map; null for NULL
     */
    public static Literal of(Field field, Object value) {
        return new Literal(field, value);
    }

    /** The value of a literal that is not NULL; empty for every other expression. */
    public static Optional<Object> valueOf(VectorExpr expr) {
        return expr instanceof Literal literal ? Optional.ofNullable(literal.value) : Optional.empty();
    }

    /** Whether the expression is the literal NULL. */
    public static boolean isNull(VectorExpr expr) {
        return expr instanceof Literal literal && literal.value == null;
    }

    /** The Java value; null for NULL. */
    public Object value() {
        return value;
    }

    @Override
    public Field field() {
        return field;
    }

    @Override
    public boolean isConstant() {
        return true;
    }

    @Override
    public Column eval(Batch in, EvalContext context) {
        return column(field, value, in.rowCount(), context.memory());
    }

    /** A column of one value, owned by the caller. */
    static Column column(Field field, Object value, int rowCount, Memory memory) {
        if (value == null) {
            return ConstantColumn.ofNull(field, rowCount, memory);
        }
        FieldVector vector = Values.newVector(field, 1, memory);
        try {
            Values.write(vector, 0, value);
            vector.setValueCount(1);
            return new ConstantColumn(new FlatColumn(field, vector), rowCount);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }
}
