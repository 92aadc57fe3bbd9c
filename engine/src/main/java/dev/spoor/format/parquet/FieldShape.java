/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.schema.FieldIds;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.StoredName;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A wanted field and where it lies in a file. Fields are found by permanent id where both the table and the file have
 * them, else by name in any letter case; what a file does not have is NULL in all its rows.
 *
 * @param wanted type and name to produce
 * @param nodeOrNull null when the file has no such field
 * @param children in the order of the wanted field's: fields of a ROW, the element of an ARRAY, key and value of a MAP
 */
record FieldShape(Field wanted, ParquetNode nodeOrNull, List<FieldShape> children) {

    /** The shape of a projected column. */
    static FieldShape of(ParquetFile file, List<Field> tableFields, FieldPath path, Field wanted) {
        if (!tableFields.isEmpty() && byName(tableFields, path.column()) == null) {
            throw new IllegalArgumentException("the table has no column " + path.column());
        }
        Found found = find(file, tableFields, path);
        if (found.insideOther) {
            throw new EngineException(
                            ErrorCode.NOT_SUPPORTED,
                            path + " of " + file.key() + " is not a field of a ROW; read " + path.column()
                                    + " as a whole")
                    .with("key", file.key());
        }
        return of(file.key(), found.nodeOrNull, found.tableFieldOrNull, wanted);
    }

    /** A node of the file and the table's field for it, if any; whether the path leads into something else than a ROW. */
    private record Found(ParquetNode nodeOrNull, Field tableFieldOrNull, boolean insideOther) {}

    /** The node that a path names; empty when the file has none. */
    static Optional<ParquetNode> nodeOf(ParquetFile file, List<Field> tableFields, FieldPath path) {
        return Optional.ofNullable(find(file, tableFields, path).nodeOrNull);
    }

    private static Found find(ParquetFile file, List<Field> tableFields, FieldPath path) {
        List<String> names = new ArrayList<>();
        names.add(path.column());
        names.addAll(path.steps());
        List<ParquetNode> nodes = file.schema().columns();
        List<Field> fields = tableFields;
        Found found = new Found(null, null, false);
        for (String name : names) {
            ParquetNode above = found.nodeOrNull;
            if (above != null && above.kind() != ParquetNode.Kind.ROW) {
                return new Found(null, null, true);
            }
            Field field = byName(fields, name);
            ParquetNode node = field == null && !tableFields.isEmpty() ? null : match(nodes, field, name);
            found = new Found(node, field, false);
            boolean row = node != null && node.kind() == ParquetNode.Kind.ROW;
            nodes = row ? node.children() : List.of();
            fields = field == null ? List.of() : field.getChildren();
        }
        return found;
    }

    private static Field byName(List<Field> fields, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Field field : fields) {
            if (field.getName().toLowerCase(Locale.ROOT).equals(wanted)) {
                return field;
            }
        }
        return null;
    }

    private static ParquetNode match(List<ParquetNode> nodes, Field tableFieldOrNull, String name) {
        OptionalInt id = tableFieldOrNull == null ? OptionalInt.empty() : FieldIds.of(tableFieldOrNull);
        boolean byId = id.isPresent() && nodes.stream().anyMatch(node -> node.id() >= 0);
        return (byId ? ParquetNode.find(nodes, id.getAsInt()) : ParquetNode.find(nodes, name)).orElse(null);
    }

    private static FieldShape of(String key, ParquetNode node, Field tableField, Field wanted) {
        if (node == null) {
            return new FieldShape(wanted, null, List.of());
        }
        if (node.isLeaf()) {
            requireReadable(key, node, wanted);
            return new FieldShape(wanted, node, List.of());
        }
        requireKind(key, node, wanted);
        List<FieldShape> children = new ArrayList<>();
        if (node.kind() == ParquetNode.Kind.ROW) {
            List<Field> tableChildren = tableField == null ? List.of() : tableField.getChildren();
            for (Field child : wanted.getChildren()) {
                String name = StoredName.of(child);
                Field tableChild = byName(tableChildren, name);
                ParquetNode childNode = match(node.children(), tableChild, name);
                children.add(of(key, childNode, tableChild, child));
            }
        } else {
            List<Field> wantedChildren = entries(wanted);
            List<Field> tableChildren = tableField == null ? List.of() : entries(tableField);
            for (int i = 0; i < wantedChildren.size(); i++) {
                Field tableChild = i < tableChildren.size() ? tableChildren.get(i) : null;
                children.add(of(key, node.children().get(i), tableChild, wantedChildren.get(i)));
            }
        }
        return new FieldShape(wanted, node, children);
    }

    /** The element of an ARRAY; key and value of a MAP. */
    private static List<Field> entries(Field field) {
        return field.getType() instanceof ArrowType.Map
                ? field.getChildren().get(0).getChildren()
                : field.getChildren();
    }

    private static void requireKind(String key, ParquetNode node, Field wanted) {
        if (!node.field().getType().getTypeID().equals(wanted.getType().getTypeID())) {
            throw mismatch(key, node, wanted);
        }
    }

    /** Same type, a wider number, another zone, or a plain number that stands for an interval. */
    private static void requireReadable(String key, ParquetNode node, Field wanted) {
        ArrowType stored = node.field().getType();
        ArrowType type = wanted.getType();
        boolean times = stored instanceof ArrowType.Timestamp
                && type instanceof ArrowType.Timestamp timestamp
                && timestamp.getUnit() == org.apache.arrow.vector.types.TimeUnit.MICROSECOND;
        boolean wider = stored.equals(SqlTypes.INTEGER) && type.equals(SqlTypes.BIGINT);
        boolean intervals = (stored.equals(SqlTypes.BIGINT) && type.equals(SqlTypes.INTERVAL_DAY))
                || (stored.equals(SqlTypes.INTEGER) && type.equals(SqlTypes.INTERVAL_YEAR));
        boolean texts = stored.equals(SqlTypes.VARCHAR) && type.equals(SqlTypes.VARBINARY);
        if (!(stored.equals(type) || times || wider || intervals || texts)) {
            throw mismatch(key, node, wanted);
        }
    }

    private static EngineException mismatch(String key, ParquetNode node, Field wanted) {
        return new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "column " + node.name() + " of " + key + " holds "
                                + node.field().getType() + " and cannot be" + " read as " + wanted.getType())
                .with("key", key);
    }
}
