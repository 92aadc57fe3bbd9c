/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.SqlTypes;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The ways in which numbers are added up. */
enum NumberKind {
    /** INTEGER and BIGINT. */
    EXACT,
    DECIMAL,
    DOUBLE;

    /** Precision of sums of DECIMAL. */
    static final int PRECISION_MAX = 38;

    static NumberKind of(Field field) {
        if (field.getType() instanceof ArrowType.Int) {
            return EXACT;
        }
        if (field.getType() instanceof ArrowType.Decimal) {
            return DECIMAL;
        }
        if (field.getType().equals(SqlTypes.DOUBLE)) {
            return DOUBLE;
        }
        throw new EngineException(
                ErrorCode.TYPE_MISMATCH,
                "a number is wanted, not " + field.getType() + "; CAST it to BIGINT or DOUBLE");
    }
}
