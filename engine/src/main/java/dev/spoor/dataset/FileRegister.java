/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.store.ObjectEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** How log files of one source come into the books: by a complete listing, or because somebody told of them. */
final class FileRegister {
    /** The columns that {@link #file} reads. */
    static final String COLUMNS =
            "key, size_bytes, modified_micros, etag, state, records, repeats, unreadable, heard_by, first_seen_micros,"
                    + " source, replaced";

    private static final int PAGE_ROWS = 10_000;

    /** PostgreSQL and SQLite take some ten thousand values in a statement; fewer are planned faster. */
    static final int KEYS_PER_SELECT = 500;

    private static final String UPSERT =
            "INSERT INTO log_file (source, key, size_bytes, modified_micros, etag, state, records, repeats,"
                    + " stats_version, first_seen_micros, heard_by, delivery_day)"
                    + " VALUES (?, ?, ?, ?, ?, 'NEW', 0, 0, 0, ?, ?, ?)"
                    + " ON CONFLICT (source, key) DO UPDATE SET size_bytes = excluded.size_bytes,"
                    + " modified_micros = excluded.modified_micros, etag = excluded.etag, state = 'NEW',"
                    + " batch = NULL, records = 0, repeats = 0, unreadable = NULL, stats = NULL, attempts = 0,"
                    + " delivery_day = excluded.delivery_day,"
                    + " replaced = CASE WHEN log_file.state IN ('COMPACTED', 'UNREADABLE') THEN 1 ELSE log_file.replaced END";

    private final LedgerConnection database;
    private final Clock clock;
    private final long source;
    private long listed;
    private long added;
    private long changed;
    private long vanished;

    FileRegister(LedgerConnection database, Clock clock, long source) {
        this.database = database;
        this.clock = clock;
        this.source = source;
    }

    static LedgerFile file(ResultSet row) throws SQLException {
        return new LedgerFile(
                new ObjectEntry(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)),
                LogFileState.valueOf(row.getString(5)),
                row.getLong(6),
                row.getLong(7),
                row.getString(8),
                HeardBy.valueOf(row.getString(9)),
                row.getLong(10),
                row.getLong("source"),
                row.getLong("replaced") != 0);
    }

    /** See {@link LakeLedger#register}. */
    RegisterResult list(Iterator<ObjectEntry> listing, DeliveryDay days) {
        ObjectEntry next = listing.hasNext() ? listing.next() : null;
        String after = "";
        while (true) {
            String from = after;
            List<ObjectEntry> page = new ArrayList<>();
            while (next != null && page.size() < PAGE_ROWS) {
                page.add(next);
                next = listing.hasNext() ? listing.next() : null;
            }
            boolean isLast = next == null;
            String to = isLast ? null : page.get(page.size() - 1).key();
            database.write(() -> {
                listPage(page, from, to, days);
                return null;
            });
            if (isLast) {
                return result();
            }
            after = to;
        }
    }

    /** See {@link LakeLedger#registerSome}. */
    RegisterResult listSome(Iterator<ObjectEntry> listing, DeliveryDay days) {
        while (listing.hasNext()) {
            List<ObjectEntry> page = new ArrayList<>();
            while (listing.hasNext() && page.size() < PAGE_ROWS) {
                page.add(listing.next());
            }
            database.write(() -> {
                write(page, findNow(page.stream().map(ObjectEntry::key).toList()), HeardBy.LISTING, days);
                return null;
            });
        }
        return result();
    }

    private RegisterResult result() {
        return new RegisterResult(listed, added, changed, vanished);
    }

    /** Compares the listed files between two keys with the known ones. */
    private void listPage(List<ObjectEntry> page, String after, String toOrNull, DeliveryDay days) throws SQLException {
        Map<String, LedgerFile> known = new HashMap<>();
        String upTo = toOrNull == null ? "" : " AND key <= ?";
        Object[] values = toOrNull == null ? new Object[] {source, after} : new Object[] {source, after, toOrNull};
        database.all(
                        "SELECT " + COLUMNS + " FROM log_file WHERE source = ? AND key > ?" + upTo,
                        FileRegister::file,
                        values)
                .forEach(file -> known.put(file.entry().key(), file));
        write(page, known, HeardBy.LISTING, days);
        page.forEach(entry -> known.remove(entry.key()));
        for (LedgerFile gone : known.values()) {
            vanish(gone);
        }
    }

    /** See {@link LakeLedger#hear}. */
    RegisterResult hear(Collection<ObjectEntry> found, Collection<String> gone, DeliveryDay days) {
        return database.write(() -> {
            write(found, findNow(found.stream().map(ObjectEntry::key).toList()), HeardBy.NOTICE, days);
            Map<String, LedgerFile> known = findNow(gone);
            for (String key : gone) {
                LedgerFile before = known.get(key);
                if (before != null) {
                    vanish(before);
                } else {
                    vanished++;
                    database.update(
                            "INSERT INTO log_file (source, key, size_bytes, modified_micros, state, records, repeats,"
                                    + " stats_version, first_seen_micros, heard_by, delivery_day)"
                                    + " VALUES (?, ?, 0, 0, 'VANISHED', 0, 0, 0, ?, ?, ?) ON CONFLICT DO NOTHING",
                            source,
                            key,
                            nowMicros(),
                            HeardBy.NOTICE.name(),
                            (long) LedgerSchema.NO_DAY);
                }
            }
            return result();
        });
    }

    /** See {@link LakeLedger#find}. */
    Map<String, LedgerFile> find(Collection<String> keys) {
        return database.read(() -> findNow(keys));
    }

    private Map<String, LedgerFile> findNow(Collection<String> keys) throws SQLException {
        Map<String, LedgerFile> known = new HashMap<>();
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += KEYS_PER_SELECT) {
            List<String> some = all.subList(from, Math.min(all.size(), from + KEYS_PER_SELECT));
            List<Object> values = new ArrayList<>(List.of(source));
            values.addAll(some);
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            database.all(
                            "SELECT " + COLUMNS + " FROM log_file WHERE source = ? AND key IN (" + marks + ")",
                            FileRegister::file,
                            values.toArray())
                    .forEach(file -> known.put(file.entry().key(), file));
        }
        return known;
    }

    /**
     * Makes NEW what is unknown, was gone, is another version, or was deferred; files of a batch in progress stay as they
     * are.
     */
    private void write(Collection<ObjectEntry> entries, Map<String, LedgerFile> known, HeardBy how, DeliveryDay days)
            throws SQLException {
        try (PreparedStatement write = database.prepare(UPSERT)) {
            for (ObjectEntry entry : entries) {
                LedgerFile before = known.get(entry.key());
                listed++;
                boolean isSame = before != null
                        && before.state() != LogFileState.VANISHED
                        && LedgerFile.isSameVersion(before.entry(), entry);
                if (isSame && before.state() == LogFileState.DEFERRED) {
                    setState(entry.key(), LogFileState.NEW);
                }
                if (isSame || before != null && before.state() == LogFileState.PENDING) {
                    continue;
                }
                if (before == null) {
                    added++;
                } else {
                    changed++;
                }
                LedgerConnection.bind(
                        write,
                        source,
                        entry.key(),
                        entry.sizeBytes(),
                        entry.modifiedMicros(),
                        entry.etagOrNull(),
                        nowMicros(),
                        how.name(),
                        (long) days.of(entry.key()).orElse(LedgerSchema.NO_DAY));
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    private void vanish(LedgerFile gone) throws SQLException {
        if (gone.state() == LogFileState.NEW || gone.state() == LogFileState.DEFERRED) {
            vanished++;
            setState(gone.entry().key(), LogFileState.VANISHED);
        }
    }

    private void setState(String key, LogFileState state) throws SQLException {
        database.update("UPDATE log_file SET state = ? WHERE source = ? AND key = ?", state.name(), source, key);
    }

    private long nowMicros() {
        return clock.millis() * 1_000;
    }
}
