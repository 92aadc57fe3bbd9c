/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The least type that holds the values of several: INTEGER, BIGINT, DECIMAL, DOUBLE in this order; DATE, TIMESTAMP,
 * TIMESTAMP WITH TIME ZONE; nested types part by part. An untyped NULL goes with everything.
 */
public final class CommonType {
    private static final int DECIMAL_DIGITS_MAX = 38;

    private CommonType() {}

    /** @throws EngineException TYPE_MISMATCH if there is none */
    public static Field of(List<Field> fields) {
        Field common = fields.get(0);
        for (Field field : fields.subList(1, fields.size())) {
            common = of(common, field);
        }
        return SqlTypes.isUntypedNull(common) ? SqlTypes.varchar(common.getName()) : common;
    }

    /** @throws EngineException TYPE_MISMATCH if there is none */
    public static Field of(Field a, Field b) {
        if (SqlTypes.isUntypedNull(b)) {
            return a;
        }
        if (SqlTypes.isUntypedNull(a)) {
            return b;
        }
        if (SqlTypes.sameType(a, b)) {
            return a;
        }
        Field common = isNumber(a) && isNumber(b) ? number(a, b) : other(a, b);
        if (common == null) {
            throw new EngineException(
                    ErrorCode.TYPE_MISMATCH,
                    TypeNames.of(a) + " and " + TypeNames.of(b) + " have no common type; CAST one of them");
        }
        return common;
    }

    /** As {@link #of(List)}, for expressions; a literal NULL goes with everything. */
    public static Field ofAll(List<VectorExpr> inputs) {
        return of(inputs.stream().map(CommonType::typeOf).toList());
    }

    private static Field typeOf(VectorExpr input) {
        return Literal.isNull(input) ? SqlTypes.untypedNull("null") : input.field();
    }

    /** All inputs cast to one type. */
    public static List<VectorExpr> cast(List<VectorExpr> inputs, Field type) {
        List<VectorExpr> cast = new ArrayList<>(inputs.size());
        for (VectorExpr input : inputs) {
            cast.add(cast(input, type));
        }
        return cast;
    }

    /**
     * A value in the type in which it meets others. A time in a zone that becomes one without stays the instant that it is,
     * where a CAST that somebody wrote would give what the zone's clock shows.
     */
    public static VectorExpr cast(VectorExpr input, Field type) {
        if (SqlTypes.sameType(input.field(), type)) {
            return input;
        }
        boolean losesZone =
                ZoneTime.zoneOf(input.field()).isPresent() && type.getType().equals(SqlTypes.TIMESTAMP);
        VectorExpr instant =
                losesZone ? Cast.of(input, SqlTypes.field("", SqlTypes.TIMESTAMP_TZ), Cast.Mode.CAST) : input;
        return Cast.of(instant, type, Cast.Mode.CAST);
    }

    private static boolean isNumber(Field field) {
        ArrowType type = field.getType();
        return type instanceof ArrowType.Int
                || type instanceof ArrowType.FloatingPoint
                || type instanceof ArrowType.Decimal;
    }

    private static Field number(Field a, Field b) {
        ArrowType x = a.getType();
        ArrowType y = b.getType();
        if (x.equals(SqlTypes.DOUBLE) || y.equals(SqlTypes.DOUBLE)) {
            return SqlTypes.field(a.getName(), SqlTypes.DOUBLE);
        }
        if (!(x instanceof ArrowType.Decimal) && !(y instanceof ArrowType.Decimal)) {
            return SqlTypes.field(a.getName(), SqlTypes.BIGINT);
        }
        int scale = Math.max(scale(x), scale(y));
        int whole = Math.max(precision(x) - scale(x), precision(y) - scale(y));
        return SqlTypes.decimal(a.getName(), Math.min(DECIMAL_DIGITS_MAX, whole + scale), scale);
    }

    private static int scale(ArrowType type) {
        return type instanceof ArrowType.Decimal decimal ? decimal.getScale() : 0;
    }

    private static int precision(ArrowType type) {
        if (type instanceof ArrowType.Decimal decimal) {
            return decimal.getPrecision();
        }
        return type.equals(SqlTypes.BIGINT) ? 19 : 10;
    }

    private static Field other(Field a, Field b) {
        int rankA = timeRank(a.getType());
        int rankB = timeRank(b.getType());
        if (rankA > 0 && rankB > 0) {
            // instants of different zones have UTC in common, which is also the zone of times without one
            boolean isInstant = rankA == 3 || rankB == 3;
            return isInstant ? SqlTypes.field(a.getName(), SqlTypes.TIMESTAMP_TZ) : rankA > rankB ? a : b;
        }
        boolean sameKind = a.getType().getTypeID() == b.getType().getTypeID();
        int size = a.getChildren().size();
        if (!sameKind || size == 0 || size != b.getChildren().size()) {
            return null;
        }
        List<Field> children = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Field child = of(a.getChildren().get(i), b.getChildren().get(i));
            children.add(SqlTypes.renamed(child, a.getChildren().get(i).getName()));
        }
        if (a.getType() instanceof ArrowType.Map) {
            List<Field> entry = children.get(0).getChildren();
            return SqlTypes.map(a.getName(), entry.get(0), entry.get(1));
        }
        return a.getType() instanceof ArrowType.List
                ? SqlTypes.array(a.getName(), children.get(0))
                : SqlTypes.row(a.getName(), children);
    }

    private static int timeRank(ArrowType type) {
        if (type.equals(SqlTypes.DATE)) {
            return 1;
        }
        if (type.equals(SqlTypes.TIMESTAMP)) {
            return 2;
        }
        return type instanceof ArrowType.Timestamp ? 3 : 0;
    }
}
