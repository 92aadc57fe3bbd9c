/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.CatalogTable;
import dev.spoor.exec.GroupedMetadataNode;
import dev.spoor.exec.MetadataNode;
import dev.spoor.exec.MetadataNode.Question;
import dev.spoor.exec.MetadataNode.Total;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.ProjectNode;
import dev.spoor.exec.ScanNode;
import dev.spoor.expr.ColumnRef;
import dev.spoor.scan.FileCondition;
import dev.spoor.scan.ScanRequest;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Recognises aggregations over all rows of a table that the table may know without reading them. */
final class MetadataPlanning {
    /** Casts from these and from TIMESTAMP to these keep the order, or make equal what was not. */
    private static final Set<SqlTypeName> RISING_CASTS =
            Set.of(SqlTypeName.DATE, SqlTypeName.TIMESTAMP, SqlTypeName.BIGINT, SqlTypeName.DOUBLE);

    private final Aggregate aggregate;
    private final List<Integer> wanted;
    private final Planned input;

    /** @param wanted positions of the calls that are planned */
    MetadataPlanning(Aggregate aggregate, List<Integer> wanted, Planned input) {
        this.aggregate = aggregate;
        this.wanted = wanted;
        this.input = input;
    }

    /** The same row as a step gives, from metadata if possible; the step itself if it never is. */
    PlanNode fromMetadata(PlanNode step) {
        ScanNode scan = scanOrNull();
        if (scan == null || !isOfAllRows(scan.request())) {
            return step;
        }
        List<Question> questions = questionsOrNull();
        boolean fits = questions != null
                && !questions.isEmpty()
                && questions.size() == step.schema().getFields().size();
        return fits ? new MetadataNode(scan.source(), questions, step) : step;
    }

    /**
     * The same groups as a step gives that groups by one key, from metadata if possible; the step itself if it never is.
     *
     * @param compilers for expressions over a layout
     */
    PlanNode groupsFromMetadata(PlanNode step, Function<Layout, ExpressionCompiler> compilers) {
        boolean isPlain = aggregate.getInput() instanceof Project project && project.getInput() instanceof TableScan;
        if (!isPlain || scanOrNull() == null || !isOfAllRows(scanOrNull().request())) {
            return step;
        }
        Project project = (Project) aggregate.getInput();
        RexNode key = project.getProjects().get(aggregate.getGroupSet().nth(0));
        RexInputRef time = risingOrNull(key);
        ProjectedColumn column = time == null ? null : columnOrNull((TableScan) project.getInput(), time);
        List<Question> questions = questionsOrNull();
        if (column == null
                || questions == null
                || questions.size() + 1 != step.schema().getFields().size()) {
            return step;
        }
        Layout layout = new Layout(Map.of(ColumnPath.whole(time.getIndex()), 0), new Schema(List.of(column.field())));
        return new GroupedMetadataNode(
                scanOrNull().source(), column, compilers.apply(layout).compile(key), questions, step);
    }

    /** The TIMESTAMP that an expression never falls with; null if it is no such expression. */
    private static RexInputRef risingOrNull(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return ref.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP ? ref : null;
        }
        if (!(node instanceof RexCall call)) {
            return null;
        }
        List<RexNode> operands = call.getOperands();
        if (call.getKind() == SqlKind.CAST) {
            return RISING_CASTS.contains(call.getType().getSqlTypeName()) ? risingOrNull(operands.get(0)) : null;
        }
        String function = call.getOperator() instanceof LibraryOperators.Scalar scalar ? scalar.getName() : "";
        return switch (function) {
            case "DATE_TRUNC" -> operands.get(0) instanceof RexLiteral ? risingOrNull(operands.get(1)) : null;
            case "TO_UNIXTIME" -> risingOrNull(operands.get(0));
            default -> null;
        };
    }

    private ProjectedColumn columnOrNull(TableScan table, RexInputRef ref) {
        CatalogTable.TableColumn wantedColumn = table.getTable()
                .unwrapOrThrow(CatalogView.EngineTable.class)
                .catalogTable()
                .columns()
                .get(ref.getIndex());
        return scanOrNull().request().projection().columns().stream()
                .filter(column -> column.path().equals(wantedColumn.path()))
                .filter(column -> column.field().getType().equals(SqlTypes.TIMESTAMP))
                .findFirst()
                .orElse(null);
    }

    /** The scan of the input, with at most a projection above it. */
    private ScanNode scanOrNull() {
        PlanNode node = input.node() instanceof ProjectNode project ? project.input() : input.node();
        return node instanceof ScanNode scan ? scan : null;
    }

    private List<Question> questionsOrNull() {
        if (input.layout().places().keySet().stream().anyMatch(path -> path.column() < 0)) {
            return null; // arguments that are cast first
        }
        List<Question> questions = new ArrayList<>();
        for (int position : wanted) {
            Question question = questionOrNull(aggregate.getAggCallList().get(position));
            if (question == null) {
                return null;
            }
            questions.add(question);
        }
        return questions;
    }

    private static boolean isOfAllRows(ScanRequest request) {
        return request.constraint().isAll()
                && request.files() == FileCondition.ALL
                && request.filterOrNull() == null
                && request.rowLimit() == ScanRequest.NO_LIMIT;
    }

    private Question questionOrNull(AggregateCall call) {
        if (call.hasFilter() || call.isDistinct() || call.getArgList().size() > 1) {
            return null;
        }
        Total total =
                switch (call.getAggregation().getName().toLowerCase(Locale.ROOT)) {
                    case "count" -> Total.COUNT;
                    case "min" -> Total.LEAST;
                    case "max" -> Total.GREATEST;
                    default -> null;
                };
        if (total == null || call.getArgList().isEmpty()) {
            return total == Total.COUNT ? new Question(total, null) : null;
        }
        Integer index =
                input.layout().places().get(ColumnPath.whole(call.getArgList().get(0)));
        if (index != null && input.node() instanceof ProjectNode project) {
            index = project.expressions().get(index) instanceof ColumnRef ref ? (Integer) ref.index() : null;
        }
        return index == null
                ? null
                : new Question(
                        total, scanOrNull().request().projection().columns().get(index));
    }
}
