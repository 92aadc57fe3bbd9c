/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeFile;
import dev.spoor.exec.QueryContext;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.arrow.vector.TimeStampVector;

/**
 * Collects rows by the day of their events, and has days written in the background when their caller thinks that they are
 * complete. What comes too late, or does not fit in memory until then, becomes another file of that day. Used by one
 * thread.
 */
final class DayCollector implements AutoCloseable {
    private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

    /** Rows that wait or are being written take about one part of so many of the memory; the rest is for the work. */
    private static final int HELD_PARTS = 3;

    /** Rows are also written early when less than this part of the memory is free, ... */
    private static final double FREE_PART_MIN = 0.4;

    /** ... unless they are less than one part of so many of it: then others hold the memory. */
    private static final int WORTH_PARTS = 32;

    /** Rows of batches with several days are given to their days when they are so many, ... */
    private static final int MIXED_ROWS = 16 * Batch.DEFAULT_ROWS;

    /** ... or take one part of so many of the memory. */
    private static final int MIXED_PARTS = 8;

    private final LakeRows rows;
    private final List<LakeFile> held;
    private final String name;
    private final Supplier<DayWriter> writers;
    private final int writersMax;
    private final QueryContext context;
    private final Memory memory;
    private final Map<OptionalInt, DayRows> waiting = new HashMap<>();
    private final DayRows mixed;
    private final Deque<Task> running = new ArrayDeque<>();
    private final Map<OptionalInt, List<LakeFile>> writtenOf = new HashMap<>();
    private final List<LakeFile> events = new ArrayList<>();
    private final List<LakeFile> repeats = new ArrayList<>();
    private final Map<String, Long> repeatsOf = new HashMap<>();
    private DayWriter writer;
    private int tasks;

    private record Task(OptionalInt day, DayRows rows, Future<DayWriter.Result> result) {}

    /**
     * @param held data files of the events that the lake has
     * @param name what the names of all files begin with; nobody else uses it
     * @param writers asked once, when the first day is written
     * @param writersMax days that are written at the same time at most
     */
    DayCollector(
            LakeRows rows,
            List<LakeFile> held,
            String name,
            Supplier<DayWriter> writers,
            int writersMax,
            QueryContext context) {
        this.writersMax = writersMax;
        this.rows = rows;
        this.held = List.copyOf(held);
        this.name = name;
        this.writers = writers;
        this.context = context;
        this.memory = context.memory();
        this.mixed = new DayRows(memory);
    }

    /** Adds working rows of any days; the batch stays the caller's. */
    void add(Batch batch) {
        if (batch.rowCount() == 0) {
            return;
        }
        TimeStampVector times = (TimeStampVector) batch.column(rows.time()).flat(memory);
        OptionalInt first = dayOf(times, 0);
        boolean isOneDay = true;
        for (int row = 1; row < batch.rowCount() && isOneDay; row++) {
            isOneDay = dayOf(times, row).equals(first);
        }
        if (isOneDay) {
            add(first, batch);
        } else {
            mixed.add(batch);
            if (mixed.rowCount() >= MIXED_ROWS || mixed.memoryBytes() > memory.limitBytes() / MIXED_PARTS) {
                divide();
            }
        }
        makeRoom();
    }

    private static OptionalInt dayOf(TimeStampVector times, int row) {
        return times.isNull(row)
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(Math.floorDiv(times.get(row), MICROS_PER_DAY)));
    }

    /**
     * Gives mixed rows to their days. Each day gets batches of its own, so this is done for many rows at once: a batch of
     * few rows is mostly overhead.
     */
    private void divide() {
        RowPlaces all = RowPlaces.inSequence(mixed.batches());
        Map<OptionalInt, List<Integer>> placesOf = new HashMap<>();
        int place = 0;
        for (Batch batch : mixed.batches()) {
            TimeStampVector times = (TimeStampVector) batch.column(rows.time()).flat(memory);
            for (int row = 0; row < batch.rowCount(); row++) {
                placesOf.computeIfAbsent(dayOf(times, row), made -> new ArrayList<>())
                        .add(place++);
            }
        }
        placesOf.forEach((day, places) -> {
            RowPlaces ofDay =
                    all.take(places.stream().mapToInt(Integer::intValue).toArray());
            for (int from = 0; from < ofDay.count(); from += Batch.DEFAULT_ROWS) {
                try (Batch some = ofDay.gather(from, Math.min(Batch.DEFAULT_ROWS, ofDay.count() - from), memory)) {
                    add(day, some);
                }
                makeRoom();
            }
        });
        mixed.close();
    }

    private void makeRoom() {
        while (isShort() && (!running.isEmpty() || hasMuch())) {
            if (running.isEmpty()) {
                start(largest());
            }
            awaitFirst();
        }
        while (heldBytes() > memory.limitBytes() / HELD_PARTS && !(running.isEmpty() && waiting.isEmpty())) {
            if (running.isEmpty()) {
                start(largest());
            }
            awaitFirst();
        }
    }

    private void add(OptionalInt day, Batch batch) {
        DayRows ofDay = waiting.computeIfAbsent(day, made -> new DayRows(memory));
        if (ofDay.rowCount() + batch.rowCount() > RowPlaces.ROWS_MAX) {
            start(day);
            ofDay = waiting.computeIfAbsent(day, made -> new DayRows(memory));
        }
        ofDay.add(batch);
    }

    private boolean isShort() {
        return memory.availableBytes() < memory.limitBytes() * FREE_PART_MIN;
    }

    private boolean hasMuch() {
        return !waiting.isEmpty() && waiting.get(largest()).memoryBytes() > memory.limitBytes() / WORTH_PARTS;
    }

    private long heldBytes() {
        long bytes = mixed.memoryBytes();
        for (DayRows ofDay : waiting.values()) {
            bytes += ofDay.memoryBytes();
        }
        for (Task task : running) {
            bytes += task.rows.memoryBytes();
        }
        return bytes;
    }

    private OptionalInt largest() {
        return waiting.entrySet().stream()
                .max(Comparator.comparingLong(entry -> entry.getValue().memoryBytes()))
                .orElseThrow()
                .getKey();
    }

    /** Has those days written that lie before one. */
    void writeBefore(int day) {
        divide();
        List<OptionalInt> complete = waiting.keySet().stream()
                .filter(one -> one.isPresent() && one.getAsInt() < day)
                .sorted(Comparator.comparingInt(OptionalInt::getAsInt))
                .toList();
        complete.forEach(this::start);
    }

    /** Has everything written, and waits for it. */
    void finish() {
        divide();
        List.copyOf(waiting.keySet()).stream()
                .sorted(Comparator.comparingInt(day -> day.orElse(Integer.MAX_VALUE)))
                .forEach(this::start);
        while (!running.isEmpty()) {
            awaitFirst();
        }
    }

    private void start(OptionalInt day) {
        while (running.size() >= writersMax
                || running.stream().anyMatch(task -> task.day.equals(day))) { // one file may hold what the next repeats
            awaitFirst();
        }
        if (writer == null) {
            writer = writers.get();
        }
        DayRows ofDay = waiting.remove(day);
        List<LakeFile> known = new ArrayList<>(held);
        known.addAll(writtenOf.getOrDefault(day, List.of()));
        String fileName = name + "-" + tasks++;
        DayWriter dayWriter = writer;
        running.add(new Task(
                day,
                ofDay,
                context.cpu()
                        .submit(() -> dayWriter.write(day, ofDay.batches(), known, fileName, context.cancellation()))));
    }

    private void awaitFirst() {
        Task task = running.peek();
        DayWriter.Result written = result(task);
        running.remove();
        task.rows.close();
        events.addAll(written.events());
        repeats.addAll(written.repeats());
        writtenOf.computeIfAbsent(task.day, made -> new ArrayList<>()).addAll(written.events());
        written.repeatsOf().forEach((file, count) -> repeatsOf.merge(file, count, Long::sum));
    }

    private DayWriter.Result result(Task task) {
        try {
            return task.result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a day was written");
        }
    }

    /** After {@link #finish}: the files of first deliveries. */
    List<LakeFile> events() {
        return events;
    }

    /** After {@link #finish}: the files of repeats. */
    List<LakeFile> repeats() {
        return repeats;
    }

    /** After {@link #finish}: how many repeats came from which log file, by its address. */
    Map<String, Long> repeatsOf() {
        return repeatsOf;
    }

    /** Waits for what is being written, whose files stay unknown if nobody asked for them. */
    @Override
    public void close() {
        boolean interrupted = false;
        for (Task task : running) {
            while (!task.result.isDone()) {
                try {
                    task.result.get();
                } catch (ExecutionException e) {
                    break; // somebody has failed before and tells
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            task.rows.close();
        }
        running.clear();
        mixed.close();
        waiting.values().forEach(DayRows::close);
        waiting.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
