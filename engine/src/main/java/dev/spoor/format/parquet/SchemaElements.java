/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.schema.FieldIds;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/**
 * Our fields as the flat list of elements that a footer holds. Types are stored as Iceberg wants them (decimals of up to
 * 9 and 18 digits as numbers); lists and maps have the three-level form; JSON is stored as text. Intervals, for which
 * nobody has a type, are stored as plain numbers.
 */
final class SchemaElements {
    private static final int INT_DIGITS = 9;
    private static final int LONG_DIGITS = 18;

    private final List<SchemaElement> elements = new ArrayList<>();
    private final boolean timestampsAreInstants;

    private SchemaElements(boolean timestampsAreInstants) {
        this.timestampsAreInstants = timestampsAreInstants;
    }

    /** @param timestampsAreInstants whether TIMESTAMP without a zone, too, is stored as adjusted to UTC */
    static List<SchemaElement> of(List<Field> fields, boolean timestampsAreInstants) {
        SchemaElements all = new SchemaElements(timestampsAreInstants);
        all.elements.add(new SchemaElement("table").setNum_children(fields.size()));
        fields.forEach(field -> all.add(field, field.getName()));
        return all.elements;
    }

    /** Bytes of the shortest two's complement that holds so many digits. */
    static int decimalBytes(int precision) {
        return java.math.BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
    }

    private void add(Field field, String name) {
        SchemaElement element = new SchemaElement(name);
        element.setRepetition_type(field.isNullable() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
        FieldIds.of(field).ifPresent(element::setField_id);
        elements.add(element);
        ArrowType type = field.getType();
        List<Field> children = field.getChildren();
        if (type instanceof ArrowType.Struct) {
            element.setNum_children(children.size());
            children.forEach(child -> add(child, child.getName()));
        } else if (type instanceof ArrowType.List) {
            element.setNum_children(1);
            element.setConverted_type(ConvertedType.LIST);
            element.setLogicalType(LogicalType.LIST(new ListType()));
            elements.add(repeated("list", 1));
            add(children.get(0), "element");
        } else if (type instanceof ArrowType.Map) {
            element.setNum_children(1);
            element.setConverted_type(ConvertedType.MAP);
            element.setLogicalType(LogicalType.MAP(new MapType()));
            elements.add(repeated("key_value", 2));
            List<Field> entry = children.get(0).getChildren();
            add(entry.get(0), "key");
            add(entry.get(1), "value");
        } else {
            leaf(element, type);
        }
    }

    private static SchemaElement repeated(String name, int children) {
        return new SchemaElement(name)
                .setRepetition_type(FieldRepetitionType.REPEATED)
                .setNum_children(children);
    }

    private void leaf(SchemaElement element, ArrowType type) {
        switch (type.getTypeID()) {
            case Bool:
                element.setType(Type.BOOLEAN);
                break;
            case Int:
                boolean wide = ((ArrowType.Int) type).getBitWidth() == Long.SIZE;
                element.setType(wide ? Type.INT64 : Type.INT32);
                break;
            case Interval:
                element.setType(Type.INT32);
                break;
            case Duration:
                element.setType(Type.INT64);
                break;
            case FloatingPoint:
                element.setType(Type.DOUBLE);
                break;
            case Decimal:
                decimal(element, (ArrowType.Decimal) type);
                break;
            case Utf8:
                element.setType(Type.BYTE_ARRAY);
                element.setConverted_type(ConvertedType.UTF8);
                element.setLogicalType(LogicalType.STRING(new StringType()));
                break;
            case Binary:
                element.setType(Type.BYTE_ARRAY);
                break;
            case Date:
                element.setType(Type.INT32);
                element.setConverted_type(ConvertedType.DATE);
                element.setLogicalType(LogicalType.DATE(new DateType()));
                break;
            case Time:
                element.setType(Type.INT64);
                element.setLogicalType(LogicalType.TIME(new TimeType(false, TimeUnit.MICROS(new MicroSeconds()))));
                break;
            case Timestamp:
                boolean instant = timestampsAreInstants || ((ArrowType.Timestamp) type).getTimezone() != null;
                element.setType(Type.INT64);
                element.setLogicalType(
                        LogicalType.TIMESTAMP(new TimestampType(instant, TimeUnit.MICROS(new MicroSeconds()))));
                break;
            default:
                throw new IllegalArgumentException("not a type of ours: " + type);
        }
    }

    private static void decimal(SchemaElement element, ArrowType.Decimal type) {
        int precision = type.getPrecision();
        if (precision <= INT_DIGITS) {
            element.setType(Type.INT32);
        } else if (precision <= LONG_DIGITS) {
            element.setType(Type.INT64);
        } else {
            element.setType(Type.FIXED_LEN_BYTE_ARRAY);
            element.setType_length(decimalBytes(precision));
        }
        element.setConverted_type(ConvertedType.DECIMAL);
        element.setPrecision(precision);
        element.setScale(type.getScale());
        element.setLogicalType(LogicalType.DECIMAL(new DecimalType(type.getScale(), precision)));
    }
}
