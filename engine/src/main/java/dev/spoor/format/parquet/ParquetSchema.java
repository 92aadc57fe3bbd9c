/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.schema.FieldIds;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;

/** The schema of a file as a tree of nodes, and its leaves in the order of their chunks. Immutable. */
final class ParquetSchema {
    private static final int DEPTH_MAX = 64;
    private static final int LEAVES_MAX = 20_000;

    private final List<SchemaElement> elements;
    private final List<ParquetNode> columns = new ArrayList<>();
    private final List<ParquetNode> leaves = new ArrayList<>();
    private int at = 1;

    private ParquetSchema(List<SchemaElement> elements) {
        this.elements = elements;
    }

    /** Fails with MalformedPageException for a broken tree and NOT_SUPPORTED for a type that we do not read. */
    static ParquetSchema of(List<SchemaElement> elements) throws MalformedPageException {
        ParquetSchema schema = new ParquetSchema(elements);
        if (elements.isEmpty() || elements.size() > 2 * LEAVES_MAX) {
            throw new MalformedPageException("a schema of " + elements.size() + " elements");
        }
        int count = elements.get(0).getNum_children();
        for (int i = 0; i < count; i++) {
            schema.columns.add(schema.node(List.of(), 0, 0, 0));
        }
        if (schema.at != elements.size()) {
            throw new MalformedPageException("the schema has elements that belong to nothing");
        }
        return schema;
    }

    List<ParquetNode> columns() {
        return columns;
    }

    List<ParquetNode> leaves() {
        return leaves;
    }

    private SchemaElement element() throws MalformedPageException {
        if (at >= elements.size()) {
            throw new MalformedPageException("the schema ends early");
        }
        return elements.get(at++);
    }

    private ParquetNode node(List<String> above, int def, int rep, int exists) throws MalformedPageException {
        SchemaElement element = element();
        List<String> path = new ArrayList<>(above);
        path.add(element.getName());
        if (path.size() > DEPTH_MAX) {
            throw new MalformedPageException("the schema is more than " + DEPTH_MAX + " levels deep");
        }
        if (element.getRepetition_type() == FieldRepetitionType.REPEATED) {
            throw notSupported(path, "repeated without a LIST around it");
        }
        boolean optional = element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
        int own = optional ? def + 1 : def;
        if (element.isSetType()) {
            return leaf(element, path, optional, own, rep, exists);
        }
        int firstLeaf = leaves.size();
        if (isList(element)) {
            return list(element, path, own, rep, exists, firstLeaf);
        } else if (isMap(element)) {
            return map(element, path, own, rep, exists, firstLeaf);
        }
        List<ParquetNode> children = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < element.getNum_children(); i++) {
            ParquetNode child = node(path, own, rep, exists);
            children.add(child);
            fields.add(child.field());
        }
        if (children.isEmpty()) {
            throw notSupported(path, "a group without fields");
        }
        Field field = new Field(element.getName(), new FieldType(optional, ArrowType.Struct.INSTANCE, null), fields);
        return group(element, ParquetNode.Kind.ROW, field, own, rep, exists, 0, children, firstLeaf);
    }

    private ParquetNode list(SchemaElement element, List<String> path, int def, int rep, int exists, int firstLeaf)
            throws MalformedPageException {
        SchemaElement repeated = repeatedGroup(element, path);
        path.add(repeated.getName());
        if (repeated.isSetType() || repeated.getNum_children() != 1) {
            throw notSupported(path, "a list of the two-level form");
        }
        ParquetNode child = node(path, def + 1, rep + 1, def + 1);
        Field field = withNullability(SqlTypes.array(element.getName(), child.field()), element);
        return group(element, ParquetNode.Kind.LIST, field, def, rep, exists, def + 1, List.of(child), firstLeaf);
    }

    private ParquetNode map(SchemaElement element, List<String> path, int def, int rep, int exists, int firstLeaf)
            throws MalformedPageException {
        SchemaElement repeated = repeatedGroup(element, path);
        path.add(repeated.getName());
        if (repeated.isSetType() || repeated.getNum_children() != 2) {
            throw notSupported(path, "a map without values");
        }
        ParquetNode key = node(path, def + 1, rep + 1, def + 1);
        ParquetNode value = node(path, def + 1, rep + 1, def + 1);
        Field field = withNullability(SqlTypes.map(element.getName(), key.field(), value.field()), element);
        return group(element, ParquetNode.Kind.MAP, field, def, rep, exists, def + 1, List.of(key, value), firstLeaf);
    }

    private SchemaElement repeatedGroup(SchemaElement element, List<String> path) throws MalformedPageException {
        SchemaElement repeated = element();
        if (element.getNum_children() != 1 || repeated.getRepetition_type() != FieldRepetitionType.REPEATED) {
            throw notSupported(path, "a list or map of an unknown form");
        }
        return repeated;
    }

    private static Field withNullability(Field field, SchemaElement element) {
        boolean optional = element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
        return new Field(field.getName(), new FieldType(optional, field.getType(), null), field.getChildren());
    }

    private static ParquetNode group(
            SchemaElement element,
            ParquetNode.Kind kind,
            Field field,
            int def,
            int rep,
            int exists,
            int elementDef,
            List<ParquetNode> children,
            int firstLeaf) {
        int id = element.isSetField_id() ? element.getField_id() : -1;
        Field named = id < 0 ? field : FieldIds.with(field, id, field.getChildren());
        return new ParquetNode(
                element.getName(),
                id,
                kind,
                named,
                def,
                rep,
                exists,
                elementDef,
                List.copyOf(children),
                -1,
                firstLeaf,
                List.of(),
                null,
                0,
                ParquetNode.Unit.AS_IS);
    }

    private ParquetNode leaf(SchemaElement element, List<String> path, boolean optional, int def, int rep, int exists)
            throws MalformedPageException {
        if (leaves.size() >= LEAVES_MAX || def > Byte.MAX_VALUE || rep > Byte.MAX_VALUE) {
            throw new MalformedPageException("the schema is too large");
        }
        ParquetNode.Unit unit = unit(element);
        Field field = new Field(element.getName(), new FieldType(optional, type(element, path), null), null);
        int id = element.isSetField_id() ? element.getField_id() : -1;
        Field named = id < 0 ? field : FieldIds.with(field, id, null);
        int index = leaves.size();
        ParquetNode leaf = new ParquetNode(
                element.getName(),
                id,
                ParquetNode.Kind.LEAF,
                named,
                def,
                rep,
                exists,
                0,
                List.of(),
                index,
                index,
                List.copyOf(path),
                element.getType(),
                element.getType_length(),
                unit);
        leaves.add(leaf);
        return leaf;
    }

    private static boolean isList(SchemaElement element) {
        return element.getConverted_type() == ConvertedType.LIST
                || (element.isSetLogicalType() && element.getLogicalType().isSetLIST());
    }

    private static boolean isMap(SchemaElement element) {
        return element.getConverted_type() == ConvertedType.MAP
                || element.getConverted_type() == ConvertedType.MAP_KEY_VALUE
                || (element.isSetLogicalType() && element.getLogicalType().isSetMAP());
    }

    private static ParquetNode.Unit unit(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        TimeUnit unit = null;
        if (logical != null && logical.isSetTIMESTAMP()) {
            unit = logical.getTIMESTAMP().getUnit();
        } else if (logical != null && logical.isSetTIME()) {
            unit = logical.getTIME().getUnit();
        }
        ConvertedType converted = element.getConverted_type();
        boolean millis = (unit != null && unit.isSetMILLIS())
                || converted == ConvertedType.TIMESTAMP_MILLIS
                || converted == ConvertedType.TIME_MILLIS;
        if (millis) {
            return ParquetNode.Unit.MILLIS;
        } else if (unit != null && unit.isSetNANOS()) {
            return ParquetNode.Unit.NANOS;
        }
        boolean unsigned = converted == ConvertedType.UINT_32
                || (logical != null
                        && logical.isSetINTEGER()
                        && !logical.getINTEGER().isIsSigned()
                        && logical.getINTEGER().getBitWidth() == Integer.SIZE);
        return unsigned ? ParquetNode.Unit.UNSIGNED_INT : ParquetNode.Unit.AS_IS;
    }

    private static ArrowType type(SchemaElement element, List<String> path) throws MalformedPageException {
        LogicalType logical = element.getLogicalType();
        ConvertedType converted = element.getConverted_type();
        Type physical = element.getType();
        if (converted == ConvertedType.DECIMAL || (logical != null && logical.isSetDECIMAL())) {
            return decimal(element, path);
        }
        switch (physical) {
            case BOOLEAN:
                return SqlTypes.BOOLEAN;
            case INT32:
                if (converted == ConvertedType.DATE || (logical != null && logical.isSetDATE())) {
                    return SqlTypes.DATE;
                } else if (converted == ConvertedType.TIME_MILLIS || (logical != null && logical.isSetTIME())) {
                    return SqlTypes.TIME;
                }
                return unit(element) == ParquetNode.Unit.UNSIGNED_INT ? SqlTypes.BIGINT : SqlTypes.INTEGER;
            case INT64:
                return longType(element, path);
            case FLOAT, DOUBLE:
                return SqlTypes.DOUBLE;
            case BYTE_ARRAY:
                boolean text = converted == ConvertedType.UTF8
                        || converted == ConvertedType.ENUM
                        || converted == ConvertedType.JSON
                        || (logical != null && (logical.isSetSTRING() || logical.isSetENUM() || logical.isSetJSON()));
                return text ? SqlTypes.VARCHAR : SqlTypes.VARBINARY;
            case FIXED_LEN_BYTE_ARRAY:
                if (element.getType_length() <= 0 || (logical != null && logical.isSetFLOAT16())) {
                    throw notSupported(path, "of a fixed length that we do not read");
                }
                return SqlTypes.VARBINARY;
            default:
                throw notSupported(path, "of type " + physical);
        }
    }

    private static ArrowType longType(SchemaElement element, List<String> path) {
        LogicalType logical = element.getLogicalType();
        ConvertedType converted = element.getConverted_type();
        if (logical != null && logical.isSetTIMESTAMP()) {
            return logical.getTIMESTAMP().isIsAdjustedToUTC() ? SqlTypes.TIMESTAMP_TZ : SqlTypes.TIMESTAMP;
        } else if (converted == ConvertedType.TIMESTAMP_MILLIS || converted == ConvertedType.TIMESTAMP_MICROS) {
            return SqlTypes.TIMESTAMP_TZ;
        } else if (converted == ConvertedType.TIME_MICROS || (logical != null && logical.isSetTIME())) {
            return SqlTypes.TIME;
        }
        boolean unsigned = converted == ConvertedType.UINT_64
                || (logical != null
                        && logical.isSetINTEGER()
                        && !logical.getINTEGER().isIsSigned());
        if (unsigned) {
            throw notSupported(path, "an unsigned number of 64 bits");
        }
        return SqlTypes.BIGINT;
    }

    private static ArrowType decimal(SchemaElement element, List<String> path) throws MalformedPageException {
        LogicalType logical = element.getLogicalType();
        boolean modern = logical != null && logical.isSetDECIMAL();
        int precision = modern ? logical.getDECIMAL().getPrecision() : element.getPrecision();
        int scale = modern ? logical.getDECIMAL().getScale() : element.getScale();
        if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
            throw notSupported(path, "DECIMAL(" + precision + ", " + scale + ")");
        }
        boolean storable = element.getType() == Type.INT32
                || element.getType() == Type.INT64
                || element.getType() == Type.BYTE_ARRAY
                || (element.getType() == Type.FIXED_LEN_BYTE_ARRAY
                        && element.getType_length() > 0
                        && element.getType_length() <= 16);
        if (!storable) {
            throw notSupported(path, "a DECIMAL stored as " + element.getType());
        }
        return new ArrowType.Decimal(precision, scale, 128);
    }

    private static EngineException notSupported(List<String> path, String what) {
        return new EngineException(
                ErrorCode.NOT_SUPPORTED, "the Parquet column " + String.join(".", path) + " is " + what);
    }
}
