/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.dataset.ScheduledRun.State;
import dev.spoor.delivery.SentCounts;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a schedule has done in this process, counted for those who watch it. Thread-safe. */
public final class ScheduleMetrics {
    private final Map<String, Map<State, Long>> runs = new TreeMap<>();
    private final Map<String, Instant> successes = new TreeMap<>();
    private boolean isLeading;
    private long sent;
    private long postponed;
    private long dead;

    synchronized void leads(boolean leads) {
        isLeading = leads;
    }

    synchronized void ended(String name, State state, Instant when) {
        runs.computeIfAbsent(name, each -> new EnumMap<>(State.class)).merge(state, 1L, Long::sum);
        if (state == State.DONE) {
            successes.put(name, when);
        }
    }

    synchronized void delivered(SentCounts counts) {
        sent += counts.sent();
        postponed += counts.later();
        dead += counts.dead();
    }

    /** How many runs of a report or alert ended so. */
    synchronized long count(String name, State state) {
        return runs.getOrDefault(name, Map.of()).getOrDefault(state, 0L);
    }

    /** In the text format of Prometheus, version 0.0.4. */
    public synchronized String text() {
        StringBuilder text = new StringBuilder();
        head(text, "spoor_schedule_leads", "gauge", "Whether this process runs the schedule");
        text.append("spoor_schedule_leads ").append(isLeading ? 1 : 0).append('\n');
        head(text, "spoor_schedule_runs_total", "counter", "Runs of reports and alerts, by how they ended");
        runs.forEach((name, counts) -> counts.forEach((state, count) -> text.append("spoor_schedule_runs_total{name=\"")
                .append(name)
                .append("\",state=\"")
                .append(state.name().toLowerCase(Locale.ROOT))
                .append("\"} ")
                .append(count)
                .append('\n')));
        head(text, "spoor_schedule_last_success_seconds", "gauge", "When a run was done last, seconds since 1970");
        successes.forEach((name, when) -> text.append("spoor_schedule_last_success_seconds{name=\"")
                .append(name)
                .append("\"} ")
                .append(when.getEpochSecond())
                .append('\n'));
        head(text, "spoor_schedule_deliveries_total", "counter", "Attempts to deliver, by what became of them");
        text.append("spoor_schedule_deliveries_total{state=\"sent\"} ")
                .append(sent)
                .append('\n');
        text.append("spoor_schedule_deliveries_total{state=\"later\"} ")
                .append(postponed)
                .append('\n');
        text.append("spoor_schedule_deliveries_total{state=\"dead\"} ")
                .append(dead)
                .append('\n');
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
