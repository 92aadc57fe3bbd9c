/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.Types;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.calcite.avatica.ColumnMetaData;

/** A column of a result, or a parameter of a statement. Immutable. */
public final class ResultColumn {
    private static final String ARRAY = "array(";

    private final String label;
    private final int jdbcType;
    private final String typeName;
    private final int precision;
    private final int scale;

    public ResultColumn(String label, int jdbcType, String typeName, int precision, int scale) {
        this.label = Objects.requireNonNull(label, "label is null");
        this.jdbcType = jdbcType;
        this.typeName = Objects.requireNonNull(typeName, "typeName is null");
        this.precision = precision;
        this.scale = scale;
    }

    /** As the statement spells it; labels may repeat. */
    public String label() {
        return label;
    }

    /** One of {@link Types}: arrays, maps and rows are VARCHAR, whose values are JSON text. */
    public int jdbcType() {
        return jdbcType;
    }

    /**
     * The SQL type: {@code varchar}, {@code timestamp(3)}, {@code array(varchar)}; a zone other than UTC follows in quotes:
     * {@code timestamp(3) with time zone 'Asia/Tokyo'}.
     */
    public String typeName() {
        return typeName;
    }

    /** Digits of a DECIMAL; 0 where it means nothing. */
    public int precision() {
        return precision;
    }

    /** Digits of a DECIMAL behind the point. */
    public int scale() {
        return scale;
    }

    static ResultColumn of(ColumnMetaData column) {
        return new ResultColumn(column.label, column.type.id, column.type.name, column.precision, column.scale);
    }

    /** A column of text. */
    public static ResultColumn text(String label) {
        return new ResultColumn(label, Types.VARCHAR, "varchar", 0, 0);
    }

    /** A column of whole numbers. */
    public static ResultColumn integer(String label) {
        return new ResultColumn(label, Types.INTEGER, "integer", 0, 0);
    }

    /** A column of truth values. */
    public static ResultColumn truth(String label) {
        return new ResultColumn(label, Types.BOOLEAN, "boolean", 0, 0);
    }

    /** Whether the values are JSON text of arrays. */
    boolean isArray() {
        return typeName.startsWith(ARRAY);
    }

    /** The type of an array's elements, as {@link #typeName} has it; null if this is no array. */
    String elementTypeOrNull() {
        return isArray() ? typeName.substring(ARRAY.length(), typeName.length() - 1) : null;
    }

    /** The zone whose clock shows the values of a TIMESTAMP WITH TIME ZONE: UTC unless the type names another. */
    ZoneId zone() {
        int quote = typeName.indexOf('\'');
        return quote < 0 ? ZoneOffset.UTC : ZoneId.of(typeName.substring(quote + 1, typeName.length() - 1));
    }

    /** The type as tools are told it, without a zone. */
    String plainTypeName() {
        int quote = typeName.indexOf(" '");
        return quote < 0 || isText() ? typeName : typeName.substring(0, quote);
    }

    /** Whether values are text of which a tool cannot know the length. */
    boolean isText() {
        return jdbcType == Types.VARCHAR;
    }
}
