/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.TimeText;
import dev.spoor.expr.UtcTime;
import dev.spoor.function.Parameter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.TypeFamily;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Formatter;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code format(pattern, values...)}, after java.util.Formatter, in no country's language. */
final class Format {
    private Format() {}

    static ScalarFunction function() {
        return SimpleFunction.named("format")
                .in("string")
                .does("Text from a pattern and values, as java.util.Formatter makes it.")
                .example("format('%s has %05d', 'é', 42)", "é has 00042")
                .example("format('%.1f%%', 12.34)", "12.3%")
                .example("format(NULL, 1)", null)
                .variadic(
                        Types.VARCHAR,
                        List.of(Types.varchar("pattern"), new Parameter("value", TypeFamily.ANY)),
                        (a, r) -> {
                            List<Field> fields =
                                    a.stream().map(argument -> argument.field()).toList();
                            return RowExpr.nullAware(r, a, (in, out) -> {
                                if (!in.isNull(0)) {
                                    Object[] values = new Object[in.count() - 1];
                                    for (int i = 0; i < values.length; i++) {
                                        values[i] =
                                                in.isNull(i + 1) ? null : value(fields.get(i + 1), in.getObject(i + 1));
                                    }
                                    out.setString(formatted(in.getString(0), values));
                                }
                            });
                        })
                .build();
    }

    private static Object value(Field field, Object value) {
        if (field.getType().equals(SqlTypes.DATE)) {
            return TimeText.date(((Number) value).longValue());
        }
        if (field.getType() instanceof ArrowType.Timestamp) {
            long micros = (Long) value;
            return LocalDateTime.ofEpochSecond(
                    Math.floorDiv(micros, UtcTime.MICROS_PER_SECOND),
                    (int) Math.floorMod(micros, UtcTime.MICROS_PER_SECOND) * 1_000,
                    ZoneOffset.UTC);
        }
        return value;
    }

    private static String formatted(String pattern, Object[] values) {
        try (Formatter formatter = new Formatter(Locale.ROOT)) {
            return formatter.format(pattern, values).toString();
        } catch (IllegalFormatException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the pattern '" + pattern + "' does not go with its values: " + e.getMessage(),
                    e);
        }
    }
}
