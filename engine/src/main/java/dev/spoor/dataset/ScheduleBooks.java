/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.dataset.ScheduledRun.State;
import dev.spoor.error.EngineException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What schedules have done, and who may go on: leases, runs, and what alerts have found. Everything that changes them asks in the
 * same transaction whether the lease is still the caller's, and is refused with COMMIT_CONFLICT otherwise; what a run found, that it
 * is done and what is to be delivered are written together. Safe for all threads; failures of the database are LEDGER_FAILUREs, and
 * then nothing has changed.
 */
public final class ScheduleBooks {
    /** So many runs of each report and alert are kept, besides those that run. */
    public static final int RUNS_MAX = 1_000;

    /** State of an error after which a transaction has changed nothing, and may be tried again. */
    private static final String SERIALIZATION_FAILURE = "40001";

    private static final int ATTEMPTS_MAX = 5;

    private static final int HASHES_PER_SELECT = 500;
    private static final String RUN_COLUMNS =
            "id, schedule, name, kind, scheduled_micros, started_micros, ended_micros,"
                    + " state, attempts, row_count, findings, told, suppressed, error, output";

    private final LedgerConnection database;
    private final Clock clock;

    ScheduleBooks(LedgerConnection database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    static List<String> tables() {
        return List.of(
                "schedule_lease (schedule TEXT PRIMARY KEY, holder TEXT NOT NULL, until_micros BIGINT NOT NULL,"
                        + " fence BIGINT NOT NULL)",
                "schedule_entry (schedule TEXT NOT NULL, name TEXT NOT NULL, past_micros BIGINT NOT NULL,"
                        + " done_micros BIGINT NOT NULL, PRIMARY KEY (schedule, name))",
                "report_run (id BIGINT PRIMARY KEY, schedule TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,"
                        + " scheduled_micros BIGINT NOT NULL, started_micros BIGINT NOT NULL, ended_micros BIGINT,"
                        + " state TEXT NOT NULL, attempts BIGINT NOT NULL, fence BIGINT NOT NULL, row_count BIGINT,"
                        + " findings BIGINT, told BIGINT, suppressed BIGINT, error TEXT, output TEXT,"
                        + " UNIQUE (schedule, name, scheduled_micros))",
                "alert_finding (schedule TEXT NOT NULL, alert TEXT NOT NULL, hash TEXT NOT NULL, key TEXT NOT NULL,"
                        + " first_seen_micros BIGINT NOT NULL, last_seen_micros BIGINT NOT NULL, runs BIGINT NOT NULL,"
                        + " told_micros BIGINT, PRIMARY KEY (schedule, alert, hash))",
                "alert_silence (schedule TEXT NOT NULL, alert TEXT NOT NULL, hash TEXT NOT NULL,"
                        + " until_micros BIGINT NOT NULL, suppressed BIGINT NOT NULL,"
                        + " PRIMARY KEY (schedule, alert, hash))");
    }

    private long nowMicros() {
        return clock.millis() * 1_000;
    }

    // ---- who leads ---------------------------------------------------------------------------------------------

    /**
     * Takes the lease of a schedule or renews it.
     *
     * @param holder a name nobody else uses
     * @return empty while somebody else holds it
     */
    public Optional<ScheduleLease> lead(String schedule, String holder, Duration length) {
        long now = nowMicros();
        long until = now + length.toMillis() * 1_000;
        // who waits only looks, so as not to be in the way of who leads
        boolean isHeld = database.read(() -> database.one(
                        "SELECT 1 FROM schedule_lease WHERE schedule = ? AND holder <> ? AND until_micros >= ?",
                        row -> true,
                        schedule,
                        holder,
                        now)
                .isPresent());
        return isHeld
                ? Optional.empty()
                : write(() -> {
                    database.update("INSERT INTO schedule_lease VALUES (?, '', 0, 0) ON CONFLICT DO NOTHING", schedule);
                    database.update(
                            "UPDATE schedule_lease SET until_micros = ?, fence = CASE WHEN holder = ? THEN fence ELSE fence + 1 END,"
                                    + " holder = ? WHERE schedule = ? AND (holder = ? OR until_micros < ?)",
                            until,
                            holder,
                            holder,
                            schedule,
                            holder,
                            now);
                    return database.one(
                            "SELECT fence FROM schedule_lease WHERE schedule = ? AND holder = ?",
                            row -> new ScheduleLease(schedule, holder, row.getLong(1)),
                            schedule,
                            holder);
                });
    }

    /** Whether the lease is the caller's, and has not run out. */
    public boolean isLeading(ScheduleLease lease) {
        return database.read(() -> database.one(
                        "SELECT 1 FROM schedule_lease WHERE schedule = ? AND holder = ? AND fence = ?"
                                + " AND until_micros > ?",
                        row -> true,
                        lease.schedule(),
                        lease.holder(),
                        lease.fence(),
                        nowMicros())
                .isPresent());
    }

    /** Gives the lease back. */
    public void release(ScheduleLease lease) {
        write(() -> database.update(
                "UPDATE schedule_lease SET until_micros = 0, holder = '' WHERE schedule = ? AND holder = ? AND fence = ?",
                lease.schedule(),
                lease.holder(),
                lease.fence()));
    }

    /** COMMIT_CONFLICT unless the lease is still the caller's; inside of a transaction. */
    void check(ScheduleLease lease) throws SQLException {
        boolean isHeld = database.one(
                        "SELECT 1 FROM schedule_lease WHERE schedule = ? AND holder = ? AND fence = ?",
                        row -> true,
                        lease.schedule(),
                        lease.holder(),
                        lease.fence())
                .isPresent();
        LedgerConnection.check(
                isHeld,
                () -> "another process has taken over the schedule " + lease.schedule()
                        + "; this one has changed nothing");
    }

    /** Lets deliveries begin as long as the lease is the caller's, which may be another one each time, or null for none. */
    public DeliveryBooks.Fence fence(Supplier<ScheduleLease> lease) {
        return () -> {
            ScheduleLease held = lease.get();
            LedgerConnection.check(held != null, () -> "this process does not run its schedule any more");
            check(held);
        };
    }

    /** Runs work under the lease, in one transaction. */
    private <T> T write(ScheduleLease lease, LedgerConnection.Work<T> work) {
        return write(() -> {
            check(lease);
            return work.run();
        });
    }

    /** Runs work in one transaction, again where PostgreSQL found that others were in its way. */
    private <T> T write(LedgerConnection.Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.write(work);
            } catch (EngineException e) {
                boolean hasMetOthers =
                        e.getCause() instanceof SQLException cause && SERIALIZATION_FAILURE.equals(cause.getSQLState());
                if (!hasMetOthers || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    // ---- times -------------------------------------------------------------------------------------------------

    /**
     * Up to which time each of the reports and alerts has been looked after. Those that are new begin now; what was before they
     * were known is not made up for.
     *
     * @return by name
     */
    public Map<String, Long> enroll(ScheduleLease lease, Collection<String> names) {
        return write(lease, () -> {
            long now = nowMicros();
            for (String name : names) {
                database.update(
                        "INSERT INTO schedule_entry VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        lease.schedule(),
                        name,
                        now,
                        now);
            }
            Map<String, Long> past = new HashMap<>();
            database.all(
                    "SELECT name, past_micros FROM schedule_entry WHERE schedule = ?",
                    row -> past.put(row.getString(1), row.getLong(2)),
                    lease.schedule());
            return past;
        });
    }

    private void pass(ScheduleLease lease, String name, long scheduledMicros) throws SQLException {
        database.update(
                "UPDATE schedule_entry SET past_micros = ? WHERE schedule = ? AND name = ? AND past_micros < ?",
                scheduledMicros,
                lease.schedule(),
                name,
                scheduledMicros);
    }

    // ---- runs --------------------------------------------------------------------------------------------------

    /** A run begins. */
    public ScheduledRun begin(ScheduleLease lease, String name, String kind, long scheduledMicros) {
        return write(lease, () -> {
            pass(lease, name, scheduledMicros);
            return insert(lease, name, kind, scheduledMicros, State.RUNNING, null);
        });
    }

    /**
     * A run does not take place.
     *
     * @param state REFUSED or MISSED
     * @param scheduledMicros its time; of several the first
     * @param pastMicros the last of their times
     */
    public void leaveOut(
            ScheduleLease lease,
            String name,
            String kind,
            State state,
            long scheduledMicros,
            long pastMicros,
            String reason) {
        write(lease, () -> {
            pass(lease, name, pastMicros);
            insert(lease, name, kind, scheduledMicros, state, reason);
            return prune(lease.schedule(), name);
        });
    }

    private ScheduledRun insert(
            ScheduleLease lease, String name, String kind, long scheduledMicros, State state, String reasonOrNull)
            throws SQLException {
        long now = nowMicros();
        long id = database.one("SELECT coalesce(max(id), 0) + 1 FROM report_run", row -> row.getLong(1))
                .orElseThrow();
        database.update(
                "INSERT INTO report_run (id, schedule, name, kind, scheduled_micros, started_micros, ended_micros,"
                        + " state, attempts, fence, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                lease.schedule(),
                name,
                kind,
                scheduledMicros,
                now,
                state == State.RUNNING ? null : (Long) now,
                state.name(),
                state == State.RUNNING ? 1L : 0L,
                lease.fence(),
                reasonOrNull);
        return find(id);
    }

    /** Runs that a process began and did not end which led before, oldest first. */
    public List<ScheduledRun> abandoned(ScheduleLease lease) {
        return database.read(() -> database.all(
                "SELECT " + RUN_COLUMNS + " FROM report_run WHERE schedule = ? AND state = ? AND fence < ? ORDER BY id",
                ScheduleBooks::run,
                lease.schedule(),
                State.RUNNING.name(),
                lease.fence()));
    }

    /** Begins a run again that did not end; empty if it has ended after all. */
    public Optional<ScheduledRun> resume(ScheduleLease lease, ScheduledRun run) {
        return write(lease, () -> {
            int changed = database.update(
                    "UPDATE report_run SET fence = ?, attempts = attempts + 1, started_micros = ?"
                            + " WHERE id = ? AND state = ?",
                    lease.fence(),
                    nowMicros(),
                    run.id(),
                    State.RUNNING.name());
            return changed == 1 ? Optional.of(find(run.id())) : Optional.empty();
        });
    }

    private ScheduledRun find(long id) throws SQLException {
        return database.one("SELECT " + RUN_COLUMNS + " FROM report_run WHERE id = ?", ScheduleBooks::run, id)
                .orElseThrow();
    }

    /** A run has failed; what is to be delivered becomes known with it. */
    public void fail(ScheduleLease lease, ScheduledRun run, String error, List<QueuedDelivery> deliveries) {
        write(lease, () -> {
            int changed = database.update(
                    "UPDATE report_run SET state = ?, ended_micros = ?, error = ? WHERE id = ? AND state = ?",
                    State.FAILED.name(),
                    nowMicros(),
                    error,
                    run.id(),
                    State.RUNNING.name());
            LedgerConnection.check(changed == 1, () -> "run " + run.id() + " was ended already");
            for (QueuedDelivery delivery : deliveries) {
                DeliveryBooks.queue(database, delivery);
            }
            return prune(lease.schedule(), run.name());
        });
    }

    /**
     * A run is done. What it found and what is to be delivered become known with it, or not at all.
     *
     * @param seen findings of an alert as they are from now on
     * @param silences of an alert that are new or have changed
     * @param forgetBeforeMicros findings of the alert that were not seen since are forgotten
     * @param deliveries what is to be delivered
     */
    public void finish(
            ScheduleLease lease,
            ScheduledRun run,
            ScheduledRun.Result result,
            List<AlertFinding> seen,
            List<AlertSilence> silences,
            long forgetBeforeMicros,
            List<QueuedDelivery> deliveries) {
        write(lease, () -> {
            int changed = database.update(
                    "UPDATE report_run SET state = ?, ended_micros = ?, row_count = ?, findings = ?, told = ?,"
                            + " suppressed = ?, error = ?, output = ? WHERE id = ? AND state = ?",
                    State.DONE.name(),
                    nowMicros(),
                    result.rows(),
                    result.findings(),
                    result.told(),
                    result.suppressed(),
                    result.noteOrNull(),
                    result.outputOrNull(),
                    run.id(),
                    State.RUNNING.name());
            LedgerConnection.check(changed == 1, () -> "run " + run.id() + " was ended already");
            database.update(
                    "UPDATE schedule_entry SET done_micros = ? WHERE schedule = ? AND name = ? AND done_micros < ?",
                    run.scheduledMicros(),
                    lease.schedule(),
                    run.name(),
                    run.scheduledMicros());
            for (AlertFinding finding : seen) {
                keep(lease.schedule(), finding);
            }
            for (AlertSilence silence : silences) {
                database.update(
                        "INSERT INTO alert_silence VALUES (?, ?, ?, ?, ?) ON CONFLICT (schedule, alert, hash)"
                                + " DO UPDATE SET until_micros = excluded.until_micros, suppressed = excluded.suppressed",
                        lease.schedule(),
                        run.name(),
                        silence.hash(),
                        silence.untilMicros(),
                        silence.suppressed());
            }
            forget(lease.schedule(), run.name(), forgetBeforeMicros);
            for (QueuedDelivery delivery : deliveries) {
                DeliveryBooks.queue(database, delivery);
            }
            return prune(lease.schedule(), run.name());
        });
    }

    private void keep(String schedule, AlertFinding finding) throws SQLException {
        Long told = finding.toldMicros().isPresent() ? finding.toldMicros().getAsLong() : null;
        database.update(
                "INSERT INTO alert_finding VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (schedule, alert, hash)"
                        + " DO UPDATE SET last_seen_micros = excluded.last_seen_micros, runs = excluded.runs,"
                        + " told_micros = excluded.told_micros",
                schedule,
                finding.alert(),
                finding.hash(),
                finding.key(),
                finding.firstSeenMicros(),
                finding.lastSeenMicros(),
                finding.runs(),
                told);
    }

    private void forget(String schedule, String alert, long beforeMicros) throws SQLException {
        database.update(
                "DELETE FROM alert_finding WHERE schedule = ? AND alert = ? AND last_seen_micros < ?",
                schedule,
                alert,
                beforeMicros);
        database.update(
                "DELETE FROM alert_silence WHERE schedule = ? AND alert = ? AND until_micros < ?",
                schedule,
                alert,
                beforeMicros);
    }

    private int prune(String schedule, String name) throws SQLException {
        return database.update(
                "DELETE FROM report_run WHERE schedule = ? AND name = ? AND state <> ? AND id <="
                        + " (SELECT id FROM report_run WHERE schedule = ? AND name = ? AND state <> ?"
                        + " ORDER BY id DESC LIMIT 1 OFFSET " + RUNS_MAX + ")",
                schedule,
                name,
                State.RUNNING.name(),
                schedule,
                name,
                State.RUNNING.name());
    }

    /** All runs, newest first. */
    public List<ScheduledRun> runs() {
        return database.read(
                () -> database.all("SELECT " + RUN_COLUMNS + " FROM report_run ORDER BY id DESC", ScheduleBooks::run));
    }

    /** How the run of this report or alert stands that ended last; empty if none has. */
    public Optional<State> lastState(String schedule, String name) {
        return database.read(() -> database.one(
                "SELECT state FROM report_run WHERE schedule = ? AND name = ? AND ended_micros IS NOT NULL"
                        + " ORDER BY id DESC LIMIT 1",
                row -> State.valueOf(row.getString(1)),
                schedule,
                name));
    }

    /** The time of the last run of this report or alert that is done; before the first, when it became known. */
    public long lastDone(String schedule, String name) {
        return database.read(() -> database.one(
                        "SELECT done_micros FROM schedule_entry WHERE schedule = ? AND name = ?",
                        row -> row.getLong(1),
                        schedule,
                        name)
                .orElseThrow());
    }

    // ---- findings ----------------------------------------------------------------------------------------------

    /** Those of some findings of an alert that are known, by hash. */
    public Map<String, AlertFinding> known(String schedule, String alert, Collection<String> hashes) {
        Map<String, AlertFinding> known = new HashMap<>();
        List<String> all = List.copyOf(hashes);
        return database.read(() -> {
            for (int from = 0; from < all.size(); from += HASHES_PER_SELECT) {
                List<String> some = all.subList(from, Math.min(all.size(), from + HASHES_PER_SELECT));
                List<Object> values = new ArrayList<>(List.of(schedule, alert));
                values.addAll(some);
                database.all(
                        "SELECT alert, hash, key, first_seen_micros, last_seen_micros, runs, told_micros"
                                + " FROM alert_finding WHERE schedule = ? AND alert = ? AND hash IN ("
                                + String.join(", ", Collections.nCopies(some.size(), "?")) + ")",
                        row -> known.put(row.getString(2), finding(row)),
                        values.toArray());
            }
            return known;
        });
    }

    /** The silences of an alert, those that are over, too, as long as they are remembered; by hash. */
    public Map<String, AlertSilence> silences(String schedule, String alert) {
        Map<String, AlertSilence> silences = new HashMap<>();
        return database.read(() -> {
            database.all(
                    "SELECT hash, until_micros, suppressed FROM alert_silence WHERE schedule = ? AND alert = ?",
                    row -> silences.put(
                            row.getString(1), new AlertSilence(row.getString(1), row.getLong(2), row.getLong(3))),
                    schedule,
                    alert);
            return silences;
        });
    }

    /** A finding with the schedule that its alert belongs to. */
    public record PlacedFinding(String schedule, AlertFinding finding) {}

    /** All findings that are remembered, those that were seen last first. */
    public List<PlacedFinding> findings() {
        return database.read(() -> database.all(
                "SELECT alert, hash, key, first_seen_micros, last_seen_micros, runs, told_micros, schedule"
                        + " FROM alert_finding ORDER BY last_seen_micros DESC, schedule, alert, hash",
                row -> new PlacedFinding(row.getString(8), finding(row))));
    }

    private static AlertFinding finding(ResultSet row) throws SQLException {
        return new AlertFinding(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                optional(row, 7));
    }

    private static ScheduledRun run(ResultSet row) throws SQLException {
        return new ScheduledRun(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                optional(row, 7),
                State.valueOf(row.getString(8)),
                row.getLong(9),
                optional(row, 10),
                optional(row, 11),
                optional(row, 12),
                optional(row, 13),
                Optional.ofNullable(row.getString(14)),
                Optional.ofNullable(row.getString(15)));
    }

    private static OptionalLong optional(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
