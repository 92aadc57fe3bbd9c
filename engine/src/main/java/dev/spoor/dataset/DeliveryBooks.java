/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is to be delivered, to each destination on its own, and what became of it. A delivery goes QUEUED, SENDING, then SENT, DEAD or
 * QUEUED again. Who tries it claims it for a limited time; who dies meanwhile leaves a claim that runs out, and then it is tried
 * again: at least once, never lost. Part of a lake's ledger. Safe for all threads; failures of the database are LEDGER_FAILUREs, and
 * then nothing has changed.
 */
public final class DeliveryBooks {
    private static final String COLUMNS =
            "id, destination, run, source, title, severity, state, attempts, queued_micros,"
                    + " changed_micros, CASE WHEN state IN ('QUEUED', 'SENDING') THEN next_micros END, reason, place";

    /** Receivers are kept one in a line. */
    private static final String BETWEEN_RECEIVERS = "\n";

    private final LedgerConnection database;

    DeliveryBooks(LedgerConnection database) {
        this.database = database;
    }

    /** What must hold for somebody to claim a delivery, checked inside of the transaction that does. */
    public interface Fence {
        /** Anybody may. */
        Fence NONE = () -> {};

        /** @throws dev.spoor.error.EngineException COMMIT_CONFLICT for who may not any more */
        void check() throws SQLException;
    }

    /**
     * A claimed delivery.
     *
     * @param queued what to deliver
     * @param claim by which its outcome is written down
     * @param attempts made so far, this one among them
     * @param sinceMicros when it was queued or asked for again
     * @param reached receivers that earlier attempts reached
     */
    public record Claimed(QueuedDelivery queued, String claim, long attempts, long sinceMicros, Set<String> reached) {
        public Claimed {
            Objects.requireNonNull(claim, "claim is null");
            reached = Set.copyOf(reached);
        }
    }

    /** @param text type of ids, which compare by their bytes */
    static List<String> tables(String text) {
        return List.of("delivery (id " + text + " NOT NULL, destination " + text + " NOT NULL, run BIGINT NOT NULL,"
                + " source TEXT NOT NULL, title TEXT NOT NULL, severity TEXT NOT NULL, state TEXT NOT NULL,"
                + " attempts BIGINT NOT NULL, queued_micros BIGINT NOT NULL, since_micros BIGINT NOT NULL,"
                + " next_micros BIGINT NOT NULL, changed_micros BIGINT NOT NULL, claim TEXT, reached TEXT, reason TEXT,"
                + " place TEXT, payload TEXT, PRIMARY KEY (id, destination))");
    }

    static List<String> indexes() {
        return List.of(
                "delivery_by_state ON delivery (state, next_micros)", "delivery_by_run ON delivery (run, destination)");
    }

    /** Queues a delivery inside of a transaction of the caller. One that was ever queued under its id stays as it is. */
    static void queue(LedgerConnection database, QueuedDelivery queued) throws SQLException {
        database.update(
                "INSERT INTO delivery VALUES (?, ?, ?, ?, ?, ?, 'QUEUED', 0, ?, ?, ?, ?, NULL, NULL, NULL, NULL, ?)"
                        + " ON CONFLICT (id, destination) DO NOTHING",
                queued.id(),
                queued.destination(),
                queued.run(),
                queued.source(),
                queued.title(),
                queued.severity(),
                queued.queuedMicros(),
                queued.queuedMicros(),
                queued.queuedMicros(),
                queued.queuedMicros(),
                queued.payload());
    }

    /** Queues deliveries, all or none. Those that were ever queued under their id stay as they are. */
    public void queue(Collection<QueuedDelivery> deliveries) {
        database.write(() -> {
            for (QueuedDelivery queued : deliveries) {
                queue(database, queued);
            }
            return null;
        });
    }

    /**
     * Claims the delivery that has waited longest of those that are due.
     *
     * @param claim a name that nobody else uses
     * @param untilMicros when the claim runs out
     * @param destinations that the caller delivers to
     */
    public Optional<Claimed> claim(
            String claim, long nowMicros, long untilMicros, Collection<String> destinations, Fence fence) {
        return database.write(() -> {
            fence.check();
            Optional<Claimed> found = database.one(
                    "SELECT id, destination, run, source, title, severity, payload, queued_micros, attempts, since_micros,"
                            + " reached FROM delivery WHERE state IN ('QUEUED', 'SENDING') AND next_micros <= ? AND "
                            + oneOf(destinations) + " ORDER BY next_micros, queued_micros, id, destination LIMIT 1",
                    row -> claimed(row, claim),
                    values(destinations, nowMicros));
            if (found.isPresent()) {
                QueuedDelivery queued = found.get().queued();
                database.update(
                        "UPDATE delivery SET state = 'SENDING', attempts = attempts + 1, claim = ?, next_micros = ?,"
                                + " changed_micros = ? WHERE id = ? AND destination = ?",
                        claim,
                        untilMicros,
                        nowMicros,
                        queued.id(),
                        queued.destination());
            }
            return found;
        });
    }

    private static String oneOf(Collection<String> destinations) {
        return destinations.isEmpty() ? "1 = 0" : "destination IN (?" + ", ?".repeat(destinations.size() - 1) + ")";
    }

    private static Object[] values(Collection<String> destinations, Object... first) {
        List<Object> values = new ArrayList<>(List.of(first));
        values.addAll(destinations);
        return values.toArray();
    }

    private static Claimed claimed(ResultSet row, String claim) throws SQLException {
        QueuedDelivery queued = new QueuedDelivery(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getLong(8));
        String reached = row.getString(11);
        return new Claimed(
                queued,
                claim,
                row.getLong(9) + 1,
                row.getLong(10),
                reached == null || reached.isEmpty() ? Set.of() : Set.of(reached.split(BETWEEN_RECEIVERS)));
    }

    /** Writes down that a delivery is there, and forgets what it said. False if somebody else claimed it meanwhile. */
    public boolean sent(Claimed claimed, long nowMicros, String place) {
        return close(
                claimed,
                "state = 'SENT', claim = NULL, reason = NULL, payload = NULL, changed_micros = ?, place = ?",
                nowMicros,
                place);
    }

    /** Writes down that a delivery is tried again. False if somebody else claimed it meanwhile. */
    public boolean postponed(Claimed claimed, long nowMicros, long nextMicros, String reason, Set<String> reached) {
        return close(
                claimed,
                "state = 'QUEUED', claim = NULL, changed_micros = ?, next_micros = ?, reason = ?, reached = ?",
                nowMicros,
                nextMicros,
                reason,
                lines(claimed, reached));
    }

    /** Writes down that nobody tries a delivery any more. False if somebody else claimed it meanwhile. */
    public boolean dead(Claimed claimed, long nowMicros, String reason, Set<String> reached) {
        return close(
                claimed,
                "state = 'DEAD', claim = NULL, changed_micros = ?, reason = ?, reached = ?",
                nowMicros,
                reason,
                lines(claimed, reached));
    }

    private static String lines(Claimed claimed, Set<String> reached) {
        List<String> all = new ArrayList<>(claimed.reached());
        reached.stream().filter(one -> !all.contains(one)).forEach(all::add);
        return String.join(BETWEEN_RECEIVERS, all.stream().sorted().toList());
    }

    private boolean close(Claimed claimed, String changes, Object... values) {
        List<Object> all = new ArrayList<>(List.of(values));
        all.addAll(List.of(claimed.queued().id(), claimed.queued().destination(), claimed.claim()));
        return database.write(() -> database.update(
                        "UPDATE delivery SET " + changes + " WHERE id = ? AND destination = ? AND claim = ?",
                        all.toArray())
                > 0);
    }

    /** Makes due what somebody claimed: for who knows that nobody else delivers to these destinations now. */
    public void releaseClaims(long nowMicros, Collection<String> destinations, Fence fence) {
        database.write(() -> {
            fence.check();
            return database.update(
                    "UPDATE delivery SET state = 'QUEUED', claim = NULL, next_micros = ?, changed_micros = ?"
                            + " WHERE state = 'SENDING' AND " + oneOf(destinations),
                    values(destinations, nowMicros, nowMicros));
        });
    }

    /** When the next delivery to one of some destinations is due; empty when nothing waits. */
    public OptionalLong nextMicros(Collection<String> destinations) {
        return database.read(() -> database.one(
                        "SELECT min(next_micros) FROM delivery WHERE state IN ('QUEUED', 'SENDING') AND "
                                + oneOf(destinations),
                        row -> {
                            long next = row.getLong(1);
                            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(next);
                        },
                        destinations.toArray())
                .orElse(OptionalLong.empty()));
    }

    /** Makes a dead delivery due, with all attempts before it, for the receivers that were not reached. False if it is not dead. */
    public boolean revive(String id, String destination, long nowMicros) {
        return database.write(() -> database.update(
                        "UPDATE delivery SET state = 'QUEUED', attempts = 0, since_micros = ?, next_micros = ?,"
                                + " changed_micros = ? WHERE id = ? AND destination = ? AND state = 'DEAD'",
                        nowMicros,
                        nowMicros,
                        nowMicros,
                        id,
                        destination)
                > 0);
    }

    /** All of a state, oldest first. */
    public List<DeliveryEntry> inState(DeliveryState state) {
        return entries("WHERE state = ? ORDER BY queued_micros, id, destination", state.name());
    }

    /** Those of a run, by destination. */
    public List<DeliveryEntry> ofRun(long run) {
        return entries("WHERE run = ? ORDER BY destination, id", run);
    }

    /** All that are kept, newest first. */
    public List<DeliveryEntry> all() {
        return entries("ORDER BY queued_micros DESC, id, destination");
    }

    private List<DeliveryEntry> entries(String where, Object... values) {
        return database.read(
                () -> database.all("SELECT " + COLUMNS + " FROM delivery " + where, DeliveryBooks::entry, values));
    }

    private static DeliveryEntry entry(ResultSet row) throws SQLException {
        long next = row.getLong(11);
        Long nextOrNull = row.wasNull() ? null : (Long) next;
        return new DeliveryEntry(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                DeliveryState.valueOf(row.getString(7)),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                nextOrNull,
                row.getString(12),
                row.getString(13));
    }

    /** Forgets what was sent or given up before a time. Its ids may be queued anew then. */
    public int forget(long beforeMicros) {
        return database.write(() -> database.update(
                "DELETE FROM delivery WHERE state IN ('SENT', 'DEAD') AND changed_micros < ?", beforeMicros));
    }
}
