/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.dataset.FileLedger;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import dev.spoor.format.TimeWindow;
import dev.spoor.format.jsonlog.JsonLogFormat;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.scan.EventScanSource;
import dev.spoor.scan.EventScanSource.Repeats;
import dev.spoor.scan.LogFiles;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.ScanSettings;
import dev.spoor.schema.EventColumn;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.EventSource;
import dev.spoor.store.LocalObjectStore;
import dev.spoor.vector.SqlTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The logs of an engine as tables. All given locations are one data set. Thread-safe; {@link #close} writes what was
 * learnt about files.
 */
public final class EventStore implements Catalog, AutoCloseable {
    private static final String LAKE = "lake";
    private static final String EVENTS = "events";
    private static final String DELIVERIES = "deliveries";
    private static final List<String> VIEWS = List.of(LAKE, EVENTS, DELIVERIES);

    /** What an event store is made of besides its files. */
    private record Parts(
            EventSource source, Map<String, String> aliases, TimeWindow window, FunctionLibrary functions) {}

    private final List<LogLocation> locations;
    private final LogFiles files;
    private final FileLedger ledger;
    private final Parts parts;
    private final Tables tables;

    private EventStore(List<LogLocation> locations, FileLedger ledger, Parts parts, ScanSettings settings) {
        this.locations = locations;
        this.ledger = ledger;
        this.files = new LogFiles(locations, parts.source().layout(), ledger);
        this.parts = parts;
        checkAliases(parts.aliases());
        this.tables = new Tables(() -> settings);
    }

    /**
     * Opens local folders and files; LOCATION_NOT_FOUND if one does not exist. None at all is allowed: the tables exist
     * then, and reading events is the error.
     *
     * @param aliases more names for views: name to "lake", "events" or "deliveries"
     * @param window records outside it do not exist for this store
     * @param settings of the tables of this catalog; see {@link #with}
     * @param cacheFolder where statistics of files are remembered
     * @param source the kind of log that the files hold
     * @param functions for the table that lists them
     * @param warnings gets a sentence for each trouble that costs time but no answer
     */
    public static EventStore open(
            List<Path> logs,
            Map<String, String> aliases,
            TimeWindow window,
            ScanSettings settings,
            Path cacheFolder,
            EventSource source,
            FunctionLibrary functions,
            Consumer<String> warnings) {
        List<LogLocation> locations = new ArrayList<>();
        for (Path path : logs) {
            LocalObjectStore store = LocalObjectStore.open(path);
            locations.add(new LogLocation(store, store.isSingleFile()));
        }
        FileLedger ledger = settings.remembersFiles() ? FileLedger.in(cacheFolder, warnings) : FileLedger.inMemory();
        return over(locations, ledger, aliases, window, settings, source, functions);
    }

    /** As {@link #open}, over any stores; they and the ledger are closed with the event store. */
    public static EventStore over(
            List<LogLocation> locations,
            FileLedger ledger,
            Map<String, String> aliases,
            TimeWindow window,
            ScanSettings settings,
            EventSource source,
            FunctionLibrary functions) {
        Parts parts = new Parts(source, Map.copyOf(aliases), window, functions);
        EventStore store = new EventStore(List.copyOf(locations), ledger, parts, settings);
        if (settings.remembersFiles()) {
            store.files.warmUp();
        }
        return store;
    }

    /** The same tables under other settings; shares files, findings and memory with this catalog. */
    public Catalog with(Supplier<ScanSettings> settings) {
        return new Tables(Objects.requireNonNull(settings, "settings is null"));
    }

    /** The files below the tables. */
    public LogFiles files() {
        return files;
    }

    @Override
    public Optional<CatalogTable> find(List<String> name) {
        return tables.find(name);
    }

    @Override
    public List<CatalogTable> tables() {
        return tables.tables();
    }

    @Override
    public void close() {
        ledger.close();
        locations.forEach(location -> location.store().close());
    }

    private static void checkAliases(Map<String, String> aliases) {
        aliases.forEach((name, view) -> {
            String wanted = view.toLowerCase(Locale.ROOT);
            if (!VIEWS.contains(wanted)) {
                EngineException error = new EngineException(
                        ErrorCode.NOT_SUPPORTED, "table " + name + " cannot be a view '" + view + "': there is none");
                NearestName.of(wanted, VIEWS).ifPresent(near -> error.advise("did you mean '" + near + "'?"));
                throw error.advise("views are " + String.join(", ", VIEWS));
            }
        });
    }

    /** The tables under one set of settings. */
    private final class Tables implements Catalog {
        private final List<CatalogTable> tables = new ArrayList<>();

        Tables(Supplier<ScanSettings> settings) {
            tables.add(events(EVENTS, Repeats.REMOVED, settings));
            tables.add(events(DELIVERIES, Repeats.KEPT, settings));
            parts.aliases().forEach((name, view) -> {
                boolean isDeliveries = view.toLowerCase(Locale.ROOT).equals(DELIVERIES);
                tables.add(events(name, isDeliveries ? Repeats.KEPT : Repeats.REMOVED, settings));
            });
            tables.add(SystemTables.logFiles(files, settings));
            tables.add(SystemTables.unreadableFiles(files));
            tables.add(SystemTables.columns(this::tables));
            tables.add(SystemTables.functions(parts.functions()));
        }

        @Override
        public Optional<CatalogTable> find(List<String> name) {
            if (name.isEmpty() || name.size() > 2) {
                return Optional.empty();
            }
            String schema = name.size() == 2 ? name.get(0) : "";
            String wanted = name.get(name.size() - 1);
            return tables.stream()
                    .filter(table -> same(table.schema(), schema) && same(table.name(), wanted))
                    .findFirst();
        }

        @Override
        public List<CatalogTable> tables() {
            return List.copyOf(tables);
        }
    }

    /** Letter case by the rules of no language: {@link String#equalsIgnoreCase} is one character at a time. */
    private static boolean same(String left, String right) {
        return left.toLowerCase(Locale.ROOT).equals(right.toLowerCase(Locale.ROOT));
    }

    private CatalogTable events(String name, Repeats repeats, Supplier<ScanSettings> settings) {
        List<TableColumn> columns = new ArrayList<>();
        for (EventColumn column : parts.source().schema().columns()) {
            columns.add(new TableColumn(
                    column.displayName(),
                    SqlTypes.renamed(column.field(), column.displayName()),
                    FieldPath.of(column.name()),
                    isHidden(column.kind()),
                    column.doc()));
        }
        EventScanSource source = new EventScanSource(
                name, files, request -> JsonLogFormat.open(parts.source(), request), repeats, parts.window(), settings);
        String doc = repeats == Repeats.REMOVED
                ? "Events, each once, with the columns of CloudTrail Lake"
                : "Events as often as they were delivered, with the columns of CloudTrail Lake";
        return new CatalogTable("", name, columns, source, doc);
    }

    /** What no column holds is also in the whole record, so SELECT * loses nothing. */
    private static boolean isHidden(EventColumn.Kind kind) {
        return kind == EventColumn.Kind.PROVENANCE || kind == EventColumn.Kind.EXTRA;
    }
}
