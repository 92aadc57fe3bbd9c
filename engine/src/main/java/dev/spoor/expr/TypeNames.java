/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.SqlTypes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** SQL names of types, lower case, as typeof() gives them. */
public final class TypeNames {
    private TypeNames() {}

    /** Such as {@code varchar}, {@code decimal(10,2)}, {@code array(row(arn varchar))}. */
    public static String of(Field field) {
        ArrowType type = field.getType();
        List<Field> children = field.getChildren();
        if (type instanceof ArrowType.Decimal decimal) {
            return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
        }
        if (type instanceof ArrowType.Timestamp timestamp) {
            return timestamp.getTimezone() == null ? "timestamp(3)" : "timestamp(3) with time zone";
        }
        if (type instanceof ArrowType.List) {
            return "array(" + of(children.get(0)) + ")";
        }
        if (type instanceof ArrowType.Map) {
            List<Field> entry = children.get(0).getChildren();
            return "map(" + of(entry.get(0)) + ", " + of(entry.get(1)) + ")";
        }
        if (type instanceof ArrowType.Struct) {
            return IntStream.range(0, children.size())
                    .mapToObj(i -> rowField(children.get(i), i))
                    .collect(Collectors.joining(", ", "row(", ")"));
        }
        return simpleName(field);
    }

    /**
     * The type of that name, as {@link #of} writes it; empty if there is none. Instants get the zone UTC.
     *
     * @param name of the field
     */
    public static Optional<Field> field(String name, String typeName) {
        return TypeNameParser.parse(name, typeName);
    }

    /** A field that was given no name is called by its place, and shown without. */
    private static String rowField(Field field, int place) {
        return field.getName().equals("field" + place) ? of(field) : field.getName() + " " + of(field);
    }

    private static String simpleName(Field field) {
        ArrowType type = field.getType();
        if (SqlTypes.isUntypedNull(field)) {
            return "unknown";
        }
        if (SqlTypes.isJson(field)) {
            return "json";
        }
        if (SqlTypes.isIpAddress(field)) {
            return "ipaddress";
        }
        if (type.equals(SqlTypes.BOOLEAN)) {
            return "boolean";
        }
        if (type instanceof ArrowType.Int integer) {
            return integer.getBitWidth() == 64 ? "bigint" : "integer";
        }
        if (type.equals(SqlTypes.DOUBLE)) {
            return "double";
        }
        if (type.equals(SqlTypes.VARCHAR)) {
            return "varchar";
        }
        if (type.equals(SqlTypes.VARBINARY)) {
            return "varbinary";
        }
        if (type.equals(SqlTypes.DATE)) {
            return "date";
        }
        if (type.equals(SqlTypes.TIME)) {
            return "time(3)";
        }
        if (type.equals(SqlTypes.INTERVAL_DAY)) {
            return "interval day to second";
        }
        if (type.equals(SqlTypes.INTERVAL_YEAR)) {
            return "interval year to month";
        }
        return type.toString();
    }
}
