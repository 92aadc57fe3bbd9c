/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import dev.spoor.expr.UtcTime;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;

/**
 * Reads from a condition which values of which fields a row must have for the condition to be TRUE. What it does not
 * understand allows everything, so the result is sound: it may allow too much, never too little. NULL counts: a
 * comparison is never TRUE for NULL, IS NULL only for it, and a range knows what NULL means to it.
 */
public final class ConstraintExtractor {
    private final Function<ColumnPath, Place> places;

    /**
     * A field of the scanned table.
     *
     * @param path what statistics call it
     * @param field its type
     */
    public record Place(FieldPath path, Field field) {}

    /** A field with the kind of values that sets of it hold. */
    private record Target(FieldPath path, ValueKind kind) {
        ScanConstraint in(ValueSet set) {
            return ScanConstraint.of(path, set);
        }
    }

    ConstraintExtractor(Function<ColumnPath, Place> places) {
        this.places = places;
    }

    /**
     * What is true of every row for which all conditions are TRUE.
     *
     * @param columns where the values of each column of the conditions come from
     */
    public static ScanConstraint allOf(List<RexNode> conditions, List<Place> columns) {
        ConstraintExtractor extractor = new ConstraintExtractor(path -> columns.get(path.column()));
        ScanConstraint all = ScanConstraint.all();
        for (RexNode condition : conditions) {
            all = all.intersect(extractor.extract(condition));
        }
        return all;
    }

    /** What is true of every row for which the condition is TRUE. */
    ScanConstraint extract(RexNode condition) {
        if (condition.isAlwaysFalse()) {
            return ScanConstraint.none();
        }
        Target column = targetOrNull(condition);
        if (column != null && column.kind() == ValueKind.BOOLEAN) {
            return column.in(ValueSet.of(ValueKind.BOOLEAN, true));
        }
        if (!(condition instanceof RexCall call)) {
            return ScanConstraint.all();
        }
        return switch (call.getKind()) {
            case AND ->
                call.getOperands().stream().map(this::extract).reduce(ScanConstraint.all(), ScanConstraint::intersect);
            case OR ->
                call.getOperands().stream()
                        .map(this::extract)
                        .reduce(ScanConstraint.none(), ScanConstraint::unionOrMore);
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                comparison(call);
            case IS_NOT_DISTINCT_FROM -> notDistinct(call);
            case SEARCH -> search(call);
            case IS_NULL -> nullTest(call, true);
            case IS_NOT_NULL -> nullTest(call, false);
            case IS_TRUE -> extract(call.getOperands().get(0));
            case NOT, IS_FALSE -> truth(call, false, false);
            case IS_NOT_TRUE -> truth(call, false, true);
            case IS_NOT_FALSE -> truth(call, true, true);
            case LIKE -> like(call);
            default -> byName(call);
        };
    }

    private ScanConstraint truth(RexCall call, boolean value, boolean orNull) {
        Target target = targetOrNull(call.getOperands().get(0));
        if (target == null || target.kind() != ValueKind.BOOLEAN) {
            return ScanConstraint.all();
        }
        ValueSet set = ValueSet.of(ValueKind.BOOLEAN, value);
        return target.in(orNull ? set.orNull() : set);
    }

    private ScanConstraint nullTest(RexCall call, boolean wantsNull) {
        Target target = targetOrNull(call.getOperands().get(0));
        if (target == null) {
            return ScanConstraint.all();
        }
        return target.in(wantsNull ? ValueSet.onlyNull(target.kind()) : ValueSet.notNull(target.kind()));
    }

    private ScanConstraint comparison(RexCall call) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        if (right instanceof RexLiteral literal) {
            return compared(left, call.getKind(), literal);
        }
        if (left instanceof RexLiteral literal) {
            return compared(right, call.getKind().reverse(), literal);
        }
        return ScanConstraint.all();
    }

    private ScanConstraint compared(RexNode side, SqlKind kind, RexLiteral literal) {
        if (literal.isNull()) {
            return ScanConstraint.none();
        }
        ScanConstraint byDay = comparedByDay(side, kind, literal);
        if (byDay != null) {
            return byDay;
        }
        Target target = targetOrNull(side);
        Object value = target == null ? null : valueOrNull(target.kind(), LiteralValues.of(literal), literal.getType());
        return value == null ? ScanConstraint.all() : target.in(set(target.kind(), kind, value));
    }

    private static ValueSet set(ValueKind valueKind, SqlKind comparison, Object value) {
        return switch (comparison) {
            case EQUALS -> ValueSet.of(valueKind, value);
            case NOT_EQUALS -> ValueSet.of(valueKind, value).complementOfValues();
            case LESS_THAN -> ValueSet.below(valueKind, value);
            case LESS_THAN_OR_EQUAL -> ValueSet.atMost(valueKind, value);
            case GREATER_THAN -> ValueSet.above(valueKind, value);
            case GREATER_THAN_OR_EQUAL -> ValueSet.atLeast(valueKind, value);
            default -> ValueSet.everything(valueKind);
        };
    }

    /** {@code CAST(time AS DATE) = day}: a stretch of a day; null if it is not of this shape. */
    private ScanConstraint comparedByDay(RexNode side, SqlKind kind, RexLiteral literal) {
        boolean day = literal.getType().getSqlTypeName() == SqlTypeName.DATE
                && side instanceof RexCall call
                && (call.getKind() == SqlKind.CAST
                        || call.getOperator().getName().equals("DATE"))
                && call.getOperands().size() == 1;
        Target target = day ? targetOrNull(((RexCall) side).getOperands().get(0)) : null;
        if (target == null || target.kind() != ValueKind.TIMESTAMP) {
            return null;
        }
        long start = UtcTime.ofDay((Integer) LiteralValues.of(literal));
        long end = start + UtcTime.MICROS_PER_DAY;
        ValueKind time = ValueKind.TIMESTAMP;
        return target.in(
                switch (kind) {
                    case EQUALS -> ValueSet.between(time, start, end - 1);
                    case NOT_EQUALS -> ValueSet.between(time, start, end - 1).complementOfValues();
                    case LESS_THAN -> ValueSet.below(time, start);
                    case LESS_THAN_OR_EQUAL -> ValueSet.below(time, end);
                    case GREATER_THAN -> ValueSet.atLeast(time, end);
                    case GREATER_THAN_OR_EQUAL -> ValueSet.atLeast(time, start);
                    default -> ValueSet.everything(time);
                });
    }

    private ScanConstraint notDistinct(RexCall call) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        RexNode side = right instanceof RexLiteral ? left : right;
        RexNode other = right instanceof RexLiteral ? right : left;
        Target target = targetOrNull(side);
        if (target == null || !(other instanceof RexLiteral literal)) {
            return ScanConstraint.all();
        }
        if (literal.isNull()) {
            return target.in(ValueSet.onlyNull(target.kind()));
        }
        return compared(side, SqlKind.EQUALS, literal);
    }

    private ScanConstraint search(RexCall call) {
        Target target = targetOrNull(call.getOperands().get(0));
        if (target == null) {
            return ScanConstraint.all();
        }
        RexLiteral literal = (RexLiteral) call.getOperands().get(1);
        Sarg<?> sarg = literal.getValueAs(Sarg.class);
        ValueSet set = ValueSet.empty(target.kind());
        for (Range<?> range : sarg.rangeSet.asRanges()) {
            ValueSet values = rangeOrNull(target.kind(), range, literal.getType());
            if (values == null) {
                return ScanConstraint.all();
            }
            set = set.union(values);
        }
        return target.in(sarg.nullAs == RexUnknownAs.TRUE ? set.orNull() : set.withoutNull());
    }

    private static ValueSet rangeOrNull(ValueKind kind, Range<?> range, RelDataType type) {
        ValueSet set = ValueSet.notNull(kind);
        if (range.hasLowerBound()) {
            Object low = valueOrNull(kind, LiteralValues.of(range.lowerEndpoint(), type), type);
            if (low == null) {
                return null;
            }
            set = set.intersect(
                    range.lowerBoundType() == BoundType.CLOSED
                            ? ValueSet.atLeast(kind, low)
                            : ValueSet.above(kind, low));
        }
        if (range.hasUpperBound()) {
            Object high = valueOrNull(kind, LiteralValues.of(range.upperEndpoint(), type), type);
            if (high == null) {
                return null;
            }
            set = set.intersect(
                    range.upperBoundType() == BoundType.CLOSED
                            ? ValueSet.atMost(kind, high)
                            : ValueSet.below(kind, high));
        }
        return set;
    }

    private ScanConstraint like(RexCall call) {
        Target target = targetOrNull(call.getOperands().get(0));
        if (target == null
                || target.kind() != ValueKind.TEXT
                || call.getOperands().size() != 2
                || !(call.getOperands().get(1) instanceof RexLiteral literal)
                || literal.isNull()) {
            return ScanConstraint.all();
        }
        String pattern = literal.getValueAs(String.class);
        int end = 0;
        while (end < pattern.length() && pattern.charAt(end) != '%' && pattern.charAt(end) != '_') {
            end++;
        }
        if (end == pattern.length()) {
            return target.in(ValueSet.of(ValueKind.TEXT, pattern));
        }
        return target.in(ValueSet.startingWith(pattern.substring(0, end)));
    }

    private ScanConstraint byName(RexCall call) {
        boolean prefix = call.getOperator().getName().equals("STARTS_WITH")
                && call.getOperands().size() == 2;
        Target target = prefix ? targetOrNull(call.getOperands().get(0)) : null;
        if (target != null
                && target.kind() == ValueKind.TEXT
                && call.getOperands().get(1) instanceof RexLiteral literal
                && !literal.isNull()) {
            return target.in(ValueSet.startingWith(literal.getValueAs(String.class)));
        }
        return ScanConstraint.all();
    }

    /** The field that an expression gives unchanged, looking through casts that lose and change nothing. */
    private Target targetOrNull(RexNode node) {
        RexNode inner = node;
        while (inner instanceof RexCall call && call.getKind() == SqlKind.CAST && isWidening(call)) {
            inner = call.getOperands().get(0);
        }
        ColumnPath path = RexPaths.pathOrNull(inner);
        if (path == null) {
            return null;
        }
        Place place = places.apply(path);
        ValueKind kind = kindOrNull(place.field());
        return kind == null ? null : new Target(place.path(), kind);
    }

    private static boolean isWidening(RexCall cast) {
        RelDataType from = cast.getOperands().get(0).getType();
        RelDataType to = cast.getType();
        Field source = TypeMap.toField("", from);
        Field target = TypeMap.toField("", to);
        if (SqlTypes.sameType(source, target)) {
            boolean text = source.getType() instanceof ArrowType.Utf8;
            return !text || to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED;
        }
        boolean integers =
                source.getType() instanceof ArrowType.Int && target.getType().equals(SqlTypes.BIGINT);
        boolean instants =
                source.getType() instanceof ArrowType.Timestamp && target.getType() instanceof ArrowType.Timestamp;
        return integers || instants;
    }

    private static ValueKind kindOrNull(Field field) {
        if (SqlTypes.isJson(field)) {
            return null;
        }
        return switch (field.getType().getTypeID()) {
            case Utf8 -> ValueKind.TEXT;
            case Int -> ValueKind.INTEGER;
            case Timestamp -> ValueKind.TIMESTAMP;
            case Bool -> ValueKind.BOOLEAN;
            default -> null;
        };
    }

    /** A literal's value as value sets hold it; null if it is of another kind. */
    private static Object valueOrNull(ValueKind kind, Object value, RelDataType type) {
        boolean timestamp = type.getSqlTypeName() == SqlTypeName.TIMESTAMP
                || type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
        return switch (kind) {
            case TEXT -> value instanceof String ? value : null;
            case INTEGER -> isInteger(type) ? (Object) ((Number) value).longValue() : null;
            case TIMESTAMP -> timestamp ? value : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
        };
    }

    private static boolean isInteger(RelDataType type) {
        return List.of(SqlTypeName.TINYINT, SqlTypeName.SMALLINT, SqlTypeName.INTEGER, SqlTypeName.BIGINT)
                .contains(type.getSqlTypeName());
    }
}
