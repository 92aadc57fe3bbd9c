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
import java.util.Map;
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
    /** Functions that read a time by a format, and the format of {@link dev.spoor.source.EventTime#text}. */
    private static final Map<String, String> ISO_FORMATS =
            Map.of("PARSE_DATETIME", "yyyy-MM-dd'T'HH:mm:ss'Z'", "DATE_PARSE", "%Y-%m-%dT%H:%i:%sZ");

    private final Function<ColumnPath, Place> places;

    /**
     * A field of the scanned table.
     *
     * @param path what statistics call it
     * @param field its type
     * @param stored the type that statistics are about: a view may show a time or a truth value as text
     */
    public record Place(FieldPath path, Field field, Field stored) {
        public Place(FieldPath path, Field field) {
            this(path, field, field);
        }
    }

    /**
     * A field with the kind of values that sets of it hold.
     *
     * @param asText the condition is about the text of the values
     */
    private record Target(FieldPath path, ValueKind kind, boolean asText) {
        ScanConstraint in(ValueSet set) {
            return ScanConstraint.of(path, set);
        }

        /** The values that compare so with one of a literal; null if that is of another kind. */
        ValueSet setOrNull(SqlKind comparison, Object literal, RelDataType type) {
            if (asText) {
                return literal instanceof String text ? TextOfTyped.set(kind, comparison, text) : null;
            }
            Object value = valueOrNull(kind, literal, type);
            return value == null ? null : set(kind, comparison, value);
        }

        /** The values whose text begins so. */
        ValueSet startingWith(String prefix) {
            return asText ? TextOfTyped.startingWith(kind, prefix) : ValueSet.startingWith(prefix);
        }

        boolean isText() {
            return asText || kind == ValueKind.TEXT;
        }

        boolean isTruth() {
            return kind == ValueKind.BOOLEAN && !asText;
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
        if (column != null && column.isTruth()) {
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
        if (target == null || !target.isTruth()) {
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
        ValueSet set = target == null ? null : target.setOrNull(kind, LiteralValues.of(literal), literal.getType());
        return set == null ? ScanConstraint.all() : target.in(set);
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
        RexNode operand = day ? ((RexCall) side).getOperands().get(0) : null;
        boolean isZoned = day && operand.getType() instanceof ZonedTimestampType;
        Target target = day && !isZoned ? targetOrNull(operand) : null;
        if (target == null || target.kind() != ValueKind.TIMESTAMP || target.asText()) {
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
            ValueSet values = rangeOrNull(target, range, literal.getType());
            if (values == null) {
                return ScanConstraint.all();
            }
            set = set.union(values);
        }
        return target.in(sarg.nullAs == RexUnknownAs.TRUE ? set.orNull() : set.withoutNull());
    }

    private static ValueSet rangeOrNull(Target target, Range<?> range, RelDataType type) {
        ValueSet set = ValueSet.notNull(target.kind());
        if (range.hasLowerBound()) {
            SqlKind comparison =
                    range.lowerBoundType() == BoundType.CLOSED ? SqlKind.GREATER_THAN_OR_EQUAL : SqlKind.GREATER_THAN;
            ValueSet low = target.setOrNull(comparison, LiteralValues.of(range.lowerEndpoint(), type), type);
            if (low == null) {
                return null;
            }
            set = set.intersect(low);
        }
        if (range.hasUpperBound()) {
            SqlKind comparison =
                    range.upperBoundType() == BoundType.CLOSED ? SqlKind.LESS_THAN_OR_EQUAL : SqlKind.LESS_THAN;
            ValueSet high = target.setOrNull(comparison, LiteralValues.of(range.upperEndpoint(), type), type);
            if (high == null) {
                return null;
            }
            set = set.intersect(high);
        }
        return set;
    }

    private ScanConstraint like(RexCall call) {
        Target target = targetOrNull(call.getOperands().get(0));
        if (target == null
                || !target.isText()
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
            return target.in(target.setOrNull(SqlKind.EQUALS, pattern, literal.getType()));
        }
        return target.in(target.startingWith(pattern.substring(0, end)));
    }

    private ScanConstraint byName(RexCall call) {
        boolean prefix = call.getOperator().getName().equals("STARTS_WITH")
                && call.getOperands().size() == 2;
        Target target = prefix ? targetOrNull(call.getOperands().get(0)) : null;
        if (target != null
                && target.isText()
                && call.getOperands().get(1) instanceof RexLiteral literal
                && !literal.isNull()) {
            return target.in(target.startingWith(literal.getValueAs(String.class)));
        }
        return ScanConstraint.all();
    }

    /** The field that an expression gives unchanged, looking through casts that lose and change nothing. */
    private Target targetOrNull(RexNode node) {
        RexNode inner = node;
        while (inner instanceof RexCall call
                && (call.getKind() == SqlKind.CAST && isWidening(call)
                        || call.getOperator() == LibraryOperators.AT_TIMEZONE)) {
            inner = call.getOperands().get(0);
        }
        ColumnPath path = RexPaths.pathOrNull(inner);
        if (path == null) {
            return inner instanceof RexCall call && readsIsoTime(call)
                    ? timeOrNull(targetOrNull(call.getOperands().get(0)))
                    : null;
        }
        Place place = places.apply(path);
        ValueKind shown = kindOrNull(place.field());
        ValueKind kind = kindOrNull(place.stored());
        if (shown == null || kind == null) {
            return null;
        }
        return shown == kind || shown == ValueKind.TEXT ? new Target(place.path(), kind, shown != kind) : null;
    }

    /** The time whose text it is; null if it is something else. */
    private static Target timeOrNull(Target text) {
        return text != null && text.asText() && text.kind() == ValueKind.TIMESTAMP
                ? new Target(text.path(), ValueKind.TIMESTAMP, false)
                : null;
    }

    /** Whether the call gives, of the text of a time, that time, or fails, or gives NULL. */
    private static boolean readsIsoTime(RexCall call) {
        String name = call.getOperator().getName();
        if (call.getOperands().size() == 1) {
            boolean cast = (call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST)
                    && TypeMap.toField("", call.getType()).getType() instanceof ArrowType.Timestamp;
            return cast || name.equals("FROM_ISO8601_TIMESTAMP");
        }
        return ISO_FORMATS.containsKey(name)
                && call.getOperands().size() == 2
                && call.getOperands().get(1) instanceof RexLiteral literal
                && !literal.isNull()
                && ISO_FORMATS.get(name).equals(LiteralValues.of(literal));
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
        return integers || isSameInstant(source.getType(), target.getType());
    }

    /** Whether a cast between the two keeps the micros: not between a zone's instant and what its clock shows. */
    private static boolean isSameInstant(ArrowType source, ArrowType target) {
        if (!(source instanceof ArrowType.Timestamp from) || !(target instanceof ArrowType.Timestamp to)) {
            return false;
        }
        boolean isClock = from.getTimezone() == null || to.getTimezone() == null;
        boolean isUtc = SqlTypes.TIMESTAMP_TZ.equals(source) || SqlTypes.TIMESTAMP_TZ.equals(target);
        return !isClock || isUtc || source.equals(target);
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
