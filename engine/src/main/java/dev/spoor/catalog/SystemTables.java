/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.dataset.CheckedFile;
import dev.spoor.expr.TypeNames;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.function.Parameter;
import dev.spoor.function.Signature;
import dev.spoor.scan.KnownFile;
import dev.spoor.scan.LogFiles;
import dev.spoor.scan.UnreadableFile;
import dev.spoor.schema.FieldPath;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;

/** The tables under {@code sys}: what the engine knows about its files, tables and functions. */
final class SystemTables {
    static final String SCHEMA = "sys";

    private SystemTables() {}

    static TableColumn column(Field field, String doc) {
        return new TableColumn(field.getName(), field, FieldPath.of(field.getName()), false, doc);
    }

    static TableColumn text(String name, String doc) {
        return column(SqlTypes.varchar(name), doc);
    }

    static TableColumn number(String name, String doc) {
        return column(SqlTypes.field(name, SqlTypes.BIGINT), doc);
    }

    static TableColumn time(String name, String doc) {
        return column(SqlTypes.field(name, SqlTypes.TIMESTAMP), doc);
    }

    private static TableColumn texts(String name, String doc) {
        return column(SqlTypes.array(name, SqlTypes.varchar("element")), doc);
    }

    static CatalogTable table(String name, List<TableColumn> columns, Supplier<List<Object[]>> rows, String doc) {
        List<String> names = columns.stream().map(TableColumn::name).toList();
        return new CatalogTable(
                SCHEMA,
                name,
                columns,
                new RowsSource(SCHEMA + "." + name, names, () -> rows.get().iterator()),
                doc);
    }

    /** @param verdicts of verification on the files that are known; asked for each scan */
    static CatalogTable logFiles(Supplier<List<KnownFile>> known, Supplier<Function<KnownFile, CheckedFile>> verdicts) {
        List<TableColumn> columns = List.of(
                text("key", "Key of the file; its full address when there are several locations"),
                number("size_bytes", "Stored size"),
                time("modified", "Last modification, UTC"),
                text(
                        "state",
                        "'unread', 'read' or 'unreadable' by queries; 'compacted', 'unreadable', 'deferred' (it could not be"
                                + " read just now, and is tried again) or 'vanished' to a lake"),
                number("records", "Records in the file; NULL unless read"),
                number("duplicates", "Records removed as repeats by the query that read the file"),
                time("min_event_time", "Least eventTime; NULL unless read without fault"),
                time("max_event_time", "Greatest eventTime"),
                texts("regions", "Values of awsRegion; NULL if unknown or too many"),
                texts("accounts", "Values of recipientAccountId"),
                texts("event_sources", "Values of eventSource"),
                texts("event_names", "Values of eventName"),
                text("unreadable_reason", "Why some of the file could not be read"),
                text(
                        "heard_by",
                        "How a lake first heard of the file: by a 'listing' or by a 'notice' of a queue; NULL without one"),
                time("first_seen", "When that was, UTC"),
                text(
                        "integrity",
                        "What the last verification says of this version: 'valid', 'changed', 'malformed', 'trailing-data',"
                                + " 'unreadable', 'unnamed', 'unproven' or 'uncovered'; NULL if it was never verified"),
                time("integrity_checked", "When that was found out, UTC"));
        return table(
                "log_files",
                columns,
                () -> {
                    Function<KnownFile, CheckedFile> checked = verdicts.get();
                    return known.get().stream().map(file -> row(file, checked)).toList();
                },
                "Every event file that is listed now, and what is remembered about it");
    }

    private static Object[] row(KnownFile file, Function<KnownFile, CheckedFile> verdicts) {
        CheckedFile checked = verdicts.apply(file);
        return new Object[] {
            file.name(),
            file.sizeBytes(),
            file.modifiedMicros(),
            file.state(),
            file.recordsOrNull(),
            file.duplicatesOrNull(),
            RowsSource.later(file::minEventMicrosOrNull),
            RowsSource.later(file::maxEventMicrosOrNull),
            RowsSource.later(file::regionsOrNull),
            RowsSource.later(file::accountsOrNull),
            RowsSource.later(file::servicesOrNull),
            RowsSource.later(file::actionsOrNull),
            file.unreadableReasonOrNull(),
            file.heardByOrNull(),
            file.firstSeenMicrosOrNull(),
            checked == null ? null : checked.state().label(),
            checked == null ? null : checked.checkedMicros()
        };
    }

    static CatalogTable unreadableFiles(LogFiles files) {
        List<TableColumn> columns = List.of(
                text("key", "Key of the file or folder; its full address when there are several locations"),
                text("reason", "What is wrong"),
                number("byte_offset", "Where, in the inflated bytes; NULL if not known"),
                number("records_recovered", "Good records of the file that were read all the same"),
                number("records_lost", "Records known to be lost; NULL if the number is not known"));
        return table(
                "unreadable_files",
                columns,
                () -> files.unreadable().all().stream().map(SystemTables::row).toList(),
                "What the queries of this engine met so far and could not read");
    }

    private static Object[] row(UnreadableFile file) {
        return new Object[] {
            file.name(),
            file.reason(),
            file.byteOffset() < 0 ? null : file.byteOffset(),
            file.recordsRecovered(),
            file.recordsLost() < 0 ? null : file.recordsLost()
        };
    }

    /** @param tables all tables, this one included, asked when rows are made */
    static CatalogTable columns(Supplier<List<CatalogTable>> tables) {
        List<TableColumn> columns = List.of(
                text("table_schema", "Schema of the table; empty for the default schema"),
                text("table_name", "Table"),
                text("column_name", "Column"),
                number("ordinal_position", "Position in the table, from 1"),
                text("data_type", "SQL type"),
                column(SqlTypes.field("hidden", SqlTypes.BOOLEAN), "Whether SELECT * leaves it out"),
                text("description", "What it holds"));
        return table("columns", columns, () -> columnRows(tables.get()), "The columns of all tables");
    }

    private static List<Object[]> columnRows(List<CatalogTable> tables) {
        List<Object[]> rows = new ArrayList<>();
        for (CatalogTable table : tables) {
            long position = 1;
            for (TableColumn column : table.columns()) {
                rows.add(new Object[] {
                    table.schema(),
                    table.name(),
                    column.name(),
                    position++,
                    TypeNames.of(column.field()),
                    column.hidden(),
                    column.doc()
                });
            }
        }
        return rows;
    }

    /** @param called tables that are called */
    static CatalogTable functions(FunctionLibrary library, List<TableFunction> called) {
        List<TableColumn> columns = List.of(
                text("function_name", "Name"),
                text("kind", "'scalar', 'aggregate', 'window', or 'table' in FROM"),
                text("category", "Chapter of the function reference"),
                text("arguments", "Names of the arguments; several ways to call are separated by |"),
                texts("synonyms", "Other names"),
                text("description", "What it does"),
                text("example", "A call and its result"));
        return table("functions", columns, () -> functionRows(library, called), "The functions that queries may call");
    }

    private static List<Object[]> functionRows(FunctionLibrary library, List<TableFunction> called) {
        List<Object[]> rows = new ArrayList<>();
        library.scalars().forEach(function -> rows.add(row("scalar", function.doc(), function.signatures())));
        library.aggregates().forEach(function -> rows.add(row("aggregate", function.doc(), function.signatures())));
        library.windows().forEach(function -> rows.add(row("window", function.doc(), function.signatures())));
        called.forEach(function -> rows.add(new Object[] {
            function.name(),
            "table",
            "table",
            String.join(", ", function.arguments()),
            List.of(),
            function.doc(),
            function.example()
        }));
        rows.sort(Comparator.comparing((Object[] row) -> (String) row[0]));
        return rows;
    }

    private static Object[] row(String kind, FunctionDoc doc, List<Signature> signatures) {
        String arguments = doc.syntax() != null
                ? doc.syntax().substring(doc.name().length() + 1, doc.syntax().length() - 1)
                : signatures.stream().map(SystemTables::arguments).collect(Collectors.joining(" | "));
        String example = doc.examples().isEmpty()
                ? null
                : doc.examples().get(0).call() + " = " + doc.examples().get(0).result();
        return new Object[] {
            doc.name(),
            kind,
            doc.category(),
            arguments,
            doc.names().subList(1, doc.names().size()),
            doc.sentence(),
            example
        };
    }

    private static String arguments(Signature signature) {
        String names = signature.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "));
        return signature.variadic() ? names + ", ..." : names;
    }
}
