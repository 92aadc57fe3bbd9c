/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.scan.Cancellation;
import dev.spoor.source.EventSource;
import dev.spoor.source.StoredColumns;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.arrow.vector.VarCharVector;

/** Writes rows of one day into both tables: first deliveries here, repeats there. Safe for all threads. */
final class DayWriter {
    private final Lake lake;
    private final EventSource source;
    private final LakeRows rows;
    private final Map<String, PathColumns> shredded;
    private final long dataFileBytes;
    private final long groupBytesMax;
    private final Memory memory;

    /** What became of the rows, and how many repeats came from which log file, by its address. */
    record Result(List<LakeFile> events, List<LakeFile> repeats, Map<String, Long> repeatsOf) {}

    /**
     * @param shredded columns of the tables that files get besides, by the tables' {@code dataPrefix}
     * @param groupBytesMax memory of the rows that become one row group
     */
    DayWriter(
            Lake lake,
            EventSource source,
            LakeRows rows,
            Map<String, PathColumns> shredded,
            long dataFileBytes,
            long groupBytesMax,
            Memory memory) {
        this.lake = lake;
        this.source = source;
        this.rows = rows;
        this.shredded = Map.copyOf(shredded);
        this.dataFileBytes = dataFileBytes;
        this.groupBytesMax = groupBytesMax;
        this.memory = memory;
    }

    /**
     * @param day days since 1970, or empty for rows without a time
     * @param batches of working rows of that day, at least one; borrowed
     * @param held data files of events that may have some of the records already
     * @param name what the names of all files begin with; nobody else uses it
     */
    Result write(OptionalInt day, List<Batch> batches, List<LakeFile> held, String name, Cancellation cancellation) {
        RowPlaces all = RowPlaces.byTime(batches, rows.time(), memory);
        HeldRecords records = new HeldRecords(lake, source, rows, held, memory);
        boolean[] repeats = new RepeatFinder(rows, records, lake.hashSeed(), memory).find(all);
        cancellation.check();
        List<Batch> stored = new ArrayList<>();
        try (DayFiles once = files(lake.events(), name);
                DayFiles again = files(lake.repeats(), name)) {
            batches.forEach(batch -> stored.add(rows.stored(batch)));
            RowPlaces places = all.in(stored);
            once.write(day, places.marked(repeats, false), cancellation);
            again.write(day, places.marked(repeats, true), cancellation);
            return new Result(once.finish(), again.finish(), count(places, repeats));
        } finally {
            stored.forEach(Batch::close);
        }
    }

    /** Fields of the tables may have different ids. */
    private DayFiles files(LakeTable table, String name) {
        String prefix = table.dataPrefix();
        LakeRows stored = new LakeRows(table, source);
        return new DayFiles(
                lake.store(), stored, shredded.get(prefix), prefix, name, dataFileBytes, groupBytesMax, memory);
    }

    private Map<String, Long> count(RowPlaces places, boolean[] repeats) {
        Map<String, Long> repeatsOf = new HashMap<>();
        int file = rows.indexOf(StoredColumns.SOURCE_FILE);
        for (int place = 0; place < repeats.length; place++) {
            if (repeats[place]) {
                VarCharVector files =
                        (VarCharVector) places.batch(place).column(file).flat(memory);
                repeatsOf.merge(new String(files.get(places.row(place)), StandardCharsets.UTF_8), 1L, Long::sum);
            }
        }
        return repeatsOf;
    }
}
