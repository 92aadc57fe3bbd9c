/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.CatalogTable;
import dev.spoor.expr.Logic;
import dev.spoor.expr.Predicates;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.scan.RowFilter;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Chooses what of a condition a scan may look at first, before it makes the columns that the condition does not read. If
 * some terms of a conjunction read cheap columns only and can never fail, it is those, so that columns of JSON text are
 * made only where they hold; of a disjunction it is what each of its branches has of such terms. Otherwise it is the whole condition.
 */
final class RowFilterPlanning {
    /** What compares and combines values, and fails for none. */
    private static final Set<SqlKind> SAFE = Set.of(
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.LIKE,
            SqlKind.SEARCH);

    /** The column that takes longest to make: the whole record. */
    private static final String WHOLE_RECORD = "eventjson";

    private final CatalogTable table;
    private final FunctionLibrary functions;
    private final PlanOptions options;
    private final Layout layout;

    /** @param layout of the scan's projection */
    RowFilterPlanning(CatalogTable table, FunctionLibrary functions, PlanOptions options, Layout layout) {
        this.table = table;
        this.functions = functions;
        this.options = options;
        this.layout = layout;
    }

    /** Null when nothing would be gained. */
    RowFilter filterOrNull(RexNode condition) {
        if (!RexUtil.isDeterministic(condition)) {
            return null;
        }
        List<RexNode> cheap = new ArrayList<>();
        List<RexNode> cheapWithKeys = new ArrayList<>();
        List<RexNode> terms = RelOptUtil.conjunctions(condition);
        for (RexNode term : terms) {
            add(cheap, impliedOrNull(term, false));
            add(cheapWithKeys, impliedOrNull(term, true));
        }
        RowFilter withKeysOrNull = cheapWithKeys.equals(cheap)
                ? null
                : boundOrNull(cheapWithKeys, cheapWithKeys.equals(terms), true, null);
        return cheap.isEmpty()
                ? boundOrNull(List.of(condition), true, isSafe(condition), withKeysOrNull)
                : boundOrNull(cheap, cheap.equals(terms), true, withKeysOrNull);
    }

    private static void add(List<RexNode> terms, RexNode termOrNull) {
        if (termOrNull != null) {
            terms.add(termOrNull);
        }
    }

    /**
     * What is true wherever a condition is, reads cheap columns only and fails for no value: of a conjunction those of its terms that
     * are so; of a disjunction the same of each branch, if every one has some. Null when there is nothing.
     */
    private RexNode impliedOrNull(RexNode condition, boolean areKeysCheap) {
        if (isSafe(condition) && isCheap(condition, areKeysCheap)) {
            return condition;
        }
        boolean isOr = condition.isA(SqlKind.OR);
        if (!isOr && !condition.isA(SqlKind.AND)) {
            return null;
        }
        RexCall call = (RexCall) condition;
        List<RexNode> operands = call.getOperands();
        List<RexNode> implied = new ArrayList<>();
        operands.forEach(operand -> add(implied, impliedOrNull(operand, areKeysCheap)));
        if (implied.isEmpty() || (isOr && implied.size() < operands.size())) {
            return null;
        }
        return implied.size() == 1 ? implied.get(0) : call.clone(call.getType(), implied);
    }

    private static boolean isSafe(RexNode node) {
        if (node instanceof RexLiteral || RexPaths.pathOrNull(node) != null) {
            return true;
        }
        return node instanceof RexCall call
                && SAFE.contains(call.getKind())
                && call.getOperands().stream().allMatch(RowFilterPlanning::isSafe);
    }

    /**
     * Whether a term reads nothing that is cut out of JSON text or made of many values.
     *
     * @param areKeysCheap whether single keys of JSON text are columns of their own
     */
    private boolean isCheap(RexNode term, boolean areKeysCheap) {
        Set<ColumnPath> paths = new HashSet<>();
        RexPaths.collect(term, paths);
        for (ColumnPath path : paths) {
            CatalogTable.TableColumn column = table.columns().get(path.column());
            if (areKeysCheap && isKey(column, path)) {
                continue;
            }
            int index = indexOrMinusOne(path);
            boolean isScalar = index >= 0 && layout.field(index).getChildren().isEmpty() && !path.isJson();
            boolean isText = column.isJsonText() || column.path().column().equals(WHOLE_RECORD);
            boolean isFreeForm = column.stored().getType() instanceof ArrowType.Map;
            if (!isScalar || isText || isFreeForm) {
                return false;
            }
        }
        return !paths.isEmpty();
    }

    private boolean isKey(CatalogTable.TableColumn column, ColumnPath path) {
        boolean isInside = path.isJson() ? column.isJsonText() : column.stored().getType() instanceof ArrowType.Map;
        return isInside && !path.isWholeColumn() && layout.places().containsKey(path);
    }

    /** Where the projection has a path, or what is around it. */
    private int indexOrMinusOne(ColumnPath path) {
        ColumnPath at = path;
        while (!layout.places().containsKey(at)) {
            if (at.isWholeColumn()) {
                return -1;
            }
            at = at.parent();
        }
        return layout.places().get(at);
    }

    /**
     * The terms as a condition on the columns that they read; null when one is not there, or when those are all columns:
     * unless it is one text, which may be judged by its dictionary.
     */
    private RowFilter boundOrNull(List<RexNode> terms, boolean isWhole, boolean neverFails, RowFilter withKeysOrNull) {
        Set<ColumnPath> paths = new HashSet<>();
        terms.forEach(term -> RexPaths.collect(term, paths));
        Set<Integer> indexes = new TreeSet<>();
        for (ColumnPath path : paths) {
            indexes.add(indexOrMinusOne(path));
        }
        int columns = layout.schema().getFields().size();
        if (indexes.isEmpty() || indexes.contains(-1)) {
            return null;
        }
        List<Integer> used = List.copyOf(indexes);
        boolean isOneText =
                used.size() == 1 && layout.field(used.get(0)).getType().equals(SqlTypes.VARCHAR);
        if (used.size() == columns && !(isOneText && neverFails)) {
            return null;
        }
        Map<ColumnPath, Integer> places = new HashMap<>();
        layout.places().forEach((path, index) -> {
            if (indexes.contains(index)) {
                places.put(path, used.indexOf(index));
            }
        });
        List<Field> fields = used.stream().map(layout::field).toList();
        ExpressionCompiler compiler =
                new ExpressionCompiler(new Layout(places, new Schema(fields)), functions, options);
        List<VectorExpr> compiled = terms.stream().map(compiler::compile).toList();
        return new RowFilter(
                Predicates.of(compiled.size() == 1 ? compiled.get(0) : Logic.and(compiled)),
                used,
                isWhole,
                neverFails,
                options.queryStartMicros(),
                withKeysOrNull);
    }
}
