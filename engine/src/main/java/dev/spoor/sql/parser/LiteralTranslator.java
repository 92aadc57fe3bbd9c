/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import io.trino.sql.tree.BinaryLiteral;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.TimeLiteral;
import io.trino.sql.tree.TimestampLiteral;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Literals of every type. What a literal says is checked here, so that a bad one is an error with its place. */
final class LiteralTranslator {
    private static final int TIME_PRECISION = 6;
    private static final int INTERVAL_DIGITS = 9;
    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?");

    private final SqlText text;
    private final ExpressionTranslator expressions;
    private final TypeTranslator types;

    LiteralTranslator(SqlText text, ExpressionTranslator expressions, TypeTranslator types) {
        this.text = text;
        this.expressions = expressions;
        this.types = types;
    }

    SqlNode of(Literal literal) {
        SqlParserPos place = text.place(literal);
        if (literal instanceof StringLiteral string) {
            return SqlLiteral.createCharString(string.getValue(), place);
        } else if (literal instanceof LongLiteral number) {
            return SqlLiteral.createExactNumeric(Long.toString(number.getParsedValue()), place);
        } else if (literal instanceof DecimalLiteral number) {
            return SqlLiteral.createExactNumeric(number.getValue().replace("_", ""), place);
        } else if (literal instanceof DoubleLiteral number) {
            return approximate(number, place);
        } else if (literal instanceof BooleanLiteral truth) {
            return SqlLiteral.createBoolean(truth.getValue(), place);
        } else if (literal instanceof NullLiteral) {
            return SqlLiteral.createNull(place);
        } else if (literal instanceof BinaryLiteral bytes) {
            return SqlLiteral.createBinaryString(bytes.toHexString(), place);
        } else if (literal instanceof TimestampLiteral time) {
            return timestamp(time.getValue(), place);
        } else if (literal instanceof TimeLiteral time) {
            return time(time.getValue(), place);
        } else if (literal instanceof IntervalLiteral interval) {
            return interval(interval, place);
        } else if (literal instanceof GenericLiteral generic) {
            return generic(generic, place);
        }
        throw text.notSupported("this literal is not supported", literal);
    }

    private SqlNode approximate(DoubleLiteral number, SqlParserPos place) {
        if (Double.isInfinite(number.getValue())) {
            throw new EngineException(ErrorCode.NUMERIC_OVERFLOW, "this number is too large for a double")
                    .at(SqlText.position(place));
        }
        return SqlLiteral.createApproxNumeric(Double.toString(number.getValue()), place);
    }

    private SqlNode timestamp(String value, SqlParserPos place) {
        TimeLiterals.Written written = TimeLiterals.writtenOrNull(value);
        if (written == null) {
            throw text.syntax(
                    "'" + value + "' is no timestamp; write timestamp '2026-01-31 13:45:00' or an ISO time such as"
                            + " '2026-01-31T13:45:00Z'",
                    place);
        }
        SqlNode clock = SqlLiteral.createTimestamp(
                SqlTypeName.TIMESTAMP, new TimestampString(TimeLiterals.plain(written.clock())), TIME_PRECISION, place);
        return written.zoneOrNull() == null
                ? clock
                : expressions.call(
                        "with_timezone",
                        place,
                        clock,
                        SqlLiteral.createCharString(written.zoneOrNull().getId(), place));
    }

    private SqlNode time(String value, SqlParserPos place) {
        if (!TIME.matcher(value).matches()) {
            throw text.syntax("'" + value + "' is no time; write time '13:45:00'", place);
        }
        String full = value.indexOf(':') == 1 ? "0" + value : value;
        try {
            return SqlLiteral.createTime(
                    new TimeString(full.length() == 5 ? full + ":00" : full), TIME_PRECISION, place);
        } catch (IllegalArgumentException e) {
            throw text.syntax("'" + value + "' is no time: " + e.getMessage(), place);
        }
    }

    private SqlNode interval(IntervalLiteral interval, SqlParserPos place) {
        TimeUnit from = TimeUnit.valueOf(interval.getStartField().name());
        TimeUnit to = interval.getEndField()
                .map(field -> TimeUnit.valueOf(field.name()))
                .orElse(null);
        SqlIntervalQualifier qualifier = new SqlIntervalQualifier(from, INTERVAL_DIGITS, to, TIME_PRECISION, place);
        String value = interval.getValue().trim();
        boolean isNegative = value.startsWith("-");
        int sign = interval.getSign() == IntervalLiteral.Sign.NEGATIVE ? -1 : 1;
        return SqlLiteral.createInterval(
                isNegative ? -sign : sign,
                isNegative || value.startsWith("+") ? value.substring(1).trim() : value,
                qualifier,
                place);
    }

    /** {@code type 'text'}: the cast that it stands for, but for dates and JSON. */
    private SqlNode generic(GenericLiteral literal, SqlParserPos place) {
        String type = literal.getType().toLowerCase(Locale.ROOT);
        if (type.equals("date")) {
            return date(literal.getValue(), place);
        }
        SqlNode value = SqlLiteral.createCharString(literal.getValue(), place);
        if (type.equals("json")) {
            return expressions.call("json_parse", place, value);
        }
        GenericDataType target = new GenericDataType(
                literal.getLocation(), new Identifier(literal.getLocation().orElseThrow(), type, false), List.of());
        return SqlStdOperatorTable.CAST.createCall(place, value, types.of(target));
    }

    private SqlNode date(String value, SqlParserPos place) {
        LocalDateTime time = TimeLiterals.utcOrNull(value);
        if (time == null || value.indexOf(':') >= 0) {
            throw text.syntax("'" + value + "' is no date; write date '2026-01-31'", place);
        }
        return SqlLiteral.createDate(new DateString(time.toLocalDate().toString()), place);
    }
}
