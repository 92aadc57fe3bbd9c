/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.json.JsonMembers;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.JsonKind;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.arrow.vector.VarCharVector;

/**
 * What a sample of rows has at the keys of its free-form columns, and which of these are worth a column of their own: those
 * that analysts are known to ask for, and those that are frequent and take few bytes. Workers sample on their own
 * ({@link #newWorker}) and add up from time to time, so a sample can be used while it still grows.
 */
final class PathSample {
    /** Columns for paths that a table gets on its own. */
    static final int PATHS_MAX = 32;

    /** Every row is looked at until a worker has seen so many; then one of so many. */
    private static final int ROWS_WHOLE = 4096;

    private static final int ROWS_STEP = 16;

    /** What so few rows have in common says nothing. */
    private static final long ROWS_MIN = 256;

    /** A key is frequent when one row in so many has it. */
    private static final long FREQUENT_ONE_IN = 500;

    /** New bytes for each value at most, on average: what repeats is stored once. */
    private static final long BYTES_PER_VALUE_MAX = 12;

    /** New bytes for each row of the table at most, for values that analysts are known to ask for. */
    private static final long BYTES_PER_ROW_MAX = 8;

    /** A value leaves a trace in one of so many bits. */
    private static final int SEEN_BITS_LOG = 13;

    private static final int SEEN_BITS = 1 << SEEN_BITS_LOG;

    private static final int HASH_MIX = 0x9E3779B9;

    /** Different keys of a column that are looked at. */
    private static final int KEYS_MAX = 4096;

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_:.-]{1,64}");

    private final List<String> names;
    private final List<Integer> indexes;
    private final Map<FieldPath, Values> values = new HashMap<>();
    private long rows;

    /** The values of one key. Different ones are counted by linear counting (Whang et al. 1990). */
    private static final class Values {
        private final long[] seen = new long[SEEN_BITS / Long.SIZE];
        private long count;
        private long bytes;
        private boolean isNested;

        void add(byte[] text, int from, int to) {
            JsonKind kind = JsonKind.of(text[from]);
            if (kind == JsonKind.NULL) {
                return;
            }
            count++;
            bytes += to - from;
            isNested |= kind == JsonKind.NESTED;
            int hash = 0;
            for (int i = from; i < to; i++) {
                hash = 31 * hash + text[i];
            }
            int bit = hash * HASH_MIX >>> Integer.SIZE - SEEN_BITS_LOG;
            seen[bit / Long.SIZE] |= 1L << bit;
        }

        void add(Values other) {
            count += other.count;
            bytes += other.bytes;
            isNested |= other.isNested;
            for (int i = 0; i < seen.length; i++) {
                seen[i] |= other.seen[i];
            }
        }

        /** Bytes of different values, as far as can be told. */
        private double newBytes() {
            int free = SEEN_BITS;
            for (long word : seen) {
                free -= Long.bitCount(word);
            }
            double different = free == 0 ? count : -SEEN_BITS * Math.log((double) free / SEEN_BITS);
            return count == 0 ? 0 : Math.min(different, count) * bytes / count;
        }

        /** Whether a column for values of so many rows takes few bytes for what it holds. */
        boolean isSmall() {
            return !isNested && newBytes() <= count * BYTES_PER_VALUE_MAX;
        }

        /** Whether it takes few bytes for a table of so many rows. */
        boolean isSmallAmong(long rows) {
            return newBytes() <= rows * BYTES_PER_ROW_MAX;
        }
    }

    /**
     * @param rows the columns of batches
     * @param names of the free-form ones
     */
    PathSample(LakeRows rows, List<String> names) {
        this.names = List.copyOf(names);
        this.indexes = names.stream().map(rows::indexOf).toList();
    }

    Worker newWorker() {
        return new Worker();
    }

    /** One thread's part of the sample. */
    final class Worker {
        private final JsonMembers members = new JsonMembers();
        private final List<Map<String, Values>> byKey = new ArrayList<>();
        private long seen;
        private long sampled;

        private Worker() {
            names.forEach(name -> byKey.add(new HashMap<>()));
        }

        /** Looks at some rows of a batch, which stays the caller's. */
        void look(Batch batch, Memory memory) {
            for (int row = 0; row < batch.rowCount(); row++, seen++) {
                if (seen < ROWS_WHOLE || seen % ROWS_STEP == 0) {
                    sampled++;
                    for (int i = 0; i < indexes.size(); i++) {
                        byte[] text = textOrNull(batch.column(indexes.get(i)), row, memory);
                        if (text != null && text[0] == '{') {
                            look(text, byKey.get(i));
                        }
                    }
                }
            }
            if (sampled >= ROWS_MIN) {
                addUp();
            }
        }

        private void look(byte[] text, Map<String, Values> known) {
            members.open(text, 0, text.length);
            while (members.next()) {
                int from = members.keyStart() + 1;
                String key = new String(text, from, members.keyEnd() - 1 - from, StandardCharsets.UTF_8);
                Values values = known.get(key);
                if (values == null
                        && known.size() < KEYS_MAX
                        && PLAIN_KEY.matcher(key).matches()) {
                    values = new Values();
                    known.put(key, values);
                }
                if (values != null) {
                    values.add(text, members.valueStart(), members.valueEnd());
                }
            }
        }

        /** Adds what was seen since the last time to the whole; to be called at the end, too. */
        void addUp() {
            synchronized (PathSample.this) {
                rows += sampled;
                sampled = 0;
                for (int i = 0; i < names.size(); i++) {
                    String column = names.get(i);
                    byKey.get(i).forEach((key, found) -> add(FieldPath.of(column, key), found));
                    byKey.get(i).clear();
                }
            }
        }
    }

    private void add(FieldPath path, Values found) {
        Values known = values.get(path);
        if (known != null) {
            known.add(found);
        } else if (values.size() < names.size() * KEYS_MAX) {
            values.put(path, found);
        }
    }

    private static byte[] textOrNull(Column column, int row, Memory memory) {
        if (column.isNull(row)) {
            return null;
        }
        return column instanceof DictionaryColumn coded
                ? coded.dictionary().value(coded.codes().get(row))
                : ((VarCharVector) column.flat(memory)).get(row);
    }

    /**
     * The paths worth a column.
     *
     * @param known those that the table has columns for; they stay
     * @param asked those that analysts ask for, wherever there are any values; places are kept for those that come later
     */
    synchronized List<FieldPath> choose(Set<FieldPath> known, List<FieldPath> asked) {
        Set<FieldPath> chosen = new LinkedHashSet<>(known);
        long reserved = 0;
        for (FieldPath path : asked) {
            Values found = values.get(path);
            boolean isWorth = found != null && found.count > 0 && found.isSmallAmong(rows);
            if (isWorth && chosen.size() < PATHS_MAX) {
                chosen.add(path);
            }
            reserved += chosen.contains(path) ? 0 : 1;
        }
        if (rows >= ROWS_MIN) {
            values.entrySet().stream()
                    .filter(path -> path.getValue().count * FREQUENT_ONE_IN >= rows)
                    .filter(path -> path.getValue().isSmall())
                    .sorted(Comparator.comparingLong((Map.Entry<FieldPath, Values> path) -> -path.getValue().count)
                            .thenComparing(path -> path.getKey().quoted()))
                    .map(Map.Entry::getKey)
                    .filter(path -> !chosen.contains(path))
                    .limit(Math.max(0, PATHS_MAX - reserved - chosen.size()))
                    .toList()
                    .forEach(chosen::add);
        }
        return List.copyOf(chosen);
    }
}
