/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.adapter;

import dev.spoor.catalog.CatalogTable;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.ScanRequest;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.sql.ConstraintExtractor;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.ProjectableFilterableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A table of the catalog without nesting. Filters decide what need not be read and stay in the list, so that Calcite
 * applies them again: what is read may be too much, never too little.
 */
final class FlatTable extends AbstractTable implements ProjectableFilterableTable {
    private static final int MILLISECOND_DIGITS = 3;

    private final CatalogTable table;
    private final List<Flat> columns = new ArrayList<>();

    /** One flat column: its name and what to ask the source for. */
    private record Flat(String name, ProjectedColumn column) {}

    FlatTable(CatalogTable table) {
        this.table = table;
        for (CatalogTable.TableColumn column : table.columns()) {
            flatten(column.name(), column.path(), column.field());
        }
    }

    private void flatten(String name, FieldPath path, Field field) {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.Struct) {
            for (Field child : field.getChildren()) {
                flatten(name + "." + child.getName(), path.then(child.getName().toLowerCase(Locale.ROOT)), child);
            }
        } else if (type instanceof ArrowType.Map && path.isWholeColumn()) {
            columns.add(new Flat(name, new ProjectedColumn(path, SqlTypes.varchar(name))));
        } else if (!(type instanceof ArrowType.List) && !(type instanceof ArrowType.Map)) {
            columns.add(new Flat(name, new ProjectedColumn(path, SqlTypes.renamed(field, name))));
        }
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
        RelDataTypeFactory.Builder row = types.builder();
        for (Flat flat : columns) {
            row.add(
                    flat.name(),
                    types.createTypeWithNullability(type(flat.column().field(), types), true));
        }
        return row.build();
    }

    private static RelDataType type(Field field, RelDataTypeFactory types) {
        return switch (field.getType().getTypeID()) {
            case Bool -> types.createSqlType(SqlTypeName.BOOLEAN);
            case Int -> types.createSqlType(SqlTypeName.BIGINT);
            case FloatingPoint -> types.createSqlType(SqlTypeName.DOUBLE);
            case Timestamp -> types.createSqlType(SqlTypeName.TIMESTAMP, MILLISECOND_DIGITS);
            default -> types.createSqlType(SqlTypeName.VARCHAR);
        };
    }

    @Override
    public Enumerable<Object[]> scan(DataContext root, List<RexNode> filters, int[] projects) {
        List<ConstraintExtractor.Place> places = new ArrayList<>();
        for (Flat flat : columns) {
            places.add(new ConstraintExtractor.Place(
                    flat.column().path(), flat.column().field()));
        }
        ScanConstraint constraint = ConstraintExtractor.allOf(filters, places);
        List<ProjectedColumn> wanted = new ArrayList<>();
        if (projects == null) {
            columns.forEach(flat -> wanted.add(flat.column()));
        } else {
            for (int project : projects) {
                wanted.add(columns.get(project).column());
            }
        }
        ScanRequest request = new ScanRequest(new Projection(wanted), constraint, ScanRequest.NO_LIMIT);
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<Object[]> enumerator() {
                return new ScanEnumerator(table.source(), request);
            }
        };
    }
}
