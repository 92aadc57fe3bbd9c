/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.CatalogTable;
import dev.spoor.exec.ScanNode;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.FileCondition;
import dev.spoor.scan.RowFilter;
import dev.spoor.scan.ScanRequest;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.schema.StoredName;
import dev.spoor.source.KeyPattern;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/** Plans scans: only the paths that are used, and what the filter above allows to leave out. */
final class ScanPlanning {
    private static final int DESCRIBED_COLUMNS_MAX = 12;

    private final FunctionLibrary functions;
    private final PlanOptions options;
    private final Map<RelNode, Long> limits = new IdentityHashMap<>();

    ScanPlanning(FunctionLibrary functions, PlanOptions options) {
        this.functions = functions;
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
        Set<ColumnPath> readable = readable(needs, table);
        for (ColumnPath path : RexPaths.outermost(readable)) {
            places.put(path, columns.size());
            CatalogTable.TableColumn column = table.columns().get(path.column());
            String name = column.name() + path.suffix();
            if (path.isJson()) {
                columns.add(new ProjectedColumn(
                        place(column, path), SqlTypes.varchar(name), ProjectedColumn.Reading.SCALAR));
                names.add(name);
                continue;
            }
            Field whole = RexPaths.fieldAt(column.field(), path.steps());
            Field used = ElementFields.usedOf(whole, path, readable);
            columns.add(new ProjectedColumn(place(column, path), SqlTypes.renamed(used, name)));
            names.add(name + ElementFields.difference(whole, used));
        }
        ScanConstraint constraint = conditionOrNull == null || !options.pruning()
                ? ScanConstraint.all()
                : onContent(new ConstraintExtractor(path -> pruningPath(table, path)).extract(conditionOrNull));
        FileCondition files = conditionOrNull == null || !options.pruning()
                ? FileCondition.ALL
                : KeyCondition.of(conditionOrNull, scan.getRowType(), table, functions, options);
        Long limit = conditionOrNull == null ? limits.get(scan) : null;
        Projection projection = new Projection(columns);
        RowFilter filter = conditionOrNull == null || !options.pruning()
                ? null
                : new RowFilterPlanning(table, functions, options, new Layout(places, projection.schema()))
                        .filterOrNull(conditionOrNull);
        ScanRequest request =
                new ScanRequest(projection, constraint, files, filter, limit == null ? ScanRequest.NO_LIMIT : limit);
        String description = describe(table, names, request);
        ScanNode node = new ScanNode(table.source(), request, description);
        return new Planned(node, new Layout(places, node.schema()));
    }

    /** Keys are judged by a condition of their own, exactly. */
    private static ScanConstraint onContent(ScanConstraint constraint) {
        return constraint.onlyOn(constraint.paths().stream()
                .filter(path -> !path.column().equals(KeyPattern.COLUMN))
                .toList());
    }

    /** What the source can give: places inside of columns if it does, single keys of JSON text only of the columns that say so. */
    private static Set<ColumnPath> readable(Set<ColumnPath> needs, CatalogTable table) {
        Set<ColumnPath> readable = new LinkedHashSet<>();
        for (ColumnPath need : needs) {
            if (table.source().givesWholeColumns()) {
                readable.add(ColumnPath.whole(need.column()));
                continue;
            }
            boolean asked = need.isJson()
                    && need.steps().isEmpty()
                    && table.columns().get(need.column()).isJsonText();
            readable.add(need.isJson() && !asked ? need.parent() : need);
        }
        return readable;
    }

    /** Names of the view become the stored ones: of ROW fields in lower case, of keys as records spell them. */
    private static FieldPath place(CatalogTable.TableColumn column, ColumnPath path) {
        FieldPath place = column.path();
        Field shown = column.field();
        Field storedOrNull = column.stored();
        for (String step : path.steps()) {
            boolean isField = shown.getType() instanceof ArrowType.Struct;
            boolean isKey = storedOrNull == null || !(storedOrNull.getType() instanceof ArrowType.Struct);
            shown = RexPaths.fieldAt(shown, List.of(step));
            String name = isField ? StoredName.of(shown) : step;
            place = place.then(isKey ? name : name.toLowerCase(Locale.ROOT));
            storedOrNull = isKey ? null : RexPaths.fieldAt(storedOrNull, List.of(name));
        }
        for (String key : path.jsonKeys()) {
            place = place.then(key);
        }
        return place;
    }

    private static ConstraintExtractor.Place pruningPath(CatalogTable table, ColumnPath path) {
        CatalogTable.TableColumn column = table.columns().get(path.column());
        FieldPath place = place(column, path);
        if (path.isJson()) {
            return new ConstraintExtractor.Place(place, SqlTypes.varchar(column.name()));
        }
        Field field = RexPaths.fieldAt(column.field(), path.steps());
        return new ConstraintExtractor.Place(place, field, path.isWholeColumn() ? column.stored() : field);
    }

    private static String describe(CatalogTable table, List<String> names, ScanRequest request) {
        String name = table.schema().isEmpty() ? table.name() : table.schema() + "." + table.name();
        List<String> shown = names.size() <= DESCRIBED_COLUMNS_MAX ? names : names.subList(0, DESCRIBED_COLUMNS_MAX);
        StringBuilder text = new StringBuilder(name).append(" [").append(String.join(", ", shown));
        if (shown.size() < names.size()) {
            text.append(", and ").append(names.size() - shown.size()).append(" more");
        }
        text.append(']');
        if (!request.constraint().isAll()) {
            text.append(" where ").append(request.constraint());
        }
        if (request.files() != FileCondition.ALL) {
            text.append(" in files where ").append(request.files());
        }
        if (request.rowLimit() != ScanRequest.NO_LIMIT) {
            text.append(" limit ").append(request.rowLimit());
        }
        return text.toString();
    }
}
