/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.sql.parser.TimeLiterals;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;

/** Makes literals from values as the engine's constants have them, and comparisons that stay what they are. */
final class EngineRexBuilder extends RexBuilder {
    static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    EngineRexBuilder(RelDataTypeFactory types) {
        super(types);
    }

    @Override
    public RexNode makeCall(SqlParserPos place, SqlOperator operator, List<? extends RexNode> operands) {
        SqlFunction unsimplified = UnsimplifiedComparison.inPlaceOfOrNull(operator.getKind(), operands);
        RexNode made = super.makeCall(place, unsimplified == null ? operator : unsimplified, operands);
        return isSearchOfCondition(made) ? RexUtil.expandSearch(this, null, made) : made;
    }

    @Override
    public RelDataType deriveReturnType(SqlOperator operator, List<? extends RexNode> operands) {
        RelDataType type = super.deriveReturnType(operator, operands);
        return UnsimplifiedComparison.mayBeUnknown(operator.getKind(), operands)
                ? getTypeFactory().createTypeWithNullability(type, true)
                : type;
    }

    /**
     * In a filter, Calcite 1.42 takes an unknown operand of SEARCH for FALSE, as it may take the SEARCH itself: for
     * {@code nullif(a, b) IN (TRUE, FALSE)} that finds rows. Only conditions can be so mistaken.
     */
    private static boolean isSearchOfCondition(RexNode made) {
        return made.getKind() == SqlKind.SEARCH
                && made instanceof RexCall search
                && search.getOperands().get(0) instanceof RexCall condition
                && condition.getType().getSqlTypeName() == SqlTypeName.BOOLEAN;
    }

    @Override
    public RexNode makeCall(SqlParserPos place, RelDataType type, SqlOperator operator, List<RexNode> operands) {
        SqlFunction unsimplified = UnsimplifiedComparison.inPlaceOfOrNull(operator.getKind(), operands);
        return super.makeCall(place, type, unsimplified == null ? operator : unsimplified, operands);
    }

    /**
     * A literal of exactly the given type, or null if values of the type do not stand in plans as literals.
     *
     * @param value as {@code dev.spoor.expr} has constants; null for NULL
     */
    RexNode literalOrNull(Object value, RelDataType type) {
        if (value == null) {
            return makeNullLiteral(type);
        }
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> makeLiteral((Boolean) value, type, SqlTypeName.BOOLEAN);
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                makeLiteral(BigDecimal.valueOf(((Number) value).longValue()), type, SqlTypeName.DECIMAL);
            case DECIMAL -> makeLiteral((BigDecimal) value, type, SqlTypeName.DECIMAL);
            case REAL, FLOAT, DOUBLE -> doubleOrNull((Double) value, type);
            case CHAR, VARCHAR -> makeLiteral(text((String) value), type, SqlTypeName.CHAR);
            case DATE -> makeLiteral(DateString.fromDaysSinceEpoch((Integer) value), type, SqlTypeName.DATE);
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                makeLiteral(timestamp((Long) value), type, type.getSqlTypeName());
            default -> intervalOrNull(value, type);
        };
    }

    private RexNode doubleOrNull(Double value, RelDataType type) {
        return value.isNaN() || value.isInfinite() ? null : makeLiteral(value, type, SqlTypeName.DOUBLE);
    }

    private RexNode intervalOrNull(Object value, RelDataType type) {
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
            return makeLiteral(BigDecimal.valueOf((Integer) value), type, type.getSqlTypeName());
        }
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName()) && (Long) value % MICROS_PER_MILLI == 0) {
            return makeLiteral(BigDecimal.valueOf((Long) value / MICROS_PER_MILLI), type, type.getSqlTypeName());
        }
        return null;
    }

    private static NlsString text(String value) {
        return new NlsString(value, "UTF-8", SqlCollation.IMPLICIT);
    }

    private static TimestampString timestamp(long micros) {
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
        return new TimestampString(TimeLiterals.plain(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)));
    }
}
