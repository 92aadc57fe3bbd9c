/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.format.Fault;
import dev.spoor.format.FileOutcome;
import dev.spoor.format.FileStatistics;
import dev.spoor.format.LogReader;
import dev.spoor.format.ReadRequest;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.vector.VarCharVector;

/**
 * Reads files of lines {@code id,micros,region,account,service,action}, where an empty field is NULL: the simplest log
 * format for tests of everything around a format. A line "!" is a fault; a last line without its end is one, too. Every
 * column is VARCHAR, named by its position in the line (id, eventtime, awsregion, recipientaccountid, eventsource,
 * eventname) or {@code $path}.
 */
public final class LineLogReader implements LogReader {
    private static final List<String> COLUMNS =
            List.of("id", "eventtime", "awsregion", "recipientaccountid", "eventsource", "eventname");
    private static final long FNV_PRIME = 1099511628211L;

    private final ReadRequest request;
    private final List<String[]> rows = new ArrayList<>();
    private String key;
    private byte[] stored;
    private int length;
    private int at;
    private long records;
    private long duplicates;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String[]> seen = new ArrayList<>();

    public LineLogReader(ReadRequest request) {
        this.request = request;
    }

    /** One line of a file. */
    public static String line(String id, Long micros, String region, String account, String service, String action) {
        return id + "," + (micros == null ? "" : micros) + "," + region + "," + account + "," + service + "," + action
                + "\n";
    }

    @Override
    public void start(String startedKey, byte[] bytes, int from, int to) {
        key = startedKey;
        stored = Arrays.copyOfRange(bytes, from, to);
        length = stored.length;
        at = 0;
        records = 0;
        duplicates = 0;
        faults.clear();
        seen.clear();
    }

    @Override
    public boolean read() {
        while (at < length) {
            if (isFull()) {
                return false;
            }
            int end = at;
            while (end < length && stored[end] != '\n') {
                end++;
            }
            String line = new String(stored, at, end - at, StandardCharsets.UTF_8);
            if (end == length) {
                faults.add(new Fault("line without end", at, -1));
            } else if (line.equals("!")) {
                faults.add(new Fault("bad line", at, 1));
            } else {
                record(line);
            }
            at = end + 1;
        }
        return true;
    }

    private void record(String line) {
        records++;
        String[] fields = (line + "," + key).split(",", -1);
        seen.add(fields);
        long low = request.hashSeed();
        for (int i = 0; i < line.length(); i++) {
            low = (low ^ line.charAt(i)) * FNV_PRIME;
        }
        if (request.gate() != null && !request.gate().admit((int) low, Long.reverse(low) * FNV_PRIME, low)) {
            duplicates++;
            return;
        }
        boolean isInside = fields[1].isEmpty()
                ? request.window().isAll()
                : request.window().contains(Long.parseLong(fields[1]));
        if (isInside) {
            rows.add(fields);
        }
    }

    @Override
    public boolean isFull() {
        return rows.size() >= request.batchRows();
    }

    @Override
    public Batch take() {
        if (rows.isEmpty()) {
            return null;
        }
        List<Column> columns = new ArrayList<>();
        for (ProjectedColumn wanted : request.projection().columns()) {
            int index = wanted.path().column().equals("$path")
                    ? COLUMNS.size()
                    : COLUMNS.indexOf(wanted.path().column());
            VarCharVector vector =
                    new VarCharVector(wanted.field(), request.memory().allocator());
            vector.allocateNew();
            for (int row = 0; row < rows.size(); row++) {
                if (rows.get(row)[index].isEmpty()) {
                    vector.setNull(row);
                } else {
                    vector.setSafe(row, rows.get(row)[index].getBytes(StandardCharsets.UTF_8));
                }
            }
            vector.setValueCount(rows.size());
            columns.add(new FlatColumn(vector));
        }
        Batch batch = new Batch(rows.size(), columns);
        rows.clear();
        return batch;
    }

    @Override
    public FileOutcome outcome() {
        boolean hasStatistics = request.collectStatistics() && faults.isEmpty();
        return new FileOutcome(records, duplicates, length, faults, hasStatistics ? statistics() : null);
    }

    @Override
    public FileOutcome outcomeSoFar() {
        return new FileOutcome(records, duplicates, length, faults, null);
    }

    private FileStatistics statistics() {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        boolean nullTimes = false;
        int nulls = 0;
        List<Set<String>> sets = List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        for (String[] fields : seen) {
            if (fields[1].isEmpty()) {
                nullTimes = true;
            } else {
                min = Math.min(min, Long.parseLong(fields[1]));
                max = Math.max(max, Long.parseLong(fields[1]));
            }
            for (int i = 0; i < sets.size(); i++) {
                if (fields[2 + i].isEmpty()) {
                    nulls |= 1 << i;
                } else {
                    sets.get(i).add(fields[2 + i]);
                }
            }
        }
        return new FileStatistics(
                seen.size(), min, max, nullTimes, sets.get(0), sets.get(1), sets.get(2), sets.get(3), nulls, null);
    }

    @Override
    public void close() {
        rows.clear();
    }
}
