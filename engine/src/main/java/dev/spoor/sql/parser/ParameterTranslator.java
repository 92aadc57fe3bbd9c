/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Literal;
import dev.spoor.vector.SqlTypes;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Parameter;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/**
 * The parameters {@code ?} of one statement. A value takes its parameter's place as the literal that a user would have
 * written, so that whatever a literal does, such as pruning files, it does too. The one difference: a number is never the
 * position of a column.
 */
final class ParameterTranslator {
    private static final int TIME_PRECISION = 6;
    private static final int DECIMAL_DIGITS_MAX = 38;
    private static final int YEAR_MAX = 9999;

    private final SqlText text;
    private final List<Literal> valuesOrNull;
    private final Set<Integer> rowCounts = new TreeSet<>();

    /**
     * @param valuesOrNull one value for each {@code ?} of the text, in its order; null if they are not known yet
     * @throws EngineException INVALID_ARGUMENT if there are more or fewer values than parameters
     */
    ParameterTranslator(SqlText text, List<Literal> valuesOrNull) {
        this.text = text;
        this.valuesOrNull = valuesOrNull;
        int count = text.parameters().size();
        if (valuesOrNull != null && valuesOrNull.size() != count) {
            throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT,
                            "the statement has " + count + (count == 1 ? " parameter" : " parameters")
                                    + ", but values for " + valuesOrNull.size() + " are given")
                    .advise("each ? of a prepared statement needs a value before it runs");
        }
    }

    /** Number of parameters of the statement. */
    int count() {
        return text.parameters().size();
    }

    /** Parameters without a value that stand for numbers of rows, such as the one of LIMIT. */
    Set<Integer> rowCounts() {
        return rowCounts;
    }

    /** The value of a parameter, which the grammar may have seen as something else. */
    SqlNode of(Node parameter) {
        SqlParserPos place = text.place(parameter);
        int ordinal = text.ordinal(parameter);
        if (valuesOrNull == null) {
            return new ParameterLiteral(ordinal, place);
        }
        try {
            return literal(valuesOrNull.get(ordinal), place);
        } catch (DateTimeException | ArithmeticException e) {
            throw unfit(ordinal, "cannot be used: " + e.getMessage(), place);
        }
    }

    /** The argument of LIMIT, OFFSET or FETCH, which the validator takes literally. */
    SqlNode rowCount(Parameter parameter) {
        SqlParserPos place = text.place(parameter);
        int ordinal = text.ordinal(parameter);
        if (valuesOrNull == null) {
            rowCounts.add(ordinal);
            return SqlLiteral.createExactNumeric("1", place);
        }
        Object value = valuesOrNull.get(ordinal).value();
        boolean isCount = (value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0;
        if (!isCount) {
            throw unfit(ordinal, "is a number of rows: a whole number from 0, not " + value, place);
        }
        return SqlLiteral.createExactNumeric(value.toString(), place);
    }

    /** Refuses a parameter where a column is named: as a constant it would say nothing, as a number it would mean another thing. */
    void requireNoKey(Expression key) {
        if (key instanceof Parameter) {
            throw text.notSupported("a parameter is a value and cannot name a column to group or to order by", key);
        }
    }

    private EngineException unfit(int ordinal, String what, SqlParserPos place) {
        return new EngineException(ErrorCode.INVALID_ARGUMENT, "parameter " + (ordinal + 1) + " " + what)
                .at(SqlText.position(place));
    }

    private SqlNode literal(Literal literal, SqlParserPos place) {
        Object value = literal.value();
        Field field = literal.field();
        if (value == null) {
            return SqlLiteral.createNull(place);
        }
        if (SqlTypes.isJson(field) || SqlTypes.isIpAddress(field)) {
            throw SqlErrors.notSupported("parameters of type " + field + " are not supported");
        }
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case Bool -> SqlLiteral.createBoolean((Boolean) value, place);
            case Int ->
                value instanceof Long
                        ? cast(SqlLiteral.createExactNumeric(value.toString(), place), SqlTypeName.BIGINT)
                        : SqlLiteral.createExactNumeric(value.toString(), place);
            case FloatingPoint -> approximate((Double) value, place);
            case Decimal -> decimal((BigDecimal) value, place);
            case Utf8 -> SqlLiteral.createCharString((String) value, place);
            case Binary -> SqlLiteral.createBinaryString(HexFormat.of().formatHex((byte[]) value), place);
            case Date -> SqlLiteral.createDate(date((Integer) value), place);
            case Time -> SqlLiteral.createTime(time((Long) value), TIME_PRECISION, place);
            case Timestamp ->
                SqlLiteral.createTimestamp(
                        ((ArrowType.Timestamp) type).getTimezone() == null
                                ? SqlTypeName.TIMESTAMP
                                : SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                        timestamp((Long) value),
                        TIME_PRECISION,
                        place);
            default -> throw SqlErrors.notSupported("parameters of type " + field + " are not supported");
        };
    }

    private static SqlNode cast(SqlNode value, SqlTypeName type) {
        SqlParserPos place = value.getParserPosition();
        return cast(value, new SqlBasicTypeNameSpec(type, place));
    }

    private static SqlNode cast(SqlNode value, SqlBasicTypeNameSpec type) {
        SqlParserPos place = value.getParserPosition();
        return SqlStdOperatorTable.CAST.createCall(place, value, new SqlDataTypeSpec(type, place));
    }

    private static SqlNode approximate(double value, SqlParserPos place) {
        return Double.isFinite(value)
                ? SqlLiteral.createApproxNumeric(Double.toString(value), place)
                : cast(SqlLiteral.createCharString(Double.toString(value), place), SqlTypeName.DOUBLE);
    }

    private static SqlNode decimal(BigDecimal value, SqlParserPos place) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        int digits = Math.max(plain.precision(), plain.scale() + 1);
        if (digits > DECIMAL_DIGITS_MAX) {
            throw new ArithmeticException(digits + " digits; a decimal has at most " + DECIMAL_DIGITS_MAX);
        }
        SqlNode text = SqlLiteral.createCharString(plain.toPlainString(), place);
        return cast(text, new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, digits, plain.scale(), place));
    }

    private static DateString date(int days) {
        LocalDate date = LocalDate.ofEpochDay(days);
        requireYear(date.getYear());
        return new DateString(date.toString());
    }

    private static TimeString time(long micros) {
        LocalTime time = LocalTime.ofNanoOfDay(TimeUnit.MICROSECONDS.toNanos(micros));
        String plain = TimeLiterals.plain(LocalDate.EPOCH.atTime(time));
        return new TimeString(plain.substring(plain.indexOf(' ') + 1));
    }

    private static TimestampString timestamp(long micros) {
        long second = TimeUnit.SECONDS.toMicros(1);
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(micros, second), TimeUnit.MICROSECONDS.toNanos(Math.floorMod(micros, second)));
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        requireYear(time.getYear());
        return new TimestampString(TimeLiterals.plain(time));
    }

    private static void requireYear(int year) {
        if (year < 1 || year > YEAR_MAX) {
            throw new DateTimeException("the year " + year + " is not within 1 and " + YEAR_MAX);
        }
    }
}
