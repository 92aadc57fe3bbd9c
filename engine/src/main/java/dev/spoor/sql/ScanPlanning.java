/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.CatalogTable;
import dev.spoor.exec.ScanNode;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.ScanRequest;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/** Plans scans: only the paths that are used, and what the filter above allows to leave out. */
final class ScanPlanning {
    private static final int DESCRIBED_COLUMNS_MAX = 12;

    private final PlanOptions options;
    private final Map<RelNode, Long> limits = new IdentityHashMap<>();

    ScanPlanning(PlanOptions options) {
        this.options = options;
    }

    /** Says that no more rows than this are wanted of a node, whichever they are. */
    void limit(RelNode rel, long rows) {
        RelNode node = rel;
        while (node instanceof Project project && !RexOver.containsOver(project.getProjects(), null)) {
            node = project.getInput();
        }
        if (node instanceof TableScan) {
            limits.put(node, rows);
        }
    }

    /** @param conditionOrNull the filter directly above; it runs all the same */
    Planned plan(TableScan scan, RexNode conditionOrNull, Set<ColumnPath> needs) {
        CatalogTable table =
                scan.getTable().unwrapOrThrow(CatalogView.EngineTable.class).catalogTable();
        Map<ColumnPath, Integer> places = new HashMap<>();
        List<ProjectedColumn> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ColumnPath path : RexPaths.outermost(needs)) {
            places.put(path, columns.size());
            CatalogTable.TableColumn column = table.columns().get(path.column());
            String name = path.steps().isEmpty() ? column.name() : column.name() + "." + String.join(".", path.steps());
            Field field = SqlTypes.renamed(RexPaths.fieldAt(column.field(), path.steps()), name);
            columns.add(new ProjectedColumn(place(column, path.steps()), field));
            names.add(name);
        }
        ScanConstraint constraint = conditionOrNull == null || !options.pruning()
                ? ScanConstraint.all()
                : new ConstraintExtractor(path -> pruningPath(table, path)).extract(conditionOrNull);
        Long limit = conditionOrNull == null ? limits.get(scan) : null;
        ScanRequest request =
                new ScanRequest(new Projection(columns), constraint, limit == null ? ScanRequest.NO_LIMIT : limit);
        String description = describe(table, names, constraint, request.rowLimit());
        ScanNode node = new ScanNode(table.source(), request, description);
        return new Planned(node, new Layout(places, node.schema()));
    }

    private static FieldPath place(CatalogTable.TableColumn column, List<String> steps) {
        FieldPath path = column.path();
        for (String step : steps) {
            path = path.then(step);
        }
        return path;
    }

    private static ConstraintExtractor.Place pruningPath(CatalogTable table, ColumnPath path) {
        CatalogTable.TableColumn column = table.columns().get(path.column());
        return new ConstraintExtractor.Place(
                place(column, path.steps()), RexPaths.fieldAt(column.field(), path.steps()));
    }

    private static String describe(CatalogTable table, List<String> names, ScanConstraint constraint, long rowLimit) {
        String name = table.schema().isEmpty() ? table.name() : table.schema() + "." + table.name();
        List<String> shown = names.size() <= DESCRIBED_COLUMNS_MAX ? names : names.subList(0, DESCRIBED_COLUMNS_MAX);
        StringBuilder text = new StringBuilder(name).append(" [").append(String.join(", ", shown));
        if (shown.size() < names.size()) {
            text.append(", and ").append(names.size() - shown.size()).append(" more");
        }
        text.append(']');
        if (!constraint.isAll()) {
            text.append(" where ").append(constraint);
        }
        if (rowLimit != ScanRequest.NO_LIMIT) {
            text.append(" limit ").append(rowLimit);
        }
        return text.toString();
    }
}
