/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.catalog.Catalog;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.expr.TypeNames;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A catalog as {@code DatabaseMetaData} shows it: schemas and no catalogs; tables of logs are of type TABLE, those that tell about
 * the engine of type SYSTEM TABLE; hidden columns are left out, as SELECT * leaves them out.
 */
final class CatalogMetadata {
    private static final String TABLE = "TABLE";
    private static final String SYSTEM_TABLE = "SYSTEM TABLE";
    private static final String SYSTEM_SCHEMA = "sys";
    private static final int RADIX = 10;
    private static final int TIME_DIGITS = 6;
    private static final int DECIMAL_DIGITS_MAX = 38;

    /** Size of text, whose length nobody knows. */
    private static final int TEXT_SIZE = Integer.MAX_VALUE;

    private final Catalog catalog;

    CatalogMetadata(Catalog catalog) {
        this.catalog = catalog;
    }

    Page catalogs() {
        return page(MetadataShape.CATALOGS, List.of());
    }

    Page tableTypes() {
        return page(MetadataShape.TABLE_TYPES, List.of(new Object[] {SYSTEM_TABLE}, new Object[] {TABLE}));
    }

    Page typeInfo() {
        return page(MetadataShape.TYPE_INFO, types());
    }

    private static Page page(MetadataShape shape, List<Object[]> rows) {
        return new Page(shape.columns(), rows, true);
    }

    private static String schemaOf(CatalogTable table) {
        return table.schema().isEmpty() ? Catalog.DEFAULT_SCHEMA : table.schema();
    }

    /** No table is in a catalog: null and the empty name ask for those. */
    private static boolean asksForOurs(String catalogName) {
        return catalogName == null || catalogName.isEmpty();
    }

    Page schemas(String catalogName, String schema) {
        TreeSet<String> names = new TreeSet<>();
        catalog.tables().forEach(table -> names.add(schemaOf(table)));
        NamePattern pattern = NamePattern.of(schema);
        List<Object[]> rows = new ArrayList<>();
        for (String name : names) {
            if (asksForOurs(catalogName) && pattern.matches(name)) {
                rows.add(new Object[] {name, null});
            }
        }
        return page(MetadataShape.SCHEMAS, rows);
    }

    private List<CatalogTable> tablesLike(String catalogName, String schema, String table) {
        NamePattern schemas = NamePattern.of(schema);
        NamePattern names = NamePattern.of(table);
        return catalog.tables().stream()
                .filter(one -> asksForOurs(catalogName))
                .filter(one -> schemas.matches(schemaOf(one)) && names.matches(one.name()))
                .sorted(Comparator.comparing(CatalogTable::name))
                .sorted(Comparator.comparing(CatalogMetadata::schemaOf))
                .toList();
    }

    private static String typeOf(CatalogTable table) {
        return table.schema().equals(SYSTEM_SCHEMA) ? SYSTEM_TABLE : TABLE;
    }

    /** @param typesOrNull null for tables of all types */
    Page tables(String catalogName, String schema, String tableName, List<String> typesOrNull) {
        List<Object[]> rows = new ArrayList<>();
        for (String type : List.of(SYSTEM_TABLE, TABLE)) {
            boolean isAsked = typesOrNull == null || typesOrNull.contains(type);
            for (CatalogTable table : tablesLike(catalogName, schema, tableName)) {
                if (isAsked && typeOf(table).equals(type)) {
                    rows.add(new Object[] {
                        null, schemaOf(table), table.name(), type, table.doc(), null, null, null, null, null
                    });
                }
            }
        }
        return page(MetadataShape.TABLES, rows);
    }

    Page columns(String catalogName, String schema, String tableName, String columnName) {
        NamePattern names = NamePattern.of(columnName);
        List<Object[]> rows = new ArrayList<>();
        for (CatalogTable table : tablesLike(catalogName, schema, tableName)) {
            int position = 0;
            for (TableColumn column : table.columns()) {
                if (!column.hidden()) {
                    position++;
                    if (names.matches(column.name())) {
                        rows.add(column(table, column, position));
                    }
                }
            }
        }
        return page(MetadataShape.COLUMNS, rows);
    }

    private static Object[] column(CatalogTable table, TableColumn column, int position) {
        Field field = column.field();
        int type = ColumnTypes.jdbcType(field);
        return new Object[] {
            null,
            schemaOf(table),
            table.name(),
            column.name(),
            type,
            TypeNames.of(field),
            size(field, type),
            null,
            digits(field, type),
            isNumber(type) ? RADIX : null,
            DatabaseMetaData.columnNullable,
            column.doc(),
            null,
            null,
            null,
            type == Types.VARCHAR ? TEXT_SIZE : null,
            position,
            "YES",
            null,
            null,
            null,
            null,
            "NO",
            "NO"
        };
    }

    private static boolean isNumber(int type) {
        return type == Types.INTEGER || type == Types.BIGINT || type == Types.DOUBLE || type == Types.DECIMAL;
    }

    private static Integer digits(Field field, int type) {
        return switch (type) {
            case Types.DECIMAL -> ((ArrowType.Decimal) field.getType()).getScale();
            case Types.INTEGER, Types.BIGINT -> 0;
            case Types.TIME, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> TIME_DIGITS;
            default -> null;
        };
    }

    private static Integer size(Field field, int type) {
        return type == Types.DECIMAL ? ((ArrowType.Decimal) field.getType()).getPrecision() : sizeOf(type);
    }

    /** Digits or characters of a type. */
    static int sizeOf(int type) {
        return switch (type) {
            case Types.BOOLEAN -> 1;
            case Types.INTEGER -> 10;
            case Types.BIGINT -> 19;
            case Types.DOUBLE -> 17;
            case Types.DATE -> 10;
            case Types.TIME -> 15;
            case Types.TIMESTAMP -> 26;
            case Types.TIMESTAMP_WITH_TIMEZONE -> 58;
            case Types.DECIMAL -> DECIMAL_DIGITS_MAX;
            default -> TEXT_SIZE;
        };
    }

    /** The types by their JDBC numbers, as the standard wants them. */
    private static List<Object[]> types() {
        List<Object[]> rows = new ArrayList<>();
        rows.add(type("bigint", Types.BIGINT, null));
        rows.add(type("varbinary", Types.VARBINARY, "X'"));
        rows.add(type("decimal", Types.DECIMAL, null));
        rows.add(type("integer", Types.INTEGER, null));
        rows.add(type("double", Types.DOUBLE, null));
        rows.add(type("varchar", Types.VARCHAR, "'"));
        rows.add(type("json", Types.VARCHAR, "json '"));
        rows.add(type("ipaddress", Types.VARCHAR, "ipaddress '"));
        rows.add(type("boolean", Types.BOOLEAN, null));
        rows.add(type("date", Types.DATE, "date '"));
        rows.add(type("time", Types.TIME, "time '"));
        rows.add(type("timestamp(3)", Types.TIMESTAMP, "timestamp '"));
        rows.add(type("timestamp(3) with time zone", Types.TIMESTAMP_WITH_TIMEZONE, "timestamp '"));
        rows.sort(Comparator.comparing(row -> (Integer) row[1]));
        return rows;
    }

    private static Object[] type(String name, int type, String prefixOrNull) {
        boolean isDecimal = type == Types.DECIMAL;
        return new Object[] {
            name,
            type,
            sizeOf(type),
            prefixOrNull,
            prefixOrNull == null ? null : "'",
            isDecimal ? "precision,scale" : null,
            DatabaseMetaData.typeNullable,
            type == Types.VARCHAR,
            DatabaseMetaData.typeSearchable,
            !isNumber(type),
            isDecimal,
            false,
            name.toUpperCase(Locale.ROOT),
            0,
            isDecimal ? DECIMAL_DIGITS_MAX : 0,
            null,
            null,
            RADIX
        };
    }
}
