/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.Literal;
import dev.spoor.expr.Member;
import dev.spoor.expr.VectorExpr;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Where the columns, and the places inside columns, of a relational node are among the columns of its plan node.
 *
 * @param places index in the plan node's output for each known path
 * @param schema the plan node's output
 */
record Layout(Map<ColumnPath, Integer> places, Schema schema) {
    Layout {
        places = Map.copyOf(places);
    }

    /**
     * The expression that gives a path, or null if neither it nor anything around it is there. Arrays come as they are
     * there, perhaps with more in their elements than the path names.
     */
    VectorExpr exprOrNull(ColumnPath wanted) {
        ColumnPath path = wanted.withWholeElements();
        Integer index = places.get(path);
        if (index != null) {
            return new ColumnRef(index, schema.getFields().get(index));
        }
        if (path.isWholeColumn() || path.isJson()) {
            return null; // what is not there of JSON text is computed by whoever wants it
        }
        VectorExpr around = exprOrNull(path.parent());
        return around == null
                ? null
                : member(around, path.steps().get(path.steps().size() - 1));
    }

    private static VectorExpr member(VectorExpr around, String step) {
        return around.field().getType() instanceof ArrowType.Map
                ? Member.mapValue(around, Literal.of(SqlTypes.varchar("key"), step))
                : Member.field(around, step);
    }

    /** The expression that gives a path. */
    VectorExpr expr(ColumnPath path) {
        VectorExpr expr = exprOrNull(path);
        if (expr == null) {
            throw new IllegalStateException("path " + path + " is not in " + places);
        }
        return expr;
    }

    /** Index of a whole column. */
    int index(int column) {
        Integer index = places.get(ColumnPath.whole(column));
        if (index == null) {
            throw new IllegalStateException("column " + column + " is not in " + places);
        }
        return index;
    }

    /** The layout of a node that gives whole columns in the order of a list. */
    static Layout ofColumns(List<Integer> columns, Schema schema) {
        Map<ColumnPath, Integer> places = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            places.put(ColumnPath.whole(columns.get(i)), i);
        }
        return new Layout(places, schema);
    }

    Field field(int index) {
        return schema.getFields().get(index);
    }
}
