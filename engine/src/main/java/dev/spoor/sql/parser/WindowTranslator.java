/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowDefinition;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Sort keys, windows and their frames. */
final class WindowTranslator {
    private final SqlText text;
    private final ExpressionTranslator expressions;

    WindowTranslator(SqlText text, ExpressionTranslator expressions) {
        this.text = text;
        this.expressions = expressions;
    }

    SqlNodeList sortKeys(OrderBy order) {
        SqlNodeList keys = new SqlNodeList(text.place(order));
        for (SortItem item : order.getSortItems()) {
            SqlNode key = expressions.of(item.getSortKey());
            SqlParserPos place = text.place(item);
            if (item.getOrdering() == SortItem.Ordering.DESCENDING) {
                key = SqlStdOperatorTable.DESC.createCall(place, key);
            }
            key = switch (item.getNullOrdering()) {
                case FIRST -> SqlStdOperatorTable.NULLS_FIRST.createCall(place, key);
                case LAST -> SqlStdOperatorTable.NULLS_LAST.createCall(place, key);
                case UNDEFINED -> key;
            };
            keys.add(key);
        }
        return keys;
    }

    /** WINDOW name AS (...). */
    SqlNode definition(WindowDefinition window) {
        SqlWindow made = specification(window.getWindow());
        made.setDeclName(expressions.name(window.getName()));
        return made;
    }

    /** What follows OVER. */
    SqlNode over(Window window) {
        if (window instanceof WindowReference reference) {
            return expressions.name(reference.getName());
        }
        return specification((WindowSpecification) window);
    }

    private SqlWindow specification(WindowSpecification window) {
        SqlParserPos place = text.place(window);
        SqlNodeList partition = new SqlNodeList(place);
        window.getPartitionBy().forEach(key -> partition.add(expressions.of(key)));
        SqlNodeList order = window.getOrderBy().map(this::sortKeys).orElseGet(() -> new SqlNodeList(place));
        SqlIdentifier base =
                window.getExistingWindowName().map(expressions::name).orElse(null);
        boolean isRows = false;
        SqlNode lower = null;
        SqlNode upper = null;
        Optional<WindowFrame> frame = window.getFrame();
        if (frame.isPresent()) {
            requirePlain(frame.get());
            isRows = frame.get().getType() == WindowFrame.Type.ROWS;
            lower = bound(frame.get().getStart());
            upper = frame.get().getEnd().map(this::bound).orElse(null);
        }
        return SqlWindow.create(
                null,
                base,
                partition,
                order,
                SqlLiteral.createBoolean(isRows, place),
                lower,
                upper,
                null,
                SqlWindow.createExcludeNoOthers(place),
                place);
    }

    private void requirePlain(WindowFrame frame) {
        if (frame.getType() == WindowFrame.Type.GROUPS) {
            throw text.notSupported("window frames of GROUPS are not supported; use ROWS or RANGE", frame);
        }
        if (frame.getPattern().isPresent() || !frame.getMeasures().isEmpty()) {
            throw text.notSupported("row pattern recognition is not supported", frame);
        }
    }

    private SqlNode bound(FrameBound bound) {
        SqlParserPos place = text.place(bound);
        return switch (bound.getType()) {
            case UNBOUNDED_PRECEDING -> SqlWindow.createUnboundedPreceding(place);
            case UNBOUNDED_FOLLOWING -> SqlWindow.createUnboundedFollowing(place);
            case CURRENT_ROW -> SqlWindow.createCurrentRow(place);
            case PRECEDING ->
                SqlWindow.createPreceding(expressions.of(bound.getValue().orElseThrow()), place);
            case FOLLOWING ->
                SqlWindow.createFollowing(expressions.of(bound.getValue().orElseThrow()), place);
        };
    }
}
