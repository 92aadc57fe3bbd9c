/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what files hold, by account and value. Not thread-safe. */
public final class ValueTotals {
    /** So many values of a file are looked at when its records were not counted. */
    private static final int VALUES_OF_FILE_MAX = 10_000;

    private final Map<ValueNumbers, Map<String, long[][]>> counted = new IdentityHashMap<>();
    private final Map<Key, long[]> totals = new HashMap<>();

    private record Key(String account, CountedValue value) {}

    /** Adds a file whose records were counted. */
    public void add(FileCounts counts) {
        Map<String, long[][]> byAccount = counted.computeIfAbsent(counts.values(), numbers -> new HashMap<>());
        String account = counts.account();
        long[][] known = byAccount.get(account);
        int size = counts.values().size();
        if (known == null || known.length < size) {
            long[][] longer = new long[2 * size][];
            if (known != null) {
                System.arraycopy(known, 0, longer, 0, known.length);
            }
            known = longer;
            byAccount.put(account, known);
        }
        long[][] ofAccount = known;
        counts.forEach((number, records) -> {
            if (ofAccount[number] == null) {
                ofAccount[number] = new long[2];
            }
            ofAccount[number][0]++;
            ofAccount[number][1] += records;
        });
    }

    /**
     * Adds a file of which at most the values are known, and not how many records have them.
     *
     * @param account the column that says whose events they are
     * @param columns all that are counted
     * @param statsOrNull null when nothing is known
     */
    public void addUncounted(FieldPath account, Collection<FieldPath> columns, List<ColumnStats> statsOrNull) {
        List<ColumnStats> stats = statsOrNull == null ? List.of() : statsOrNull;
        ValueSet accounts = setOrNull(account, stats);
        List<String> one = accounts == null || accounts.isNullAllowed() ? null : textsOrNull(accounts, 1);
        String whose = one != null && one.size() == 1 ? one.get(0) : FileCounts.NO_ACCOUNT;
        for (FieldPath path : columns) {
            ValueSet set = setOrNull(path, stats);
            List<String> texts = set == null ? null : textsOrNull(set.withoutNull(), VALUES_OF_FILE_MAX);
            if (texts == null) {
                add(new Key(whose, new CountedValue(path, null, null)), 1, 0, 1);
            } else {
                texts.forEach(text -> add(new Key(whose, new CountedValue(path, null, text)), 1, 0, 1));
            }
        }
    }

    /** Adds what is known of several files. */
    public void add(ValueTotal total) {
        add(new Key(total.account(), total.value()), total.files(), total.records(), total.uncountedFiles());
    }

    private void add(Key key, long files, long records, long uncounted) {
        long[] known = totals.computeIfAbsent(key, each -> new long[3]);
        known[0] += files;
        known[1] += records;
        known[2] += uncounted;
    }

    private static List<String> textsOrNull(ValueSet set, int max) {
        List<Object> points = set.kind() == ValueKind.TEXT ? set.pointsOrNull(max) : null;
        return points == null ? null : points.stream().map(String.class::cast).toList();
    }

    private static ValueSet setOrNull(FieldPath path, List<ColumnStats> stats) {
        for (ColumnStats column : stats) {
            if (column.path().equals(path)) {
                return column.mayHold();
            }
        }
        return null;
    }

    /** What was added, in no order. */
    public List<ValueTotal> all() {
        counted.forEach(
                (numbers, byAccount) -> byAccount.forEach((account, counts) -> resolve(numbers, account, counts)));
        counted.clear();
        List<ValueTotal> all = new ArrayList<>();
        totals.forEach((key, total) -> all.add(new ValueTotal(key.account, key.value, total[0], total[1], total[2])));
        return all;
    }

    private void resolve(ValueNumbers numbers, String account, long[][] counts) {
        for (int number = 0; number < counts.length; number++) {
            if (counts[number] != null) {
                for (CountedValue value : numbers.of(number)) {
                    add(new Key(account, value), counts[number][0], counts[number][1], 0);
                }
            }
        }
    }
}
