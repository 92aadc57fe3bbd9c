/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.prune.ColumnStats;
import dev.spoor.store.KeyOrder;
import dev.spoor.store.ObjectEntry;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The books of a lake: every log file ever seen and what became of it, the batches that bring files into the lake, and
 * the head, which is the version that queries see. Transactional and shared by processes; SQLite beside the lake, or
 * PostgreSQL. Safe for all threads.
 *
 * <p>A batch goes CLAIMED, PREPARED, CLOSED. Claiming marks its files PENDING. Preparing, when every data file is
 * written, lists those and what was learnt about each log file. Then the tables are committed, and closing makes files
 * and head visible in one transaction. A process that dies leaves a batch that the next one finds: a claimed one is
 * undone, a prepared one is committed, unless the tables say that it was. Only the holder of the lease may do any of
 * this; a holder that lost it is refused with COMMIT_CONFLICT.
 *
 * <p>Failures of the database are LEDGER_FAILUREs, and then nothing has changed.
 */
public final class LakeLedger implements AutoCloseable {
    private static final String CLAIMED = "CLAIMED";
    private static final String PREPARED = "PREPARED";
    private static final String CLOSED = "CLOSED";
    private static final String EVENTS = "events";
    private static final String REPEATS = "repeats";

    /** A file that could not be read just now is tried again after so long, unless somebody lists it before, ... */
    private static final long RETRY_PAUSE_MICROS = TimeUnit.MINUTES.toMicros(1);

    /** ... and after twice as long each time, up to so many times: 17 hours. */
    private static final int RETRY_DOUBLINGS_MAX = 10;

    private static final int STATISTICS_PAGE = 5_000;

    private static final String FILE_COLUMNS = FileRegister.COLUMNS;

    private final LedgerConnection database;
    private final Clock clock;

    private LakeLedger(LedgerConnection database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What reading a log file for a batch taught.
     *
     * @param key of the log file
     * @param outcome COMPACTED, UNREADABLE or DEFERRED
     * @param records good records in it; none of a deferred one
     * @param repeats those that the lake or the batch had already
     * @param unreadableReasonOrNull null when every byte was understood
     * @param statsOrNull exact statistics of all records, if known
     */
    public record ReadFile(
            String key,
            LogFileState outcome,
            long records,
            long repeats,
            String unreadableReasonOrNull,
            List<ColumnStats> statsOrNull) {
        public ReadFile {
            boolean isWhole =
                    switch (outcome) {
                        case COMPACTED -> true;
                        case UNREADABLE, DEFERRED -> false;
                        case NEW, PENDING, VANISHED -> throw new IllegalArgumentException(key + " became " + outcome);
                    };
            if (isWhole != (unreadableReasonOrNull == null) || outcome == LogFileState.DEFERRED && records != 0) {
                throw new IllegalArgumentException(
                        key + " became " + outcome + " with " + records + " records: " + unreadableReasonOrNull);
            }
        }
    }

    /**
     * What a batch has written.
     *
     * @param eventFiles keys of the data files of events
     * @param events rows in them
     * @param repeatFiles keys of the data files of repeated deliveries
     * @param repeats rows in them
     * @param values of the log files that were read
     */
    public record Written(
            List<String> eventFiles, long events, List<String> repeatFiles, long repeats, List<ValueTotal> values) {}

    /** Opens a ledger, making its tables when there are none. */
    public static LakeLedger open(String url, Properties properties, Clock clock) {
        return open(LedgerConnection.open(url, properties), clock);
    }

    /** As above, over a connection that is closed with the ledger. */
    static LakeLedger open(LedgerConnection database, Clock clock) {
        LakeLedger ledger = new LakeLedger(database, clock);
        try {
            ledger.database.write(() -> {
                new LedgerSchema(ledger.database).make();
                return null;
            });
            return ledger;
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private <T> List<T> all(String sql, LedgerConnection.Row<T> row, Object... values) throws SQLException {
        return database.all(sql, row, values);
    }

    private <T> Optional<T> one(String sql, LedgerConnection.Row<T> row, Object... values) throws SQLException {
        return database.one(sql, row, values);
    }

    private static OptionalLong optional(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private long nowMicros() {
        return clock.millis() * 1_000;
    }

    // ---- places -----------------------------------------------------------------------------------------------

    /**
     * Tells where the lake is now, and answers with every address that it ever had, the present one first: the names
     * that its metadata may still use.
     */
    public List<String> rememberRoot(String address) {
        return database.write(() -> {
            long next = one("SELECT coalesce(max(position), 0) + 1 FROM root", row -> row.getLong(1))
                    .orElseThrow();
            database.update("INSERT INTO root VALUES (?, ?) ON CONFLICT DO NOTHING", next, address);
            List<String> roots = new ArrayList<>(List.of(address));
            roots.addAll(all(
                    "SELECT address FROM root WHERE address <> ? ORDER BY position DESC",
                    row -> row.getString(1),
                    address));
            return roots;
        });
    }

    /** The seed of the content hashes of the lake's records: drawn when it is asked for first, then always the same. */
    public long hashSeed() {
        long drawn = new SecureRandom().nextLong();
        return database.write(() -> {
            database.update("INSERT INTO fact VALUES ('hash_seed', ?) ON CONFLICT DO NOTHING", Long.toString(drawn));
            return one("SELECT value FROM fact WHERE name = 'hash_seed'", row -> Long.parseLong(row.getString(1)))
                    .orElseThrow();
        });
    }

    /** The number of a source; a new one if it has none. */
    private long sourceId(String address) {
        return database.write(() -> knownSourceId(address));
    }

    private long knownSourceId(String address) throws SQLException {
        Optional<Long> known = one("SELECT id FROM source WHERE address = ?", row -> row.getLong(1), address);
        if (known.isPresent()) {
            return known.get();
        }
        database.update("INSERT INTO source SELECT coalesce(max(id), 0) + 1, ? FROM source", address);
        return knownSourceId(address);
    }

    // ---- what queries see --------------------------------------------------------------------------------------

    /** The head of now. */
    public LakeHead head() {
        return database.read(this::readHead);
    }

    private LakeHead readHead() throws SQLException {
        return one(
                        "SELECT number, events_snapshot, repeats_snapshot FROM head",
                        row -> new LakeHead(row.getLong(1), optional(row, 2), optional(row, 3)))
                .orElse(LakeHead.EMPTY);
    }

    /**
     * The versions that closed batches made, newest first.
     *
     * @param batch that made it
     * @param seenMicros when queries began to see it, micros since 1970, UTC
     */
    public record PastHead(long batch, long seenMicros, OptionalLong eventsSnapshot, OptionalLong repeatsSnapshot) {}

    /** The versions that queries have seen, newest first, whether or not the tables still have them. */
    public List<PastHead> pastHeads() {
        return database.read(() -> all(
                "SELECT id, closed_micros, events_snapshot, repeats_snapshot FROM batch WHERE state = ?"
                        + " ORDER BY id DESC",
                row -> new PastHead(row.getLong(1), row.getLong(2), optional(row, 3), optional(row, 4)),
                CLOSED));
    }

    /** Addresses of all sources that files were ever registered of. */
    public List<String> sources() {
        return database.read(() -> all("SELECT address FROM source ORDER BY id", row -> row.getString(1)));
    }

    /** The head and the log files of a source, both as of the same instant. */
    public LakeView view(String source) {
        return database.read(() -> {
            Map<String, LedgerFile> files = new HashMap<>();
            all(
                            "SELECT " + FILE_COLUMNS
                                    + " FROM log_file WHERE source = (SELECT id FROM source WHERE address = ?)",
                            FileRegister::file,
                            source)
                    .forEach(file -> files.put(file.entry().key(), file));
            return new LakeView(readHead(), files);
        });
    }

    /**
     * Log files of a source whose statistics are known, in key order, with them.
     *
     * @param source its number
     * @param from no key before this one
     * @param max so many files at most
     */
    List<RememberedFile> statistics(long source, String from, int max) {
        StatsCodec.Shared shared = new StatsCodec.Shared();
        return database.read(() -> all(
                "SELECT " + FILE_COLUMNS + ", stats FROM log_file WHERE source = ? AND key >= ? AND stats IS NOT NULL"
                        + " AND stats_version = ? ORDER BY key LIMIT ?",
                row -> remembered(FileRegister.file(row), row.getBytes("stats"), shared),
                source,
                from,
                (long) StatsCodec.VERSION,
                max));
    }

    /** As above, of some keys, in no order. */
    public List<RememberedFile> statistics(String source, Collection<String> keys) {
        StatsCodec.Shared shared = new StatsCodec.Shared();
        List<RememberedFile> found = new ArrayList<>();
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += FileRegister.KEYS_PER_SELECT) {
            List<String> some = all.subList(from, Math.min(all.size(), from + FileRegister.KEYS_PER_SELECT));
            List<Object> values = new ArrayList<>(List.of(source, (long) StatsCodec.VERSION));
            values.addAll(some);
            found.addAll(database.read(() -> all(
                    "SELECT " + FILE_COLUMNS + ", stats FROM log_file"
                            + " WHERE source = (SELECT id FROM source WHERE address = ?) AND stats_version = ?"
                            + " AND stats IS NOT NULL AND key IN ("
                            + String.join(", ", Collections.nCopies(some.size(), "?")) + ")",
                    row -> remembered(FileRegister.file(row), row.getBytes("stats"), shared),
                    values.toArray())));
        }
        return found;
    }

    /** Statistics that make no sense are none: they are shown, and no query relies on them. */
    private static RememberedFile remembered(LedgerFile file, byte[] stats, StatsCodec.Shared shared) {
        List<ColumnStats> decoded;
        try {
            decoded = StatsCodec.decode(file.entry(), stats, shared);
        } catch (IOException e) {
            decoded = null;
        }
        return new RememberedFile(
                file.entry(), file.records(), file.repeats(), file.unreadableReasonOrNull(), decoded, null);
    }

    /** Gives every log file of all sources whose statistics are known, with them, a page at a time. */
    public void forEachStatistics(Consumer<RememberedFile> consumer) {
        List<Long> sources = database.read(() -> all("SELECT id FROM source ORDER BY id", row -> row.getLong(1)));
        for (long source : sources) {
            List<RememberedFile> page = statistics(source, "", STATISTICS_PAGE);
            page.forEach(consumer);
            while (page.size() == STATISTICS_PAGE) {
                page = statistics(source, page.get(page.size() - 1).entry().key(), STATISTICS_PAGE);
                page.subList(1, page.size()).forEach(consumer); // the first was the last before
            }
        }
    }

    /** Log files of all sources that could not be read whole when they were last read, by their addresses. */
    public Map<String, LedgerFile> unreadableFiles() {
        return database.read(() -> {
            Map<String, LedgerFile> files = new HashMap<>();
            all(
                    "SELECT " + FILE_COLUMNS
                            + ", (SELECT address FROM source WHERE id = source) AS address FROM log_file"
                            + " WHERE unreadable IS NOT NULL",
                    row -> {
                        LedgerFile file = FileRegister.file(row);
                        return files.put(
                                row.getString("address") + "/" + file.entry().key(), file);
                    });
            return files;
        });
    }

    /** The books of the whole lake. */
    public LedgerTotals totals() {
        return database.read(() -> {
            Map<LogFileState, Long> files = new HashMap<>();
            all("SELECT state, count(*) FROM log_file GROUP BY state", row -> {
                files.put(LogFileState.valueOf(row.getString(1)), row.getLong(2));
                return null;
            });
            long[] rows = one(
                            "SELECT coalesce(sum(records), 0), coalesce(sum(kept), 0), coalesce(sum(repeats), 0)"
                                    + " FROM batch WHERE state = ?",
                            row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                            CLOSED)
                    .orElseThrow();
            long deferred = files.getOrDefault(LogFileState.DEFERRED, 0L);
            long pending =
                    files.getOrDefault(LogFileState.NEW, 0L) + files.getOrDefault(LogFileState.PENDING, 0L) + deferred;
            return new LedgerTotals(
                    files.values().stream().mapToLong(Long::longValue).sum(),
                    files.getOrDefault(LogFileState.COMPACTED, 0L),
                    pending,
                    deferred,
                    files.getOrDefault(LogFileState.UNREADABLE, 0L),
                    files.getOrDefault(LogFileState.VANISHED, 0L),
                    rows[0],
                    rows[1],
                    rows[2]);
        });
    }

    // ---- registering -------------------------------------------------------------------------------------------

    /**
     * Takes a complete listing of a source, in key order, into the books, a page at a time. New, changed and deferred
     * files become NEW; files that were never read and are gone become VANISHED. Files of a batch in progress stay as
     * they are.
     */
    public RegisterResult register(String source, Iterator<ObjectEntry> listing, DeliveryDay days) {
        return new FileRegister(database, clock, sourceId(source)).list(listing, days);
    }

    /**
     * Takes a listing of some files of a source into the books, a page at a time. New, changed and deferred ones become
     * NEW; what it does not have stays as it is.
     */
    public RegisterResult registerSome(String source, Iterator<ObjectEntry> listing, DeliveryDay days) {
        return new FileRegister(database, clock, sourceId(source)).listSome(listing, days);
    }

    /**
     * Takes files into the books that somebody told of. New, changed and deferred ones become NEW; those of a batch in
     * progress stay as they are.
     *
     * @param found as they are now
     * @param gone keys of files that are not there; known ones that were never read become VANISHED, and so do unknown
     *     ones, so that they are not forgotten
     */
    public RegisterResult hear(
            String source, Collection<ObjectEntry> found, Collection<String> gone, DeliveryDay days) {
        return new FileRegister(database, clock, sourceId(source)).hear(found, gone, days);
    }

    /** The files of a source with these keys, as far as they are known, by key. */
    public Map<String, LedgerFile> find(String source, Collection<String> keys) {
        return new FileRegister(database, clock, sourceId(source)).find(keys);
    }

    /** The log of complete listings. */
    public ListingLog listings() {
        return new ListingLog(database);
    }

    /** What verification found out about the lake's sources. */
    public IntegrityBooks integrity() {
        return IntegrityBooks.of(database, this::sourceId);
    }

    /** What schedules have done. */
    public ScheduleBooks schedules() {
        return new ScheduleBooks(database, clock);
    }

    /** What is to be delivered, and what became of it. */
    public DeliveryBooks deliveries() {
        return new DeliveryBooks(database);
    }

    /** Which values the log files of the lake hold. */
    public LakeValues values() {
        return new LakeValues(database, this::requireLease);
    }

    /** The digest files that the ledger keeps. */
    public DigestBooks digests() {
        return new DigestBooks(database, clock, this::sourceId);
    }

    /** When the first deferred file of a source is to be tried again; empty when there is none. */
    public OptionalLong nextRetryMicros(String source) {
        return database.read(() -> one(
                        "SELECT min(retry_micros) FROM log_file WHERE state = 'DEFERRED'"
                                + " AND source = (SELECT id FROM source WHERE address = ?)",
                        row -> optional(row, 1),
                        source)
                .orElseThrow());
    }

    /** Makes the deferred files of a source NEW whose time has come; returns how many. */
    public int retry(LedgerLease lease, String source) {
        return database.write(() -> {
            requireLease(lease);
            return database.update(
                    "UPDATE log_file SET state = 'NEW' WHERE source = ? AND state = 'DEFERRED' AND retry_micros <= ?",
                    knownSourceId(source),
                    nowMicros());
        });
    }

    /** Log files that can be read now, and their stored bytes. */
    public record Pending(long files, long bytes) {}

    /** What of a source is to be read: neither in the lake nor deferred. */
    public Pending pending(String source) {
        return database.read(() -> one(
                        "SELECT count(*), coalesce(sum(size_bytes), 0) FROM log_file WHERE state IN ('NEW', 'PENDING')"
                                + " AND source = (SELECT id FROM source WHERE address = ?)",
                        row -> new Pending(row.getLong(1), row.getLong(2)),
                        source)
                .orElseThrow());
    }

    // ---- the lease ---------------------------------------------------------------------------------------------

    /** Takes or renews the lease; false while somebody else holds it. */
    public boolean hold(LedgerLease lease, Duration length) {
        long now = nowMicros();
        long until = now + length.toMillis() * 1_000;
        return database.write(() -> {
            database.update("INSERT INTO lease VALUES (1, ?, 0) ON CONFLICT DO NOTHING", lease.holder());
            return database.update(
                            "UPDATE lease SET holder = ?, until_micros = ? WHERE holder = ? OR until_micros < ?",
                            lease.holder(),
                            until,
                            lease.holder(),
                            now)
                    == 1;
        });
    }

    /** Gives the lease back. */
    public void release(LedgerLease lease) {
        database.write(() -> database.update("UPDATE lease SET until_micros = 0 WHERE holder = ?", lease.holder()));
    }

    /** A lease that ran out is still its holder's until somebody else takes it. */
    private void requireLease(LedgerLease lease) throws SQLException {
        boolean isHeld = one("SELECT 1 FROM lease WHERE holder = ?", row -> true, lease.holder())
                .isPresent();
        LedgerConnection.check(isHeld, () -> "another process has taken over the lake; this one has changed nothing");
    }

    // ---- batches -----------------------------------------------------------------------------------------------

    /**
     * Claims the next new files of a source, the oldest days of delivery first and files without one last, up to both
     * limits; whole days when at least one fits, and at least one file. Empty if there is none. Those that were deferred
     * before come after all others, in batches of their own.
     */
    public Optional<LakeBatch> claim(LedgerLease lease, String source, int filesMax, long bytesMax) {
        return database.write(() -> {
            requireLease(lease);
            long sourceId = knownSourceId(source);
            List<ObjectEntry> fresh = next(sourceId, "attempts = 0", filesMax, bytesMax);
            List<ObjectEntry> files = fresh.isEmpty() ? next(sourceId, "attempts > 0", filesMax, bytesMax) : fresh;
            if (files.isEmpty()) {
                return Optional.empty();
            }
            long id = one("SELECT coalesce(max(id), 0) + 1 FROM batch", row -> row.getLong(1))
                    .orElseThrow();
            database.update(
                    "INSERT INTO batch (id, source, state, opened_micros, records, kept, repeats)"
                            + " VALUES (?, ?, ?, ?, 0, 0, 0)",
                    id,
                    sourceId,
                    CLAIMED,
                    nowMicros());
            try (PreparedStatement mark =
                    database.prepare("UPDATE log_file SET state = 'PENDING', batch = ? WHERE source = ? AND key = ?")) {
                for (ObjectEntry file : files) {
                    LedgerConnection.bind(mark, id, sourceId, file.key());
                    mark.addBatch();
                }
                mark.executeBatch();
            }
            return Optional.of(new LakeBatch(id, source, files, false, List.of(), List.of()));
        });
    }

    private record Delivered(ObjectEntry file, long day) {}

    private List<ObjectEntry> next(long sourceId, String which, int filesMax, long bytesMax) throws SQLException {
        List<Delivered> found = all(
                "SELECT " + FILE_COLUMNS + ", delivery_day FROM log_file WHERE source = ? AND state = 'NEW' AND "
                        + which + " ORDER BY delivery_day, key LIMIT ?",
                row -> new Delivered(FileRegister.file(row).entry(), row.getLong("delivery_day")),
                sourceId,
                filesMax + 1L);
        int count = 0;
        int wholeDays = 0;
        long bytes = 0;
        while (count < Math.min(found.size(), filesMax)) {
            bytes += found.get(count).file.sizeBytes();
            if (bytes > bytesMax && count > 0) {
                break;
            }
            count++;
            boolean isLastOfDay = count == found.size() || found.get(count).day != found.get(count - 1).day;
            wholeDays = isLastOfDay ? count : wholeDays;
        }
        return found.subList(0, wholeDays > 0 ? wholeDays : count).stream()
                .map(Delivered::file)
                .sorted((a, b) -> KeyOrder.compare(a.key(), b.key()))
                .toList();
    }

    /** Batches that were begun and not closed, oldest first: those of a process that died, when the lease is new. */
    public List<LakeBatch> unfinished() {
        return database.read(() -> {
            List<LakeBatch> found = new ArrayList<>();
            List<LakeBatch> heads = all(
                    "SELECT b.id, s.address, b.state FROM batch b JOIN source s ON s.id = b.source"
                            + " WHERE b.state <> ? ORDER BY b.id",
                    row -> new LakeBatch(
                            row.getLong(1),
                            row.getString(2),
                            List.of(),
                            row.getString(3).equals(PREPARED),
                            List.of(),
                            List.of()),
                    CLOSED);
            for (LakeBatch head : heads) {
                List<ObjectEntry> files = new ArrayList<>();
                all(
                                "SELECT " + FILE_COLUMNS + " FROM log_file WHERE batch = ? ORDER BY key",
                                FileRegister::file,
                                head.id())
                        .forEach(file -> files.add(file.entry()));
                found.add(new LakeBatch(
                        head.id(),
                        head.source(),
                        files,
                        head.isPrepared(),
                        dataFiles(head.id(), EVENTS),
                        dataFiles(head.id(), REPEATS)));
            }
            return found;
        });
    }

    private List<String> dataFiles(long batch, String kind) throws SQLException {
        return all(
                "SELECT key FROM batch_file WHERE batch = ? AND kind = ? ORDER BY key",
                row -> row.getString(1),
                batch,
                kind);
    }

    /**
     * Every data file of the batch is written: from here on it is committed, by this process or the next.
     *
     * @param read one for each file of the batch; a file that vanished has none
     * @param written the data files and their rows
     */
    public LakeBatch prepare(LedgerLease lease, LakeBatch batch, Collection<ReadFile> read, Written written) {
        Map<String, ObjectEntry> entries = new HashMap<>();
        batch.files().forEach(entry -> entries.put(entry.key(), entry));
        return database.write(() -> {
            requireLease(lease);
            long sourceId = knownSourceId(batch.source());
            long records = 0;
            database.update("UPDATE log_file SET outcome = 'VANISHED', unreadable = NULL WHERE batch = ?", batch.id());
            try (PreparedStatement outcome = database.prepare(
                    "UPDATE log_file SET outcome = ?, records = ?, repeats = ?, unreadable = ?, stats_version = ?,"
                            + " stats = ? WHERE source = ? AND key = ? AND batch = ?")) {
                for (ReadFile file : read) {
                    records += file.records();
                    byte[] stats = file.statsOrNull() == null
                            ? null
                            : StatsCodec.encode(entries.get(file.key()), file.statsOrNull());
                    LedgerConnection.bind(
                            outcome,
                            file.outcome().name(),
                            file.records(),
                            file.repeats(),
                            file.unreadableReasonOrNull(),
                            (long) StatsCodec.VERSION,
                            stats,
                            sourceId,
                            file.key(),
                            batch.id());
                    outcome.addBatch();
                }
                outcome.executeBatch();
            }
            for (String key : written.eventFiles()) {
                database.update("INSERT INTO batch_file VALUES (?, ?, ?)", batch.id(), EVENTS, key);
            }
            for (String key : written.repeatFiles()) {
                database.update("INSERT INTO batch_file VALUES (?, ?, ?)", batch.id(), REPEATS, key);
            }
            values().prepare(batch.id(), written.values());
            int changed = database.update(
                    "UPDATE batch SET state = ?, records = ?, kept = ?, repeats = ? WHERE id = ? AND state = ?",
                    PREPARED,
                    records,
                    written.events(),
                    written.repeats(),
                    batch.id(),
                    CLAIMED);
            LedgerConnection.check(changed == 1, () -> "batch " + batch.id() + " is not open any more");
            return new LakeBatch(
                    batch.id(), batch.source(), batch.files(), true, written.eventFiles(), written.repeatFiles());
        });
    }

    /** The tables hold the batch: its files and the new head become visible together. */
    public LakeHead close(
            LedgerLease lease, LakeBatch batch, OptionalLong eventsSnapshot, OptionalLong repeatsSnapshot) {
        return database.write(() -> {
            requireLease(lease);
            int changed = database.update(
                    "UPDATE batch SET state = ?, closed_micros = ?, events_snapshot = ?, repeats_snapshot = ?"
                            + " WHERE id = ? AND state = ?",
                    CLOSED,
                    nowMicros(),
                    orNull(eventsSnapshot),
                    orNull(repeatsSnapshot),
                    batch.id(),
                    PREPARED);
            LedgerConnection.check(changed == 1, () -> "batch " + batch.id() + " was closed already");
            defer(batch);
            values().close(batch.id());
            database.update("UPDATE log_file SET state = outcome, outcome = NULL WHERE batch = ?", batch.id());
            return moveHead(eventsSnapshot, repeatsSnapshot);
        });
    }

    /** Files that could not be read just now are left alone for longer each time. */
    private void defer(LakeBatch batch) throws SQLException {
        long now = nowMicros();
        for (int attempt = 0; attempt <= RETRY_DOUBLINGS_MAX; attempt++) {
            String which = attempt < RETRY_DOUBLINGS_MAX ? "attempts = ?" : "attempts >= ?";
            database.update(
                    "UPDATE log_file SET retry_micros = ? WHERE batch = ? AND outcome = 'DEFERRED' AND " + which,
                    now + (RETRY_PAUSE_MICROS << attempt),
                    batch.id(),
                    (long) attempt);
        }
        database.update(
                "UPDATE log_file SET attempts = CASE WHEN outcome = 'DEFERRED' THEN attempts + 1 ELSE 0 END"
                        + " WHERE batch = ?",
                batch.id());
    }

    /** Undoes a batch that is not prepared: its files are new again. */
    public void abandon(LedgerLease lease, LakeBatch batch) {
        database.write(() -> {
            requireLease(lease);
            int changed = database.update("DELETE FROM batch WHERE id = ? AND state <> ?", batch.id(), CLOSED);
            LedgerConnection.check(changed == 1, () -> "batch " + batch.id() + " was closed already");
            database.update("DELETE FROM batch_file WHERE batch = ?", batch.id());
            values().abandon(batch.id());
            return database.update(
                    "UPDATE log_file SET state = 'NEW', batch = NULL, records = 0, repeats = 0, unreadable = NULL,"
                            + " stats = NULL, outcome = NULL WHERE batch = ?",
                    batch.id());
        });
    }

    /** Makes other snapshots of the same rows, or of fewer, the ones that queries see. */
    public LakeHead replaceHead(LedgerLease lease, OptionalLong eventsSnapshot, OptionalLong repeatsSnapshot) {
        return database.write(() -> {
            requireLease(lease);
            return moveHead(eventsSnapshot, repeatsSnapshot);
        });
    }

    private LakeHead moveHead(OptionalLong eventsSnapshot, OptionalLong repeatsSnapshot) throws SQLException {
        database.update(
                "INSERT INTO head VALUES (1, 1, ?, ?) ON CONFLICT (one) DO UPDATE SET number = head.number + 1,"
                        + " events_snapshot = excluded.events_snapshot,"
                        + " repeats_snapshot = excluded.repeats_snapshot",
                orNull(eventsSnapshot),
                orNull(repeatsSnapshot));
        return readHead();
    }

    @Override
    public void close() {
        database.close();
    }
}
