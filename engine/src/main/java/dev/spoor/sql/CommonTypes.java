/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.expr.ZoneTime;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The type in which two values that validation let meet are compared. Stateless. */
final class CommonTypes {
    private static final int DECIMAL_DIGITS_MAX = 38;
    private static final int BIGINT_DIGITS = 19;
    private static final int INTEGER_DIGITS = 10;
    private static final List<ArrowType> TIMES = List.of(SqlTypes.DATE, SqlTypes.TIMESTAMP_TZ, SqlTypes.TIMESTAMP);

    private CommonTypes() {}

    static Field of(Field left, Field right) {
        if (SqlTypes.sameType(left, right)) {
            return left;
        }
        if (isNumber(left) && isNumber(right)) {
            return number(left, right);
        }
        if (ZoneTime.zoneOf(left).isPresent() || ZoneTime.zoneOf(right).isPresent()) {
            // instants are compared as instants, whatever their zones' clocks show
            return SqlTypes.field("", SqlTypes.TIMESTAMP_TZ);
        }
        int leftTime = TIMES.indexOf(left.getType());
        int rightTime = TIMES.indexOf(right.getType());
        if (leftTime >= 0 && rightTime >= 0) {
            return SqlTypes.field("", SqlTypes.TIMESTAMP);
        }
        int size = left.getChildren().size();
        boolean isNested = left.getType().getTypeID() == right.getType().getTypeID()
                && size > 0
                && size == right.getChildren().size();
        if (isNested) {
            return nested(left, right);
        }
        boolean rightIsText = right.getType() instanceof ArrowType.Utf8 && !SqlTypes.isJson(right);
        return rightIsText ? left : right;
    }

    /** Part by part, under the names of the left side. */
    private static Field nested(Field left, Field right) {
        List<Field> parts = new ArrayList<>();
        for (int i = 0; i < left.getChildren().size(); i++) {
            Field part = left.getChildren().get(i);
            parts.add(SqlTypes.renamed(of(part, right.getChildren().get(i)), part.getName()));
        }
        if (left.getType() instanceof ArrowType.Map) {
            List<Field> entry = parts.get(0).getChildren();
            return SqlTypes.map(left.getName(), entry.get(0), entry.get(1));
        }
        return left.getType() instanceof ArrowType.List
                ? SqlTypes.array(left.getName(), parts.get(0))
                : SqlTypes.row(left.getName(), parts);
    }

    private static boolean isNumber(Field field) {
        return field.getType() instanceof ArrowType.Int
                || field.getType() instanceof ArrowType.FloatingPoint
                || field.getType() instanceof ArrowType.Decimal;
    }

    private static Field number(Field left, Field right) {
        if (left.getType() instanceof ArrowType.FloatingPoint || right.getType() instanceof ArrowType.FloatingPoint) {
            return SqlTypes.field("", SqlTypes.DOUBLE);
        }
        if (left.getType() instanceof ArrowType.Int && right.getType() instanceof ArrowType.Int) {
            return SqlTypes.field("", SqlTypes.BIGINT);
        }
        int scale = Math.max(scale(left), scale(right));
        int whole = Math.max(precision(left) - scale(left), precision(right) - scale(right));
        return SqlTypes.decimal("", Math.min(DECIMAL_DIGITS_MAX, whole + scale), scale);
    }

    private static int scale(Field field) {
        return field.getType() instanceof ArrowType.Decimal decimal ? decimal.getScale() : 0;
    }

    private static int precision(Field field) {
        if (field.getType() instanceof ArrowType.Decimal decimal) {
            return decimal.getPrecision();
        }
        return ((ArrowType.Int) field.getType()).getBitWidth() > 32 ? BIGINT_DIGITS : INTEGER_DIGITS;
    }
}
