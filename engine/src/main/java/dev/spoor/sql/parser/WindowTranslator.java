/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowDefinition;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Sort keys, windows and their frames. A window that refines a named one, {@code OVER (w ROWS ...)}, gets that window's keys
 * here: Calcite would give it that window's frame, too. Calcite has no frames of GROUPS either, and the grammar no EXCLUDE:
 * a frame of rows that excludes ties stands for one of groups.
 */
final class WindowTranslator {
    private final SqlText text;
    private final ExpressionTranslator expressions;
    private final ParameterTranslator parameters;
    private final Deque<Map<String, WindowSpecification>> named = new ArrayDeque<>();

    WindowTranslator(SqlText text, ExpressionTranslator expressions, ParameterTranslator parameters) {
        this.text = text;
        this.parameters = parameters;
        this.expressions = expressions;
    }

    SqlNodeList sortKeys(OrderBy order) {
        return sortKeys(order, false);
    }

    /** The order of the rows of an aggregate. Calcite's own place for NULL is another one there. */
    SqlNodeList sortKeysInside(OrderBy order) {
        return sortKeys(order, true);
    }

    private SqlNodeList sortKeys(OrderBy order, boolean saysWhereNullGoes) {
        SqlNodeList keys = new SqlNodeList(text.place(order));
        for (SortItem item : order.getSortItems()) {
            parameters.requireNoKey(item.getSortKey());
            SqlNode key = expressions.of(item.getSortKey());
            SqlParserPos place = text.place(item);
            boolean isDescending = item.getOrdering() == SortItem.Ordering.DESCENDING;
            if (isDescending) {
                key = SqlStdOperatorTable.DESC.createCall(place, key);
            }
            key = switch (item.getNullOrdering()) {
                case FIRST -> SqlStdOperatorTable.NULLS_FIRST.createCall(place, key);
                case LAST -> SqlStdOperatorTable.NULLS_LAST.createCall(place, key);
                case UNDEFINED ->
                    isDescending && saysWhereNullGoes ? SqlStdOperatorTable.NULLS_LAST.createCall(place, key) : key;
            };
            keys.add(key);
        }
        return keys;
    }

    /** Begins a SELECT with these windows; {@link #leave} ends it. */
    void enter(List<WindowDefinition> windows) {
        Map<String, WindowSpecification> known = new HashMap<>();
        named.push(known);
        for (WindowDefinition window : windows) {
            known.putIfAbsent(nameOf(window.getName()), refined(window.getWindow()));
        }
    }

    void leave() {
        named.pop();
    }

    private static String nameOf(Identifier name) {
        return name.getValue().toLowerCase(Locale.ROOT);
    }

    /** The window with the keys of the window that it refines; as it is when it refines none, or one that is not known. */
    private WindowSpecification refined(WindowSpecification window) {
        Map<String, WindowSpecification> known = named.isEmpty() ? Map.of() : named.element();
        WindowSpecification base = window.getExistingWindowName()
                .map(name -> known.get(nameOf(name)))
                .orElse(null);
        if (base == null) {
            return window;
        }
        String name = window.getExistingWindowName().orElseThrow().getValue();
        if (!window.getPartitionBy().isEmpty()) {
            throw invalid("a window made of '" + name + "' cannot have PARTITION BY", window);
        }
        if (window.getOrderBy().isPresent() && base.getOrderBy().isPresent()) {
            throw invalid("'" + name + "' has ORDER BY already", window);
        }
        if (base.getFrame().isPresent()) {
            throw invalid("'" + name + "' has a frame, so no other window can be made of it", window);
        }
        return new WindowSpecification(
                window.getLocation().orElseThrow(),
                Optional.empty(),
                base.getPartitionBy(),
                window.getOrderBy().or(base::getOrderBy),
                window.getFrame());
    }

    private EngineException invalid(String message, Node node) {
        return new EngineException(ErrorCode.INVALID_STATEMENT, message).at(SqlText.position(text.place(node)));
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

    private SqlWindow specification(WindowSpecification written) {
        SqlParserPos place = text.place(written);
        WindowSpecification window = refined(written);
        SqlNodeList partition = new SqlNodeList(place);
        window.getPartitionBy().forEach(key -> partition.add(expressions.of(key)));
        SqlNodeList order = window.getOrderBy().map(this::sortKeys).orElseGet(() -> new SqlNodeList(place));
        SqlIdentifier base =
                window.getExistingWindowName().map(expressions::name).orElse(null);
        boolean isRows = false;
        boolean isGroups = false;
        SqlNode lower = null;
        SqlNode upper = null;
        Optional<WindowFrame> frame = window.getFrame();
        if (frame.isPresent()) {
            requirePlain(frame.get());
            isGroups = frame.get().getType() == WindowFrame.Type.GROUPS;
            isRows = isGroups || frame.get().getType() == WindowFrame.Type.ROWS;
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
                isGroups ? SqlWindow.createExcludeTies(place) : SqlWindow.createExcludeNoOthers(place),
                place);
    }

    private void requirePlain(WindowFrame frame) {
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
