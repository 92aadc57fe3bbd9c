/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.function.json.JsonPath;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Recognises the expressions that only name a place inside a column. Stateless. */
final class RexPaths {
    private RexPaths() {}

    /** The place that an expression names, or null if it computes something. */
    static ColumnPath pathOrNull(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return ColumnPath.whole(ref.getIndex());
        }
        if (node instanceof RexFieldAccess access) {
            ColumnPath row = pathOrNull(access.getReferenceExpr());
            return row == null ? null : row.then(access.getField().getName().toLowerCase(Locale.ROOT));
        }
        if (node instanceof RexCall call && isLookup(call)) {
            ColumnPath map = pathOrNull(call.getOperands().get(0));
            RelDataType type = call.getOperands().get(0).getType();
            String key = textOrNull(call.getOperands().get(1));
            boolean freeForm = type.getSqlTypeName() == SqlTypeName.MAP
                    && type.getKeyType() != null
                    && type.getKeyType().getSqlTypeName() == SqlTypeName.VARCHAR
                    && type.getValueType().getSqlTypeName() == SqlTypeName.VARCHAR;
            return map != null && map.isWholeColumn() && freeForm && key != null ? map.then(key) : null;
        }
        return node instanceof RexCall call ? jsonOrNull(call) : null;
    }

    /** {@code json_extract_scalar(text, '$.k')}, also around {@code json_extract}s of the same text. */
    private static ColumnPath jsonOrNull(RexCall call) {
        if (!isCallOf(call, "JSON_EXTRACT_SCALAR")) {
            return null;
        }
        Deque<String> keys = new ArrayDeque<>();
        RexNode text = call;
        for (String function = "JSON_EXTRACT_SCALAR";
                text instanceof RexCall inner && isCallOf(inner, function);
                function = "JSON_EXTRACT") {
            String path = textOrNull(inner.getOperands().get(1));
            List<String> more = path == null ? List.of() : JsonPath.keysOf(path);
            if (more.isEmpty()) {
                return null;
            }
            for (int i = more.size() - 1; i >= 0; i--) {
                keys.addFirst(more.get(i));
            }
            text = inner.getOperands().get(0);
        }
        if (text instanceof RexCall parse && isCallOf(parse, "JSON_PARSE")) {
            return null; // fails for what is no JSON, and a path does not
        }
        ColumnPath place = text.getType().getSqlTypeName() == SqlTypeName.VARCHAR ? pathOrNull(text) : null;
        return place == null || place.isJson() ? null : place.json(List.copyOf(keys));
    }

    private static boolean isCallOf(RexCall call, String function) {
        return call.getOperator() instanceof LibraryOperators.Scalar
                && call.getOperator().getName().equals(function);
    }

    /** {@code map['k']} and {@code element_at(map, 'k')}. */
    static boolean isLookup(RexCall call) {
        return call.getKind() == SqlKind.ITEM
                || (call.getOperator() instanceof LibraryOperators.Scalar function
                        && function.getName().equals("ELEMENT_AT")
                        && call.getOperands().size() == 2);
    }

    private static String textOrNull(RexNode node) {
        return node instanceof RexLiteral literal && literal.getTypeName() == SqlTypeName.CHAR && !literal.isNull()
                ? literal.getValueAs(String.class)
                : null;
    }

    /** Adds the places that an expression reads: the longest paths in it. */
    static void collect(RexNode node, Collection<ColumnPath> into) {
        ColumnPath path = pathOrNull(node);
        if (path != null) {
            into.add(path);
            return;
        }
        node.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef ref) {
                into.add(ColumnPath.whole(ref.getIndex()));
                return null;
            }

            @Override
            public Void visitFieldAccess(RexFieldAccess access) {
                ColumnPath inner = pathOrNull(access);
                if (inner != null) {
                    into.add(inner);
                    return null;
                }
                return super.visitFieldAccess(access);
            }

            @Override
            public Void visitCall(RexCall call) {
                ColumnPath inner = pathOrNull(call);
                if (inner != null) {
                    into.add(inner);
                    return null;
                }
                return super.visitCall(call);
            }
        });
    }

    /** The paths, of arrays with whole elements, without those that lie inside another one of them; in column order. */
    static List<ColumnPath> outermost(Collection<ColumnPath> paths) {
        Set<ColumnPath> sorted = new TreeSet<>(Comparator.comparingInt(ColumnPath::column)
                .thenComparing(p -> String.join("\u0000", p.steps()))
                .thenComparing(p -> String.join("\u0000", p.jsonKeys()))
                .thenComparingInt(p -> p.steps().size()) // a key may be the empty text
                .thenComparingInt(p -> p.jsonKeys().size()));
        paths.forEach(path -> sorted.add(path.withWholeElements()));
        return sorted.stream().filter(p -> !hasAncestor(p, sorted)).toList();
    }

    private static boolean hasAncestor(ColumnPath path, Set<ColumnPath> paths) {
        for (ColumnPath p = path; !p.isWholeColumn(); ) {
            p = p.parent();
            if (paths.contains(p)) {
                return true;
            }
        }
        return false;
    }

    /** The field at a place inside a field. */
    static Field fieldAt(Field root, List<String> steps) {
        Field field = root;
        for (String step : steps) {
            if (field.getType() instanceof ArrowType.Map) {
                return SqlTypes.renamed(field.getChildren().get(0).getChildren().get(1), step);
            }
            Field child = null;
            for (Field candidate : field.getChildren()) {
                child = candidate.getName().equalsIgnoreCase(step) ? candidate : child;
            }
            if (child == null) {
                throw new IllegalArgumentException("no field " + step + " in " + field);
            }
            field = child;
        }
        return field;
    }
}
