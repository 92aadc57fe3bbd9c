/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.source.StoredColumns;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Takes working rows in the order of {@link LakeRows#order} and writes each into the files of its day: first deliveries
 * here, repeats there. One thread.
 */
final class DeliveryWriter implements AutoCloseable {
    private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

    private final LakeRows rows;
    private final RepeatFinder finder;
    private final DayFiles once;
    private final DayFiles again;
    private final Memory memory;
    private final RowStretch stretch;
    private final Map<String, Long> repeatsOf = new HashMap<>();
    private OptionalInt day = OptionalInt.empty();

    /**
     * @param once gets first deliveries; stays the caller's, as does the next
     * @param again gets repeats
     */
    DeliveryWriter(LakeRows rows, RepeatFinder finder, DayFiles once, DayFiles again, Memory memory) {
        this.rows = rows;
        this.finder = finder;
        this.once = once;
        this.again = again;
        this.memory = memory;
        this.stretch = new RowStretch(memory);
    }

    /** Adds the next rows; the batch stays the caller's. */
    void write(Batch batch) {
        TimeStampVector times = (TimeStampVector) batch.column(rows.time()).flat(memory);
        int from = 0;
        while (from < batch.rowCount()) {
            OptionalInt ofFirst = day(times, from);
            int to = from + 1;
            while (to < batch.rowCount() && day(times, to).equals(ofFirst)) {
                to++;
            }
            if (!ofFirst.equals(day) || to - from > stretch.room()) {
                finish();
                day = ofFirst;
            }
            try (Batch ofDay = to - from == batch.rowCount() ? batch.share() : batch.slice(from, to - from, memory)) {
                stretch.add(ofDay);
            }
            if (stretch.isFull()) {
                finish();
            }
            from = to;
        }
    }

    /** Writes the rows that wait. */
    void finish() {
        if (stretch.isEmpty()) {
            return;
        }
        List<boolean[]> repeats = finder.find(stretch.batches());
        for (int i = 0; i < repeats.size(); i++) {
            Batch working = stretch.batches().get(i);
            count(working, repeats.get(i));
            try (Batch stored = rows.stored(working)) {
                write(stored, repeats.get(i), false, once);
                write(stored, repeats.get(i), true, again);
            }
        }
        stretch.clear();
    }

    /** How many repeats came from which log file, by its address. */
    Map<String, Long> repeatsOf() {
        return repeatsOf;
    }

    private static OptionalInt day(TimeStampVector times, int row) {
        return times.isNull(row)
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(Math.floorDiv(times.get(row), MICROS_PER_DAY)));
    }

    private void write(Batch batch, boolean[] repeats, boolean wanted, DayFiles files) {
        int[] chosen = new int[batch.rowCount()];
        int count = 0;
        for (int row = 0; row < batch.rowCount(); row++) {
            if (repeats[row] == wanted) {
                chosen[count++] = row;
            }
        }
        if (count == batch.rowCount()) {
            files.write(day, batch);
        } else if (count > 0) {
            try (Batch some = batch.take(chosen, count, memory)) {
                files.write(day, some);
            }
        }
    }

    private void count(Batch batch, boolean[] repeats) {
        VarCharVector files = null;
        for (int row = 0; row < repeats.length; row++) {
            if (repeats[row]) {
                if (files == null) {
                    files = (VarCharVector) batch.column(rows.indexOf(StoredColumns.SOURCE_FILE))
                            .flat(memory);
                }
                repeatsOf.merge(new String(files.get(row), StandardCharsets.UTF_8), 1L, Long::sum);
            }
        }
    }

    @Override
    public void close() {
        stretch.close();
    }
}
