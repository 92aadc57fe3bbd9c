/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.catalog.TableView.Kind;
import dev.spoor.coverage.Coverage;
import dev.spoor.coverage.CoverageScope;
import dev.spoor.dataset.FileLedger;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.LogReader;
import dev.spoor.format.ReadRequest;
import dev.spoor.format.TimeWindow;
import dev.spoor.format.jsonlog.JsonLogFormat;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.scan.EventScanSource;
import dev.spoor.scan.EventScanSource.Repeats;
import dev.spoor.scan.KnownFile;
import dev.spoor.scan.LogFiles;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.LogSnapshot;
import dev.spoor.scan.RestrictedSource;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanSettings;
import dev.spoor.scan.ScanSource;
import dev.spoor.scan.ValueCatalog;
import dev.spoor.scan.VerifiedSource;
import dev.spoor.scan.lake.LakeInventory;
import dev.spoor.scan.lake.LakeLogs;
import dev.spoor.scan.lake.LakeMoment;
import dev.spoor.scan.lake.LakeScanSource;
import dev.spoor.scan.lake.LedgerFiles;
import dev.spoor.schema.EventColumn;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.EventSource;
import dev.spoor.source.FactPaths;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreOptions;
import dev.spoor.store.StoreTraffic;
import dev.spoor.store.StoredObject;
import dev.spoor.vector.SqlTypes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The logs of an engine as tables. All given locations are one data set. Thread-safe; {@link #close} writes what was
 * learnt about files.
 */
public final class EventStore implements Catalog, AutoCloseable {
    private static final TableName EVENTS = new TableName(List.of("events"));
    private static final TableName DELIVERIES = new TableName(List.of("deliveries"));

    /** What an event store is made of besides its files. */
    private record Parts(
            EventSource source, List<DeclaredTable> declared, TimeWindow window, FunctionLibrary functions) {}

    /** A table that the user asked for. */
    private record DeclaredTable(TableName name, TableView view) {}

    private final List<LogLocation> locations;
    private final LogFiles files;
    private final FileLedger ledger;
    private final Parts parts;
    private final LakeLogs lakeOrNull;
    private final Coverage coverage;
    private final KnownIntegrity integrity;
    private final KnownSchedules schedules;
    private final Tables tables;
    private volatile KnownValues values;
    private final Map<TableView, List<TableColumn>> columns = new ConcurrentHashMap<>();

    private EventStore(
            List<LogLocation> locations,
            Lake lakeOrNull,
            KnownIntegrity integrity,
            KnownSchedules schedules,
            FileLedger ledger,
            Parts parts,
            ScanSettings settings) {
        this.locations = locations;
        this.ledger = ledger;
        this.files = new LogFiles(locations, parts.source().layout(), ledger);
        this.lakeOrNull = lakeOrNull == null ? null : new LakeLogs(lakeOrNull, files);
        this.integrity = integrity;
        this.schedules = schedules;
        this.parts = parts;
        this.coverage = new Coverage(files, Optional.ofNullable(this.lakeOrNull), () -> integrity.changes(files));
        this.tables = new Tables(() -> settings, looking(() -> settings), View.OPEN);
    }

    /**
     * What scans look at.
     *
     * @param logs the log files; where there is a lake, those that it does not hold
     * @param lakeOrNull the lake and the same; null when there is no lake
     * @param ledgerOrNull what the lake's ledger knows about log files; null when there is no lake
     */
    private record Sight(
            Supplier<LogSnapshot> logs, Supplier<LakeMoment> lakeOrNull, Supplier<LedgerFiles> ledgerOrNull) {}

    /** Each scan looks anew. */
    private Sight looking(Supplier<ScanSettings> settings) {
        if (lakeOrNull == null) {
            return new Sight(() -> files.snapshot(settings.get()), null, null);
        }
        Supplier<LakeMoment> now = () -> lakeOrNull.now(settings.get());
        return new Sight(() -> now.get().logs(), now, lakeOrNull::ledgerFiles);
    }

    /** All scans see the same. */
    private Sight lookingOnce(ScanSettings settings) {
        if (lakeOrNull == null) {
            return new Sight(new OnFirstUse<>(() -> files.snapshot(settings)), null, null);
        }
        Supplier<LakeMoment> now = new OnFirstUse<>(() -> lakeOrNull.now(settings));
        return new Sight(() -> now.get().logs(), now, new OnFirstUse<>(lakeOrNull::ledgerFiles));
    }

    /** All scans see that. */
    private Sight looking(LakeMoment then) {
        return new Sight(then::logs, () -> then, new OnFirstUse<>(lakeOrNull::ledgerFiles));
    }

    /** The same, without log files of which nothing is remembered. */
    private static Sight remembered(Sight sight) {
        Supplier<LakeMoment> lake = sight.lakeOrNull() == null
                ? null
                : () -> {
                    LakeMoment now = sight.lakeOrNull().get();
                    return new LakeMoment(now.head(), now.logs().remembered());
                };
        return new Sight(() -> sight.logs().get().remembered(), lake, sight.ledgerOrNull());
    }

    /**
     * Opens folders and files; LOCATION_NOT_FOUND if a local one does not exist. None at all is allowed: the tables exist
     * then, and reading events is the error.
     *
     * @param options how remote ones are reached, and where statistics of files are remembered
     * @param lakeOrNull where logs have been compacted to; closed with the event store
     * @param declared more tables: name to "lake", "athena", "athena:SCHEME", "events" or "deliveries"; names may have
     *     several parts, in quotes where they are no SQL names
     * @param window records outside it do not exist for this store
     * @param settings of the tables of this catalog; see {@link #forStatement}
     * @param source the kind of log that the files hold
     * @param functions for the table that lists them
     */
    public static EventStore open(
            List<StoreLocation> logs,
            StoreOptions options,
            Lake lakeOrNull,
            Map<String, String> declared,
            TimeWindow window,
            ScanSettings settings,
            EventSource source,
            FunctionLibrary functions) {
        List<LogLocation> locations = new ArrayList<>();
        try {
            for (StoreLocation place : logs) {
                locations.add(LogLocation.of(ObjectStores.open(place, options)));
            }
        } catch (RuntimeException e) {
            locations.forEach(location -> location.store().close());
            if (lakeOrNull != null) {
                lakeOrNull.close();
            }
            throw e;
        }
        FileLedger ledger = settings.remembersFiles()
                ? FileLedger.in(options.cacheFolder(), options.warnings())
                : FileLedger.inMemory();
        Optional<Path> cache = settings.remembersFiles() ? Optional.of(options.cacheFolder()) : Optional.empty();
        return over(
                locations,
                lakeOrNull,
                new KnownIntegrity(Optional.ofNullable(lakeOrNull), cache),
                new KnownSchedules(Optional.ofNullable(lakeOrNull), cache),
                ledger,
                settings,
                new Parts(source, tablesOf(declared), window, functions));
    }

    /** As {@link #open}, over any stores; they, the lake and the ledger are closed with the event store. */
    public static EventStore over(
            List<LogLocation> locations,
            Lake lakeOrNull,
            FileLedger ledger,
            Map<String, String> declared,
            TimeWindow window,
            ScanSettings settings,
            EventSource source,
            FunctionLibrary functions) {
        return over(
                locations,
                lakeOrNull,
                new KnownIntegrity(Optional.ofNullable(lakeOrNull), Optional.empty()),
                new KnownSchedules(Optional.ofNullable(lakeOrNull), Optional.empty()),
                ledger,
                settings,
                new Parts(source, tablesOf(declared), window, functions));
    }

    private static EventStore over(
            List<LogLocation> locations,
            Lake lakeOrNull,
            KnownIntegrity integrity,
            KnownSchedules schedules,
            FileLedger ledger,
            ScanSettings settings,
            Parts parts) {
        EventStore store =
                new EventStore(List.copyOf(locations), lakeOrNull, integrity, schedules, ledger, parts, settings);
        if (settings.remembersFiles()) {
            store.files.warmUp();
        }
        return store;
    }

    /**
     * The same tables for one statement, under its settings: all its scans see the logs, and the lake, as they were when
     * the first of them looked. Shares files, findings and memory with this catalog.
     */
    public Catalog forStatement(ScanSettings settings) {
        Objects.requireNonNull(settings, "settings is null");
        return new Tables(() -> settings, lookingOnce(settings), View.OPEN);
    }

    /**
     * As above, for somebody who may not see everything, or sees more.
     *
     * @param policy what of the events there is for them
     * @param more tables under {@code sys} that are not the store's own
     * @throws EngineException INVALID_CONFIGURATION if the policy hides what is no column
     */
    public Catalog forStatement(ScanSettings settings, AccessPolicy policy, List<CatalogTable> more) {
        Objects.requireNonNull(settings, "settings is null");
        return new Tables(() -> settings, lookingOnce(settings), view(policy, more));
    }

    /**
     * As above, of the lake in a version, without any log files.
     *
     * @param lakeVersion see {@link Catalog#lakeVersion}
     * @throws EngineException NOT_SUPPORTED without a lake, INVALID_ARGUMENT when it does not have that version, or no longer
     */
    public Catalog ofVersion(long lakeVersion, ScanSettings settings, AccessPolicy policy, List<CatalogTable> more) {
        if (lakeOrNull == null) {
            throw withoutVersions();
        }
        return new Tables(() -> settings, looking(lakeOrNull.version(lakeVersion, settings)), view(policy, more));
    }

    private static EngineException withoutVersions() {
        return new EngineException(ErrorCode.NOT_SUPPORTED, "log files have no versions of the past: only a lake has")
                .advise("give one with --lake DIR");
    }

    private View view(AccessPolicy policy, List<CatalogTable> more) {
        ColumnHiding hiding = policy.hiddenColumns().isEmpty()
                ? null
                : new ColumnHiding(
                        policy.hiddenColumns(),
                        parts.source().schema(),
                        parts.source().layout().paths());
        return new View(policy, hiding, more);
    }

    /** The values of a version of the lake and of what is remembered about logs. */
    private record KnownValues(long ofLake, long ofLogs, ValueCatalog values) {}

    /** Who looks: what there is for them. */
    private record View(AccessPolicy policy, ColumnHiding hidingOrNull, List<CatalogTable> more) {
        static final View OPEN = new View(AccessPolicy.OPEN, null, List.of());
    }

    /** The columns that statistics of files are about. */
    public FactPaths factPaths() {
        return parts.source().layout().paths();
    }

    /** The files below the tables. */
    public LogFiles files() {
        return files;
    }

    /** A log file, as the table of log files names it; empty if it is not in the places of the logs. */
    public Optional<StoredObject> logFile(String name) {
        for (LogLocation location : locations) {
            String root = location.store().location() + "/";
            boolean isAddress = name.startsWith(root);
            if (isAddress || locations.size() == 1) {
                Optional<StoredObject> found =
                        StoredObject.find(location.store(), isAddress ? name.substring(root.length()) : name);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** A data file of the lake, as the table of data files names it; empty if there is no such. */
    public Optional<StoredObject> dataFile(String key) {
        return lakeOrNull == null
                ? Optional.empty()
                : StoredObject.find(lakeOrNull.lake().store(), key);
    }

    /**
     * The ledger of schedules over these logs: the lake's, or else one in the cache folder, made when it is missing. Closed with the
     * event store.
     *
     * @throws EngineException INVALID_CONFIGURATION where there is no lake and nothing is remembered
     */
    public LakeLedger scheduleLedger(Clock clock) {
        return schedules.make(clock);
    }

    /** Every store of the logs and the lake. */
    private Stream<ObjectStore> stores() {
        Stream<ObjectStore> ofLogs = locations.stream().map(LogLocation::store);
        return lakeOrNull == null
                ? ofLogs
                : Stream.concat(ofLogs, Stream.of(lakeOrNull.lake().store()));
    }

    /**
     * Values that occur in files that were read by now, of the logs and of the lake. Nothing is listed or scanned; the answer for
     * everybody is kept until more is known.
     *
     * @param accounts only of files that have events of no other ones; empty for all
     */
    public ValueCatalog values(Optional<Set<String>> accounts) {
        long ofLake = lakeOrNull == null ? 0 : lakeOrNull.lake().ledger().head().number();
        long ofLogs = ledger.version();
        KnownValues known = values;
        if (accounts.isEmpty() && known != null && known.ofLake == ofLake && known.ofLogs == ofLogs) {
            return known.values;
        }
        ValueCatalog.Builder found =
                new ValueCatalog.Builder(parts.source().layout().paths(), accounts);
        if (lakeOrNull == null) {
            files.addValues(found, (location, file) -> true);
        } else {
            files.addValues(found, lakeOrNull.isHeld().negate());
            lakeOrNull.addValues(found);
        }
        ValueCatalog all = found.build();
        if (accounts.isEmpty()) {
            values = new KnownValues(ofLake, ofLogs, all);
        }
        return all;
    }

    /** How many requests may be under way at once to far stores; 0 if there are none. */
    public int requestsMax() {
        return stores().mapToInt(ObjectStore::requestsMax).max().orElse(0);
    }

    /** What was asked of far stores so far. */
    public StoreTraffic traffic() {
        return stores().map(ObjectStore::traffic).reduce(StoreTraffic.NONE, StoreTraffic::plus);
    }

    @Override
    public Optional<CatalogTable> find(List<String> name) {
        return tables.find(name);
    }

    @Override
    public Optional<CatalogTable> find(List<String> name, TableVersion version) {
        return tables.find(name, version);
    }

    @Override
    public List<TableFunction> functions() {
        return tables.functions();
    }

    @Override
    public List<CatalogTable> tables() {
        return tables.tables();
    }

    @Override
    public void close() {
        ledger.close();
        integrity.close();
        schedules.close();
        locations.forEach(location -> location.store().close());
        if (lakeOrNull != null) {
            lakeOrNull.lake().close();
        }
    }

    private static List<DeclaredTable> tablesOf(Map<String, String> declared) {
        List<DeclaredTable> tables = new ArrayList<>();
        declared.forEach((name, view) -> {
            DeclaredTable table = new DeclaredTable(TableName.parse(name), TableView.parse(name, view));
            if (tables.stream().anyMatch(other -> other.name().isSameAs(table.name()))) {
                throw new EngineException(ErrorCode.INVALID_CONFIGURATION, "table " + name + " is declared twice");
            }
            tables.add(table);
        });
        tables.sort(Comparator.comparing(table -> table.name().toString()));
        return tables;
    }

    /** The tables under one set of settings. */
    private final class Tables implements Catalog {
        private final Supplier<ScanSettings> settings;
        private final Sight sight;
        private final View view;
        private final List<CatalogTable> tables = new ArrayList<>();

        /** Tables that the user declared, in the order of the declarations. */
        private final List<CatalogTable> declared = new ArrayList<>();

        private final List<TableFunction> functions;

        Tables(Supplier<ScanSettings> settings, Sight sight, View view) {
            this.settings = settings;
            this.sight = sight;
            this.view = view;
            tables.add(visible(EVENTS, new TableView(Kind.EVENTS, PartitionScheme.NONE), null));
            tables.add(visible(DELIVERIES, new TableView(Kind.DELIVERIES, PartitionScheme.NONE), null));
            for (DeclaredTable table : parts.declared()) {
                declared.add(visible(table.name(), table.view(), null));
            }
            tables.addAll(declared);
            if (view.policy().isOpen()) {
                addTablesOfFiles();
            }
            CoverageTables.Parts coverageOrNull = isCoverageVisible() ? coverageParts() : null;
            if (coverageOrNull != null) {
                tables.add(CoverageTables.coverage(
                        coverageOrNull,
                        CoverageScope.all(Long.MIN_VALUE, Long.MAX_VALUE, CoverageScope.Hours.OF_DATA)));
                tables.add(CoverageTables.pauses(coverageOrNull));
            }
            functions = coverageOrNull == null ? List.of() : List.of(CoverageTables.function(coverageOrNull));
            if (view.policy().hiddenColumns().isEmpty()) {
                tables.add(ValueTable.of(
                        parts.source().schema(),
                        ValueCatalog.columns(parts.source().layout().paths()),
                        () -> values(view.policy().accounts())));
            }
            tables.addAll(view.more());
            tables.add(SystemTables.columns(this::tables));
            tables.add(SystemTables.functions(parts.functions(), functions));
        }

        /** A table of events as there is one for who looks. */
        private CatalogTable visible(TableName name, TableView shape, String noteOrNull) {
            CatalogTable whole = table(name, shape, sight, noteOrNull);
            if (view.policy().isOpen()) {
                return whole;
            }
            return new CatalogTable(
                    whole.schema(),
                    whole.name(),
                    view.hidingOrNull() == null
                            ? whole.columns()
                            : view.hidingOrNull().visible(whole.columns()),
                    view.policy()
                            .accounts()
                            .map(accounts -> restricted(whole.source(), accounts))
                            .orElse(whole.source()),
                    whole.doc(),
                    whole.note());
        }

        /** They tell of places and times, which hidden columns may be about. */
        private boolean isCoverageVisible() {
            return view.policy().hiddenColumns().isEmpty();
        }

        private CoverageTables.Parts coverageParts() {
            Optional<Set<String>> accounts = view.policy().accounts();
            ScanSource known = source("events", Repeats.REMOVED, remembered(sight), TimeWindow.ALL);
            return new CoverageTables.Parts(
                    coverage,
                    accounts.<ScanSource>map(allowed -> restricted(known, allowed))
                            .orElse(known),
                    sight.ledgerOrNull(),
                    settings,
                    scope -> accounts.map(scope::ofAccounts).orElse(scope));
        }

        /** They tell of files, whosever events those hold. */
        private void addTablesOfFiles() {
            tables.add(SystemTables.logFiles(() -> knownFiles(sight), () -> integrity.verdicts(files)));
            tables.add(IntegrityTables.digests(integrity));
            tables.add(IntegrityTables.findings(integrity));
            tables.add(ScheduleTables.runs(schedules));
            tables.add(ScheduleTables.findings(schedules));
            tables.add(DeliveryTables.deliveries(schedules));
            tables.add(SystemTables.unreadableFiles(files));
            if (lakeOrNull != null) {
                LakeInventory inventory = new LakeInventory(
                        lakeOrNull, parts.source().layout().paths().time());
                tables.add(LakeTables.snapshots(inventory));
                LakeLedger ledger = lakeOrNull.lake().ledger();
                tables.add(LakeTables.listings(() -> ledger.listings().all()));
                tables.add(LakeTables.digestFiles(() -> ledger.digests().all()));
                tables.add(LakeTables.dataFiles(
                        inventory, () -> sight.lakeOrNull().get().head()));
            }
        }

        @Override
        public Optional<CatalogTable> find(List<String> name) {
            if (name.isEmpty()) {
                return Optional.empty();
            }
            TableName asked = new TableName(name);
            for (DeclaredTable table : parts.declared()) {
                if (table.name().isSameAs(asked)) {
                    return Optional.of(declared.get(parts.declared().indexOf(table)));
                }
            }
            Optional<CatalogTable> plain = tables.stream()
                    .filter(table -> isSchema(table.schema(), asked.schema()) && same(table.name(), asked.last()))
                    .findFirst();
            return plain.isPresent() ? plain : meant(asked);
        }

        @Override
        public Optional<CatalogTable> find(List<String> name, TableVersion version) {
            if (lakeOrNull == null) {
                throw withoutVersions();
            }
            if (same(new TableName(name).schema(), SystemTables.SCHEMA)) {
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED, "tables of " + SystemTables.SCHEMA + " have no versions of the past");
            }
            LakeMoment then = version instanceof TableVersion.AsOf time
                    ? lakeOrNull.asOf(time.micros(), settings.get())
                    : lakeOrNull.version(((TableVersion.OfSnapshot) version).id(), settings.get());
            return new Tables(settings, looking(then), view).find(name).map(Tables::ofPast);
        }

        @Override
        public OptionalLong lakeVersion() {
            return sight.lakeOrNull() == null
                    ? OptionalLong.empty()
                    : sight.lakeOrNull().get().head().eventsSnapshot();
        }

        private static CatalogTable ofPast(CatalogTable table) {
            String note = "log files that were not in the lake then are not in a version of the past";
            return new CatalogTable(
                    table.schema(),
                    table.name(),
                    table.columns(),
                    table.source(),
                    table.doc(),
                    Optional.of(table.note().map(other -> other + "; " + note).orElse(note)));
        }

        private static boolean isSchema(String schema, String asked) {
            return same(schema, asked) || (schema.isEmpty() && same(asked, DEFAULT_SCHEMA));
        }

        /** The one declared table that the name may mean, or the logs as CloudTrail Lake for an id of one. */
        private Optional<CatalogTable> meant(TableName asked) {
            List<DeclaredTable> meant = parts.declared().stream()
                    .filter(table -> table.name().mayBeMeantBy(asked))
                    .toList();
            if (meant.size() > 1) {
                throw new EngineException(
                                ErrorCode.INVALID_STATEMENT,
                                "table '" + asked + "' is ambiguous: it may be "
                                        + String.join(
                                                " or ",
                                                meant.stream()
                                                        .map(table ->
                                                                table.name().toString())
                                                        .toList()))
                        .advise("write the schema before it");
            }
            if (meant.size() == 1) {
                return Optional.of(declared.get(parts.declared().indexOf(meant.get(0))));
            }
            if (!asked.isEventDataStore()) {
                return Optional.empty();
            }
            String note = "'" + asked + "' is taken for the logs given, with the columns of CloudTrail Lake;"
                    + " --table NAME=VIEW says otherwise";
            return Optional.of(visible(asked, new TableView(Kind.LAKE, PartitionScheme.NONE), note));
        }

        @Override
        public List<TableFunction> functions() {
            return functions;
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

    private CatalogTable table(TableName name, TableView view, Sight sight, String noteOrNull) {
        Repeats repeats =
                switch (view.kind()) {
                    case EVENTS, LAKE -> Repeats.REMOVED;
                    case DELIVERIES, ATHENA -> Repeats.KEPT;
                };
        String doc =
                switch (view.kind()) {
                    case EVENTS -> "Events, each once";
                    case DELIVERIES -> "Events as often as they were delivered";
                    case LAKE -> "Events, each once, with the columns of CloudTrail Lake";
                    case ATHENA -> "Events as often as they were delivered, with the columns of a table in Athena";
                };
        return new CatalogTable(
                name.schema(),
                name.last(),
                columns.computeIfAbsent(view, this::columnsOf),
                verified(source(name.toString(), repeats, sight, parts.window()), sight),
                doc,
                Optional.ofNullable(noteOrNull));
    }

    /** Every log file that is seen, and those that only a lake knows. */
    private List<KnownFile> knownFiles(Sight sight) {
        return lakeOrNull == null
                ? files.known(sight.logs().get(), (location, entry) -> null, null)
                : lakeOrNull.knownFiles(sight.logs().get(), sight.ledgerOrNull().get());
    }

    private ScanSource verified(ScanSource source, Sight sight) {
        return new VerifiedSource(
                source, request -> integrity.states(files, visitor -> versions(sight, request, visitor)));
    }

    /** Visits the versions of log files that a scan may give records of. */
    private void versions(Sight sight, ScanRequest request, BiConsumer<String, ObjectEntry> visitor) {
        sight.logs().get().forEachFile(request, parts.window(), visitor);
        if (lakeOrNull != null) {
            sight.ledgerOrNull().get().forEachHeld((address, file) -> {
                String name = files.nameOfAddress(address);
                if (file.isRead()) {
                    visitor.accept(name, file.entry());
                }
                if (file.isReplaced()) {
                    visitor.accept(name, null);
                }
            });
        }
    }

    private ScanSource restricted(ScanSource whole, Set<String> accounts) {
        return new RestrictedSource(whole, parts.source().layout().paths().account(), accounts);
    }

    private ScanSource source(String name, Repeats repeats, Sight sight, TimeWindow window) {
        Function<ReadRequest, LogReader> readers = request -> JsonLogFormat.open(parts.source(), request);
        return lakeOrNull == null
                ? new EventScanSource(name, sight.logs(), readers, repeats, window)
                : new LakeScanSource(name, lakeOrNull, sight.lakeOrNull(), parts.source(), readers, repeats, window);
    }

    private List<TableColumn> columnsOf(TableView view) {
        return switch (view.kind()) {
            case EVENTS, DELIVERIES -> ownColumns();
            case LAKE -> LakeView.columns(parts.source().schema());
            case ATHENA -> AthenaView.columns(parts.source().schema(), view.partitions());
        };
    }

    private List<TableColumn> ownColumns() {
        List<TableColumn> columns = new ArrayList<>();
        for (EventColumn column : parts.source().schema().columns()) {
            columns.add(new TableColumn(
                    column.displayName(),
                    SqlTypes.renamed(column.field(), column.displayName()),
                    FieldPath.of(column.name()),
                    isHidden(column.kind()),
                    column.doc()));
        }
        columns.add(ViewColumns.verified());
        return columns;
    }

    /** What no column holds is also in the whole record, so SELECT * loses nothing. */
    private static boolean isHidden(EventColumn.Kind kind) {
        return kind == EventColumn.Kind.PROVENANCE || kind == EventColumn.Kind.EXTRA;
    }
}
