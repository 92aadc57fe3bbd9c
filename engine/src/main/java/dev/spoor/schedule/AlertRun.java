/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.dataset.AlertFinding;
import dev.spoor.dataset.AlertSilence;
import dev.spoor.dataset.ScheduleBooks;
import dev.spoor.dataset.ScheduledRun;
import dev.spoor.delivery.Delivery;
import dev.spoor.report.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Looks at the windows that have come up since the alert was last done, the newest and those that are due again, and tells findings
 * from known ones. Where runs were left out or failed, the next one looks at their windows, too.
 */
final class AlertRun implements EntryRun {
    /** Windows beyond, the older ones, are not looked at; the run says so. */
    static final int WINDOWS_MAX = 300;

    /** A finding that was not seen for so long is a new one. */
    static final Duration REMEMBERED = Duration.ofDays(400);

    /** Rows that a message shows. */
    static final int SHOWN_MAX = 50;

    private static final int WINDOWS_SHOWN = 3;

    /** No two times of a rhythm are further apart that are to be expected. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(366 * 4 + 1);

    private final Schedule schedule;
    private final AlertEntry alert;
    private final ScheduleBooks books;
    private final Function<Instant, Session> sessions;
    private final List<String> notes = new ArrayList<>();
    private ResultStream running;
    private boolean isCancelled;

    /** @param sessions opens one in which it is always that instant */
    AlertRun(Schedule schedule, AlertEntry alert, ScheduleBooks books, Function<Instant, Session> sessions) {
        this.schedule = schedule;
        this.alert = alert;
        this.books = books;
        this.sessions = sessions;
    }

    @Override
    public String statement() {
        return alert.sql();
    }

    @Override
    public RunOutcome run(ScheduledRun run) {
        Instant scheduled = instant(run.scheduledMicros());
        Map<String, NewFinding> found = new LinkedHashMap<>();
        List<String> columns = List.of();
        long rows = 0;
        Set<Period> windows = windows(scheduled);
        try (Session session = sessions.apply(scheduled).pinned()) {
            for (Period window : windows) {
                AlertRows answer = AlertRows.ask(session, alert, window, this::begin);
                rows += answer.count();
                columns = answer.columns();
                noteOf(answer);
                new AlertFindings(alert).of(answer).forEach(found::putIfAbsent);
            }
        } finally {
            begin(null);
        }
        return judged(run, found, columns, rows, windows);
    }

    private void noteOf(AlertRows answer) {
        if (answer.isIncomplete()) {
            notes.add("some input could not be read: see sys.unreadable_files");
        }
        if (answer.isCut()) {
            notes.add("only the first " + AlertRows.ROWS_MAX + " of " + answer.count() + " rows from "
                    + answer.window().since() + " on were looked at");
        }
    }

    /** The newest first. */
    private Set<Period> windows(Instant scheduled) {
        Instant lastDone = instant(books.lastDone(schedule.name(), alert.name()));
        int ticksMax = WINDOWS_MAX / alert.looks().size();
        boolean isOne = alert.catchUp() != CatchUp.ALL || !lastDone.isBefore(scheduled);
        List<Instant> ticks = isOne ? List.of(scheduled) : alert.rhythm().last(lastDone, scheduled, ticksMax);
        if (!isOne && alert.rhythm().next(lastDone).isBefore(ticks.get(0))) {
            notes.add("times before " + ticks.get(0) + " were not looked at: too many were missed");
        }
        Set<Period> windows = new LinkedHashSet<>();
        for (int i = ticks.size() - 1; i >= 0; i--) {
            Instant before = before(ticks.get(i));
            for (Duration look : alert.looks()) {
                // those that came to be so old since the run before
                List<Instant> ends =
                        alert.rhythm().last(before.minus(look), ticks.get(i).minus(look), ticksMax);
                ends.forEach(end -> windows.add(window(end)));
            }
        }
        return windows;
    }

    /** Never shorter than the time since the run before, so that somebody looks at every instant. */
    private Period window(Instant end) {
        Instant since = end.minus(alert.window());
        Instant before = before(end);
        return new Period(before.isBefore(since) ? before : since, end);
    }

    /** The time of the run before. */
    private Instant before(Instant tick) {
        List<Instant> before = alert.rhythm().last(tick.minus(LONGEST_PAUSE), tick.minusMillis(1), 1);
        return before.isEmpty() ? tick.minus(LONGEST_PAUSE) : before.get(0);
    }

    private RunOutcome judged(
            ScheduledRun run, Map<String, NewFinding> found, List<String> columns, long rows, Set<Period> windows) {
        long now = run.scheduledMicros();
        Map<String, AlertFinding> known = books.known(schedule.name(), alert.name(), found.keySet());
        Map<String, AlertSilence> silences = books.silences(schedule.name(), alert.name());
        Map<String, AlertSilence> changed = new LinkedHashMap<>();
        List<AlertFinding> seen = new ArrayList<>();
        List<NewFinding> told = new ArrayList<>();
        long suppressed = 0;
        long unsaid = 0;
        for (NewFinding finding : found.values()) {
            AlertFinding before = known.get(finding.hash());
            if (before != null && !isDueAgain(before, now)) {
                seen.add(updated(before, now, before.toldMicros()));
                continue;
            }
            AlertSilence silence = changed.getOrDefault(finding.group(), silences.get(finding.group()));
            if (hasGroups() && silence != null && silence.untilMicros() > now) {
                changed.put(
                        finding.group(),
                        new AlertSilence(finding.group(), silence.untilMicros(), silence.suppressed() + 1));
                seen.add(fresh(finding, now, OptionalLong.empty()));
                suppressed++;
                continue;
            }
            if (hasGroups()) {
                unsaid += silence == null ? 0 : silence.suppressed();
                changed.put(finding.group(), new AlertSilence(finding.group(), now + suppressMicros(), 0));
            }
            told.add(finding);
            seen.add(
                    before == null
                            ? fresh(finding, now, OptionalLong.of(now))
                            : updated(before, now, OptionalLong.of(now)));
        }
        String note = notes.isEmpty() ? null : String.join("; ", new LinkedHashSet<>(notes));
        return new RunOutcome(
                new ScheduledRun.Result(rows, found.size(), told.size(), suppressed, note, null),
                seen,
                List.copyOf(changed.values()),
                now - micros(REMEMBERED),
                told.isEmpty()
                        ? Optional.empty()
                        : Optional.of(message(run, told, columns, windows, suppressed + unsaid, note)));
    }

    /** Findings that share something besides the key keep each other silent; without a time for that nothing does. */
    private boolean hasGroups() {
        return alert.suppress().isPresent() && !alert.suppressBy().isEmpty();
    }

    private boolean isDueAgain(AlertFinding before, long now) {
        return alert.suppress().isPresent()
                && alert.suppressBy().isEmpty()
                && before.toldMicros().isPresent()
                && before.toldMicros().getAsLong() + suppressMicros() <= now;
    }

    private long suppressMicros() {
        return micros(alert.suppress().orElseThrow());
    }

    private AlertFinding fresh(NewFinding finding, long now, OptionalLong told) {
        return new AlertFinding(alert.name(), finding.hash(), finding.key(), now, now, 1, told);
    }

    private static AlertFinding updated(AlertFinding before, long now, OptionalLong told) {
        return new AlertFinding(
                before.alert(),
                before.hash(),
                before.key(),
                before.firstSeenMicros(),
                Math.max(now, before.lastSeenMicros()),
                before.runs() + 1,
                told);
    }

    private Delivery message(
            ScheduledRun run,
            List<NewFinding> told,
            List<String> columns,
            Set<Period> windows,
            long silent,
            String noteOrNull) {
        List<List<String>> shown = new ArrayList<>();
        long total = 0;
        for (NewFinding finding : told) {
            total += finding.count();
            for (List<String> row : finding.rows()) {
                if (shown.size() < SHOWN_MAX) {
                    shown.add(row.stream()
                            .map(value -> value == null ? "" : value)
                            .toList());
                }
            }
        }
        Map<String, String> facts = new LinkedHashMap<>();
        Period newest = windows.iterator().next();
        facts.put("Window", newest.since() + " to " + newest.until());
        if (windows.size() > 1) {
            facts.put("Looked again at", otherWindows(windows));
        }
        if (!alert.condition().isAnyRow()) {
            facts.put("Condition", alert.condition().toString());
        }
        if (silent > 0) {
            facts.put("Suppressed", silent + " more like these, in sys.alert_findings");
        }
        if (noteOrNull != null) {
            facts.put("Note", noteOrNull);
        }
        facts.put("Alert", schedule.name() + "/" + alert.name() + ", run " + run.id());
        String count = told.size() == 1 ? "" : ": " + told.size() + " findings";
        return new Delivery(
                run.deliveryId(),
                schedule.name() + "/" + alert.name(),
                alert.title() + count,
                alert.severity(),
                alert.text(),
                facts,
                columns,
                shown,
                total,
                List.of(),
                instant(run.scheduledMicros()));
    }

    private static String otherWindows(Set<Period> windows) {
        StringJoiner others = new StringJoiner(", ");
        windows.stream().skip(1).limit(WINDOWS_SHOWN).forEach(each -> others.add(each.since() + " to " + each.until()));
        return windows.size() - 1 > WINDOWS_SHOWN ? others + " and more" : others.toString();
    }

    private synchronized void begin(ResultStream streamOrNull) {
        running = streamOrNull;
        if (isCancelled && running != null) {
            running.cancel();
        }
    }

    @Override
    public synchronized void cancel() {
        isCancelled = true;
        if (running != null) {
            running.cancel();
        }
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static long micros(Duration span) {
        return span.toMillis() * 1_000;
    }
}
