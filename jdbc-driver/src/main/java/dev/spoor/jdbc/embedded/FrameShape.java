/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.jdbc.ResultColumn;
import dev.spoor.sql.StatementDescription;
import java.math.BigDecimal;
import java.sql.DatabaseMetaData;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.Meta;

/** Pages as Avatica's frames, and columns as its signatures. Stateless but for how its client counts time. */
final class FrameShape {
    private static final int MICROS_PER_MILLI = 1000;
    private static final int MILLI_DIGITS = 3;

    /** Display width of text, whose length nobody knows; tools make columns of it. */
    private static final int TEXT_COLUMNS = 256;

    private final boolean countsMicros;

    /** @param countsMicros false for clients of Avatica's own, which count milliseconds */
    FrameShape(boolean countsMicros) {
        this.countsMicros = countsMicros;
    }

    Meta.Signature signature(String sql, List<ResultColumn> columns) {
        return signature(sql, columns, List.of());
    }

    Meta.Signature signature(String sql, StatementDescription description) {
        List<AvaticaParameter> parameters = new ArrayList<>();
        for (ResultColumn parameter : ColumnTypes.columns(description.parameters())) {
            parameters.add(new AvaticaParameter(
                    isNumber(parameter.jdbcType()),
                    parameter.precision(),
                    parameter.scale(),
                    parameter.jdbcType(),
                    parameter.typeName(),
                    className(parameter.jdbcType()),
                    parameter.label()));
        }
        return signature(sql, ColumnTypes.columns(description.columns()), parameters);
    }

    private Meta.Signature signature(String sql, List<ResultColumn> columns, List<AvaticaParameter> parameters) {
        List<ColumnMetaData> described = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            described.add(column(i, columns.get(i)));
        }
        return Meta.Signature.create(described, sql, parameters, Meta.CursorFactory.LIST, Meta.StatementType.SELECT);
    }

    private ColumnMetaData column(int ordinal, ResultColumn column) {
        boolean isZoned = column.jdbcType() == Types.TIMESTAMP_WITH_TIMEZONE;
        int type = isZoned && !countsMicros ? Types.TIMESTAMP : column.jdbcType();
        int precision = precision(column);
        int columns = type == Types.VARCHAR || type == Types.VARBINARY ? TEXT_COLUMNS : precision + 2;
        return new ColumnMetaData(
                ordinal,
                false,
                type == Types.VARCHAR,
                true,
                false,
                DatabaseMetaData.columnNullable,
                isNumber(type),
                columns,
                column.label(),
                column.label(),
                "",
                precision,
                type == Types.DECIMAL ? column.scale() : 0,
                "",
                "",
                ColumnMetaData.scalar(type, column.typeName(), rep(type)),
                true,
                false,
                false,
                className(type));
    }

    private static boolean isNumber(int type) {
        return type == Types.INTEGER || type == Types.BIGINT || type == Types.DOUBLE || type == Types.DECIMAL;
    }

    /** Digits of a number, characters of a time; 0 where nobody knows. Avatica's clients take it for the digits of a second. */
    private int precision(ResultColumn column) {
        int type = column.jdbcType();
        boolean isTime = type == Types.TIME || type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE;
        if (isTime && !countsMicros) {
            return MILLI_DIGITS;
        }
        boolean isUnbounded = type == Types.VARCHAR || type == Types.VARBINARY;
        return isUnbounded ? 0 : type == Types.DECIMAL ? column.precision() : CatalogMetadata.sizeOf(type);
    }

    private Rep rep(int type) {
        return switch (type) {
            case Types.BOOLEAN -> Rep.BOOLEAN;
            case Types.INTEGER, Types.DATE -> Rep.INTEGER;
            case Types.TIME -> countsMicros ? Rep.LONG : Rep.INTEGER;
            case Types.BIGINT, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Rep.LONG;
            case Types.DOUBLE -> Rep.DOUBLE;
            case Types.DECIMAL -> Rep.NUMBER;
            case Types.VARBINARY -> Rep.BYTE_STRING;
            default -> Rep.STRING;
        };
    }

    private static String className(int type) {
        return switch (type) {
            case Types.BOOLEAN -> Boolean.class.getName();
            case Types.INTEGER -> Integer.class.getName();
            case Types.BIGINT -> Long.class.getName();
            case Types.DOUBLE -> Double.class.getName();
            case Types.DECIMAL -> BigDecimal.class.getName();
            case Types.VARBINARY -> byte[].class.getName();
            case Types.DATE -> java.sql.Date.class.getName();
            case Types.TIME -> java.sql.Time.class.getName();
            case Types.TIMESTAMP -> Timestamp.class.getName();
            case Types.TIMESTAMP_WITH_TIMEZONE -> java.time.OffsetDateTime.class.getName();
            default -> String.class.getName();
        };
    }

    Meta.Frame frame(long offset, Page page) {
        List<Object> rows = new ArrayList<>(page.rows().size());
        int[] times = timesInMillis(page.columns());
        for (Object[] row : page.rows()) {
            for (int place : times) {
                row[place] = row[place] == null
                        ? null
                        : millis((Long) row[place], page.columns().get(place));
            }
            rows.add(Arrays.asList(row));
        }
        return new Meta.Frame(offset, page.isLast(), rows);
    }

    /** Milliseconds, as an int of a TIME. */
    private static Object millis(long micros, ResultColumn column) {
        long millis = Math.floorDiv(micros, MICROS_PER_MILLI);
        return column.jdbcType() == Types.TIME ? (Object) (int) millis : (Object) millis;
    }

    private int[] timesInMillis(List<ResultColumn> columns) {
        int[] places = new int[columns.size()];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            int type = columns.get(i).jdbcType();
            boolean isTime = type == Types.TIME || type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE;
            if (isTime && !countsMicros) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }
}
