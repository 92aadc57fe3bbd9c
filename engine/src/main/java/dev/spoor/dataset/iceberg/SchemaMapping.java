/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset.iceberg;

import dev.spoor.schema.FieldIds;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Our types as Iceberg's and back. TIMESTAMP is stored as timestamptz, which is what our UTC micros are to every other
 * engine; JSON is stored as string. Everything is optional but map keys. Names are stored in lower case.
 */
final class SchemaMapping {
    private SchemaMapping() {}

    /** An Iceberg schema with ids from 1 in order of appearance; creating a table numbers them anew anyway. */
    static Schema toIceberg(List<Field> columns) {
        Numbering ids = new Numbering();
        return new Schema(ids.fields(columns));
    }

    /** Gives ids, a parent before its children. */
    static final class Numbering {
        private int last;

        private List<NestedField> fields(List<Field> fields) {
            List<NestedField> nested = new ArrayList<>();
            int first = last;
            last += fields.size();
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                nested.add(NestedField.optional(first + i + 1, field.getName().toLowerCase(Locale.ROOT), type(field)));
            }
            return nested;
        }

        Type type(Field field) {
            ArrowType type = field.getType();
            if (type instanceof ArrowType.Struct) {
                return Types.StructType.of(fields(field.getChildren()));
            }
            if (type instanceof ArrowType.List) {
                int element = ++last;
                return Types.ListType.ofOptional(
                        element, type(field.getChildren().get(0)));
            }
            if (type instanceof ArrowType.Map) {
                List<Field> entry = field.getChildren().get(0).getChildren();
                int key = ++last;
                int value = ++last;
                return Types.MapType.ofOptional(key, value, type(entry.get(0)), type(entry.get(1)));
            }
            return leaf(type);
        }
    }

    private static Type leaf(ArrowType type) {
        if (type instanceof ArrowType.Bool) {
            return Types.BooleanType.get();
        } else if (type instanceof ArrowType.Int number) {
            return number.getBitWidth() == Integer.SIZE ? Types.IntegerType.get() : Types.LongType.get();
        } else if (type instanceof ArrowType.FloatingPoint number
                && number.getPrecision() == FloatingPointPrecision.DOUBLE) {
            return Types.DoubleType.get();
        } else if (type instanceof ArrowType.Decimal decimal) {
            return Types.DecimalType.of(decimal.getPrecision(), decimal.getScale());
        } else if (type instanceof ArrowType.Utf8) {
            return Types.StringType.get();
        } else if (type instanceof ArrowType.Binary) {
            return Types.BinaryType.get();
        } else if (type instanceof ArrowType.Date) {
            return Types.DateType.get();
        } else if (type instanceof ArrowType.Timestamp) {
            return Types.TimestampType.withZone();
        }
        throw new IllegalArgumentException("cannot be stored: " + type);
    }

    /** The columns of a table as our fields, each with its id. */
    static List<Field> toFields(Schema schema) {
        return fields(schema.columns());
    }

    private static List<Field> fields(List<NestedField> nested) {
        List<Field> fields = new ArrayList<>();
        for (NestedField field : nested) {
            fields.add(field(field.fieldId(), field.name(), field.type()));
        }
        return fields;
    }

    private static Field field(int id, String name, Type type) {
        Field field;
        if (type.isStructType()) {
            field = SqlTypes.row(name, fields(type.asStructType().fields()));
        } else if (type.isListType()) {
            Types.ListType list = type.asListType();
            field = SqlTypes.array(name, field(list.elementId(), "element", list.elementType()));
        } else if (type.isMapType()) {
            Types.MapType map = type.asMapType();
            field = SqlTypes.map(
                    name, field(map.keyId(), "key", map.keyType()), field(map.valueId(), "value", map.valueType()));
        } else {
            field = SqlTypes.field(name, arrow(type));
        }
        return FieldIds.with(field, id, field.getChildren());
    }

    private static ArrowType arrow(Type type) {
        return switch (type.typeId()) {
            case BOOLEAN -> SqlTypes.BOOLEAN;
            case INTEGER -> SqlTypes.INTEGER;
            case LONG -> SqlTypes.BIGINT;
            case DOUBLE -> SqlTypes.DOUBLE;
            case DECIMAL ->
                new ArrowType.Decimal(((Types.DecimalType) type).precision(), ((Types.DecimalType) type).scale(), 128);
            case STRING -> SqlTypes.VARCHAR;
            case BINARY -> SqlTypes.VARBINARY;
            case DATE -> SqlTypes.DATE;
            case TIMESTAMP -> SqlTypes.TIMESTAMP;
            default -> throw new IllegalArgumentException("a lake of ours has no column of type " + type);
        };
    }
}
