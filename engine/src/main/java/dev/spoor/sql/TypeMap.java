/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.ZoneTime;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The one crossing between Arrow fields and Calcite types. Every value may be NULL. CHAR is VARCHAR, small integers are
 * INTEGER, REAL is DOUBLE; JSON travels as VARIANT, IPADDRESS as UUID, an instant as TIMESTAMP WITH LOCAL TIME ZONE. Stateless.
 */
final class TypeMap {
    private static final int INTERVAL_DAY_DIGITS = 9;

    private TypeMap() {}

    /** Calcite's type of a field, nullable. */
    static RelDataType toRel(Field field, RelDataTypeFactory factory) {
        return factory.createTypeWithNullability(bare(field, factory), true);
    }

    private static RelDataType bare(Field field, RelDataTypeFactory factory) {
        ArrowType type = field.getType();
        if (SqlTypes.isJson(field)) {
            return factory.createSqlType(SqlTypeName.VARIANT);
        }
        if (SqlTypes.isIpAddress(field)) {
            return factory.createSqlType(SqlTypeName.UUID);
        }
        if (ZoneTime.zoneOf(field).isPresent() && factory instanceof EngineTypeFactory types) {
            return types.zoned(ZoneTime.zoneOf(field).get(), true);
        }
        return switch (type.getTypeID()) {
            case Bool -> factory.createSqlType(SqlTypeName.BOOLEAN);
            case Int ->
                factory.createSqlType(
                        ((ArrowType.Int) type).getBitWidth() > 32 ? SqlTypeName.BIGINT : SqlTypeName.INTEGER);
            case FloatingPoint -> factory.createSqlType(SqlTypeName.DOUBLE);
            case Utf8 -> factory.createSqlType(SqlTypeName.VARCHAR);
            case Binary -> factory.createSqlType(SqlTypeName.VARBINARY);
            case Date -> factory.createSqlType(SqlTypeName.DATE);
            case Time -> factory.createSqlType(SqlTypeName.TIME, EngineTypeFactory.TIME_PRECISION);
            case Timestamp ->
                factory.createSqlType(
                        ((ArrowType.Timestamp) type).getTimezone() == null
                                ? SqlTypeName.TIMESTAMP
                                : SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                        EngineTypeFactory.TIME_PRECISION);
            case Decimal ->
                factory.createSqlType(
                        SqlTypeName.DECIMAL,
                        ((ArrowType.Decimal) type).getPrecision(),
                        ((ArrowType.Decimal) type).getScale());
            case Duration ->
                factory.createSqlIntervalType(new SqlIntervalQualifier(
                        TimeUnit.DAY,
                        INTERVAL_DAY_DIGITS,
                        TimeUnit.SECOND,
                        EngineTypeFactory.TIME_PRECISION,
                        SqlParserPos.ZERO));
            case Interval ->
                factory.createSqlIntervalType(new SqlIntervalQualifier(
                        TimeUnit.YEAR, INTERVAL_DAY_DIGITS, TimeUnit.MONTH, -1, SqlParserPos.ZERO));
            case List -> factory.createArrayType(toRel(field.getChildren().get(0), factory), -1);
            case Map -> map(field, factory);
            case Struct -> row(field, factory);
            default -> throw new EngineException(ErrorCode.INTERNAL, "no SQL type for field " + field);
        };
    }

    private static RelDataType map(Field field, RelDataTypeFactory factory) {
        List<Field> entry = field.getChildren().get(0).getChildren();
        return factory.createMapType(toRel(entry.get(0), factory), toRel(entry.get(1), factory));
    }

    private static RelDataType row(Field field, RelDataTypeFactory factory) {
        RelDataTypeFactory.Builder builder = factory.builder();
        for (Field child : field.getChildren()) {
            builder.add(child.getName(), toRel(child, factory));
        }
        return builder.build();
    }

    /**
     * The field of a Calcite type.
     *
     * @throws EngineException NOT_SUPPORTED for a type that the engine does not have
     */
    static Field toField(String name, RelDataType type) {
        SqlTypeName typeName = type.getSqlTypeName();
        if (type instanceof ZonedTimestampType zoned) {
            return ZoneTime.field(name, zoned.zone());
        }
        if (type.isStruct()) {
            List<Field> fields = new ArrayList<>();
            for (RelDataTypeField field : type.getFieldList()) {
                fields.add(toField(fieldName(field), field.getType()));
            }
            return SqlTypes.row(name, fields);
        }
        return switch (typeName) {
            case BOOLEAN -> SqlTypes.field(name, SqlTypes.BOOLEAN);
            case TINYINT, SMALLINT, INTEGER -> SqlTypes.field(name, SqlTypes.INTEGER);
            case BIGINT -> SqlTypes.field(name, SqlTypes.BIGINT);
            case REAL, FLOAT, DOUBLE -> SqlTypes.field(name, SqlTypes.DOUBLE);
            case DECIMAL -> SqlTypes.decimal(name, type.getPrecision(), type.getScale());
            case CHAR, VARCHAR, NULL -> SqlTypes.varchar(name);
            case VARIANT -> SqlTypes.json(name);
            case UUID -> SqlTypes.ipAddress(name);
            case BINARY, VARBINARY -> SqlTypes.field(name, SqlTypes.VARBINARY);
            case DATE -> SqlTypes.field(name, SqlTypes.DATE);
            case TIME, TIME_WITH_LOCAL_TIME_ZONE -> SqlTypes.field(name, SqlTypes.TIME);
            case TIMESTAMP -> SqlTypes.field(name, SqlTypes.TIMESTAMP);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> SqlTypes.field(name, SqlTypes.TIMESTAMP_TZ);
            case ARRAY -> SqlTypes.array(name, toField("element", type.getComponentType()));
            case MAP -> SqlTypes.map(name, toField("key", type.getKeyType()), toField("value", type.getValueType()));
            default -> interval(name, type);
        };
    }

    /** What the field of a ROW is called; without a name of its own it is field0, field1, as in Trino. */
    static String fieldName(RelDataTypeField field) {
        return field.getName().startsWith("EXPR$") ? "field" + field.getIndex() : field.getName();
    }

    private static Field interval(String name, RelDataType type) {
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
            return SqlTypes.field(name, SqlTypes.INTERVAL_DAY);
        }
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
            return SqlTypes.field(name, SqlTypes.INTERVAL_YEAR);
        }
        throw new EngineException(ErrorCode.NOT_SUPPORTED, "the type " + type + " is not supported");
    }

    /** How users spell the type of a field: {@code map(varchar, bigint)}. */
    static String display(Field field) {
        if (SqlTypes.isJson(field)) {
            return "json";
        }
        if (SqlTypes.isIpAddress(field)) {
            return "ipaddress";
        }
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case Bool -> "boolean";
            case Int -> ((ArrowType.Int) type).getBitWidth() > 32 ? "bigint" : "integer";
            case FloatingPoint -> "double";
            case Utf8 -> "varchar";
            case Binary -> "varbinary";
            case Date -> "date";
            case Time -> "time";
            case Timestamp ->
                ((ArrowType.Timestamp) type).getTimezone() == null ? "timestamp" : "timestamp with time zone";
            case Decimal ->
                "decimal(" + ((ArrowType.Decimal) type).getPrecision() + "," + ((ArrowType.Decimal) type).getScale()
                        + ")";
            case Duration -> "interval day to second";
            case Interval -> "interval year to month";
            case List -> "array(" + display(field.getChildren().get(0)) + ")";
            case Map ->
                "map(" + display(field.getChildren().get(0).getChildren().get(0)) + ", "
                        + display(field.getChildren().get(0).getChildren().get(1)) + ")";
            case Struct -> {
                List<String> fields = new ArrayList<>();
                for (Field child : field.getChildren()) {
                    fields.add(child.getName() + " " + display(child));
                }
                yield "row(" + String.join(", ", fields) + ")";
            }
            default -> type.toString().toLowerCase(Locale.ROOT);
        };
    }
}
