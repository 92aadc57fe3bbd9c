/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The Arrow types that stand for SQL types inside the engine, and makers of nullable fields of them. The list is
 * closed: BOOLEAN, INTEGER (32 bit; also TINYINT and SMALLINT), BIGINT, DOUBLE (also REAL), DECIMAL(p,s) in 128 bits,
 * VARCHAR (UTF-8), VARBINARY, DATE (days), TIME (micros), TIMESTAMP (UTC micros, no zone), TIMESTAMP WITH TIME ZONE (UTC
 * micros, zone "UTC"), INTERVAL DAY TO SECOND (duration in micros), INTERVAL YEAR TO MONTH (months), ARRAY, MAP, ROW,
 * JSON (VARCHAR whose field metadata says {@code spoor.type=json}) and IPADDRESS (VARBINARY, {@code ipaddress}).
 */
public final class SqlTypes {
    public static final ArrowType BOOLEAN = ArrowType.Bool.INSTANCE;
    public static final ArrowType INTEGER = new ArrowType.Int(32, true);
    public static final ArrowType BIGINT = new ArrowType.Int(64, true);
    public static final ArrowType DOUBLE = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    public static final ArrowType VARCHAR = ArrowType.Utf8.INSTANCE;
    public static final ArrowType VARBINARY = ArrowType.Binary.INSTANCE;
    public static final ArrowType DATE = new ArrowType.Date(DateUnit.DAY);
    public static final ArrowType TIME = new ArrowType.Time(TimeUnit.MICROSECOND, 64);
    public static final ArrowType TIMESTAMP = new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
    public static final ArrowType TIMESTAMP_TZ = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
    public static final ArrowType INTERVAL_DAY = new ArrowType.Duration(TimeUnit.MICROSECOND);
    public static final ArrowType INTERVAL_YEAR = new ArrowType.Interval(IntervalUnit.YEAR_MONTH);

    private static final String TYPE_KEY = "spoor.type";
    private static final String JSON_MARK = "json";
    private static final String NULL_MARK = "null";
    private static final String IP_MARK = "ipaddress";

    private SqlTypes() {}

    /** A nullable field without children. */
    public static Field field(String name, ArrowType type) {
        return new Field(name, FieldType.nullable(type), null);
    }

    public static Field varchar(String name) {
        return field(name, VARCHAR);
    }

    public static Field decimal(String name, int precision, int scale) {
        return field(name, new ArrowType.Decimal(precision, scale, 128));
    }

    /** JSON: VARCHAR bytes that hold JSON text. */
    public static Field json(String name) {
        return new Field(name, new FieldType(true, VARCHAR, null, Map.of(TYPE_KEY, JSON_MARK)), null);
    }

    public static boolean isJson(Field field) {
        return JSON_MARK.equals(field.getMetadata().get(TYPE_KEY));
    }

    /** IPADDRESS: VARBINARY of 16 bytes, version 4 mapped into version 6. */
    public static Field ipAddress(String name) {
        return new Field(name, new FieldType(true, VARBINARY, null, Map.of(TYPE_KEY, IP_MARK)), null);
    }

    public static boolean isIpAddress(Field field) {
        return IP_MARK.equals(field.getMetadata().get(TYPE_KEY));
    }

    /** The type of an untyped NULL: VARCHAR to whoever reads it, any type to whoever looks for a common one. */
    public static Field untypedNull(String name) {
        return new Field(name, new FieldType(true, VARCHAR, null, Map.of(TYPE_KEY, NULL_MARK)), null);
    }

    public static boolean isUntypedNull(Field field) {
        return NULL_MARK.equals(field.getMetadata().get(TYPE_KEY));
    }

    public static Field array(String name, Field element) {
        return new Field(name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(renamed(element, "element")));
    }

    public static Field row(String name, List<Field> fields) {
        return new Field(name, FieldType.nullable(ArrowType.Struct.INSTANCE), fields);
    }

    /** Keys are never null, as in Arrow and SQL. */
    public static Field map(String name, Field key, Field value) {
        Field keyField =
                new Field("key", new FieldType(false, key.getType(), null, key.getMetadata()), key.getChildren());
        Field entries = new Field(
                "entries",
                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(keyField, renamed(value, "value")));
        return new Field(name, FieldType.nullable(new ArrowType.Map(false)), List.of(entries));
    }

    /** MAP(VARCHAR, VARCHAR), the type of CloudTrail Lake's free-form columns. */
    public static Field textMap(String name) {
        return map(name, varchar("key"), varchar("value"));
    }

    /** The same type under another name. */
    public static Field renamed(Field field, String name) {
        return new Field(name, field.getFieldType(), field.getChildren());
    }

    /** Whether two fields hold the same type, names and nullability aside (names of ROW fields count). */
    public static boolean sameType(Field a, Field b) {
        if (!a.getType().equals(b.getType()) || isJson(a) != isJson(b) || isIpAddress(a) != isIpAddress(b)) {
            return false;
        }
        List<Field> left = a.getChildren();
        List<Field> right = b.getChildren();
        if (left.size() != right.size()) {
            return false;
        }
        boolean named = a.getType() instanceof ArrowType.Struct;
        for (int i = 0; i < left.size(); i++) {
            boolean sameName = !named
                    || left.get(i).getName().equalsIgnoreCase(right.get(i).getName());
            if (!sameName || !sameType(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }
}
