/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.expr.TypeNames;
import dev.spoor.expr.ZoneTime;
import dev.spoor.jdbc.ResultColumn;
import dev.spoor.vector.SqlTypes;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Types of the engine as JDBC knows them. What JDBC has no type for is VARCHAR with an honest name. */
final class ColumnTypes {
    private ColumnTypes() {}

    static ResultColumn column(String label, Field field) {
        String name = TypeNames.of(field)
                + ZoneTime.zoneOf(field).map(zone -> " '" + zone.getId() + "'").orElse("");
        if (field.getType() instanceof ArrowType.Decimal decimal) {
            return new ResultColumn(label, Types.DECIMAL, name, decimal.getPrecision(), decimal.getScale());
        }
        return new ResultColumn(label, jdbcType(field), name, 0, 0);
    }

    /** Columns named after their fields. */
    static List<ResultColumn> columns(List<Field> fields) {
        return fields.stream().map(field -> column(field.getName(), field)).toList();
    }

    static List<ResultColumn> columns(List<String> labels, List<Field> fields) {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.add(column(labels.get(i), fields.get(i)));
        }
        return columns;
    }

    static int jdbcType(Field field) {
        if (SqlTypes.isIpAddress(field)) {
            return Types.VARCHAR;
        }
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case Bool -> Types.BOOLEAN;
            case Int -> ((ArrowType.Int) type).getBitWidth() > 32 ? Types.BIGINT : Types.INTEGER;
            case FloatingPoint -> Types.DOUBLE;
            case Decimal -> Types.DECIMAL;
            case Binary -> Types.VARBINARY;
            case Date -> Types.DATE;
            case Time -> Types.TIME;
            case Timestamp ->
                ((ArrowType.Timestamp) type).getTimezone() == null ? Types.TIMESTAMP : Types.TIMESTAMP_WITH_TIMEZONE;
            default -> Types.VARCHAR;
        };
    }
}
