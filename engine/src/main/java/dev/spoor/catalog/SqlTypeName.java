/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.vector.SqlTypes;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The SQL spelling of a type, for people. */
final class SqlTypeName {
    private SqlTypeName() {}

    static String of(Field field) {
        if (SqlTypes.isJson(field)) {
            return "JSON";
        }
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case List -> "ARRAY(" + of(field.getChildren().get(0)) + ")";
            case Map -> {
                Field entry = field.getChildren().get(0);
                yield "MAP(" + of(entry.getChildren().get(0)) + ", " + of(entry.getChildren().get(1)) + ")";
            }
            case Struct -> field.getChildren().stream()
                    .map(child -> child.getName() + " " + of(child))
                    .collect(Collectors.joining(", ", "ROW(", ")"));
            case Utf8 -> "VARCHAR";
            case Binary -> "VARBINARY";
            case Bool -> "BOOLEAN";
            case Int -> ((ArrowType.Int) type).getBitWidth() == Long.SIZE ? "BIGINT" : "INTEGER";
            case FloatingPoint -> "DOUBLE";
            case Decimal -> "DECIMAL(" + ((ArrowType.Decimal) type).getPrecision() + ", "
                    + ((ArrowType.Decimal) type).getScale() + ")";
            case Date -> "DATE";
            case Time -> "TIME";
            case Timestamp -> type.equals(SqlTypes.TIMESTAMP) ? "TIMESTAMP" : "TIMESTAMP WITH TIME ZONE";
            case Duration -> "INTERVAL DAY TO SECOND";
            case Interval -> "INTERVAL YEAR TO MONTH";
            default -> type.toString().toUpperCase(Locale.ROOT);
        };
    }
}
