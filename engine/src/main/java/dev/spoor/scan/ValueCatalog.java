/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.CountedValue;
import dev.spoor.dataset.CountedValues;
import dev.spoor.dataset.RememberedFile;
import dev.spoor.dataset.ValueTotal;
import dev.spoor.dataset.ValueTotals;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import dev.spoor.source.RecordFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that occur in the log files that were read by now: what a shell offers to complete. Taken from totals of what reading a
 * file once has taught, so values of files that were never read are missing. Immutable.
 *
 * @param byColumn of each column the values, the most frequent first; a last one without text is about all records whose value is
 *     not told apart
 * @param precision of the numbers of records
 */
public record ValueCatalog(Map<FieldPath, List<Value>> byColumn, Precision precision) {
    /** There is nothing to offer. */
    public static final ValueCatalog EMPTY = new ValueCatalog(Map.of(), Precision.EXACT);

    /** How numbers of records are meant. */
    public enum Precision {
        /** There are so many in the files that were read, repeats included. */
        EXACT,
        /** Some of what was counted may be gone, or be counted twice. */
        AT_MOST
    }

    public ValueCatalog {
        byColumn = Map.copyOf(byColumn);
    }

    /**
     * A value.
     *
     * @param textOrNull null for all that are not told apart
     * @param serviceOrNull of an action, the service; one that several services have is there once for each of them
     * @param files log files that have it; of a caller's name or issuer, once for each ARN with it
     * @param records that have it, of the files in which they were counted
     * @param uncountedFiles the other ones
     */
    public record Value(String textOrNull, String serviceOrNull, long files, long records, long uncountedFiles) {}

    /** The values of a column, ranked; none when nothing is known. */
    public List<Value> of(FieldPath column) {
        return byColumn.getOrDefault(column, List.of());
    }

    /** A value of a column, of all services together; empty if it is not known. */
    public Optional<Value> find(FieldPath column, String text) {
        return of(column).stream()
                .filter(value -> text.equals(value.textOrNull()))
                .reduce((a, b) -> new Value(
                        text,
                        null,
                        a.files() + b.files(),
                        a.records() + b.records(),
                        a.uncountedFiles() + b.uncountedFiles()));
    }

    /** Puts together what is known of places. One thread. */
    public static final class Builder {
        private final FactPaths paths;
        private final Optional<Set<String>> accounts;
        private final ValueTotals totals = new ValueTotals();
        private Precision precision = Precision.EXACT;

        /**
         * Begins.
         *
         * @param paths the columns that statistics are about
         * @param accounts only of files in which all events are of one of them; empty for all files
         */
        public Builder(FactPaths paths, Optional<Set<String>> accounts) {
            this.paths = paths;
            this.accounts = accounts;
        }

        /** Adds what is known of many files. */
        public void add(CountedValues known) {
            known.totals().stream().filter(this::isWanted).forEach(totals::add);
            if (known.isReduced()) {
                isAtMost();
            }
        }

        private boolean isWanted(ValueTotal total) {
            return accounts.isEmpty() || accounts.get().contains(total.account());
        }

        /** Adds a file in which records were not counted. */
        public void addUncounted(RememberedFile file) {
            ValueTotals ofFile = new ValueTotals();
            ofFile.addUncounted(paths.account(), columns(paths), file.statsOrNull());
            ofFile.all().stream().filter(this::isWanted).forEach(totals::add);
        }

        /** Something that was added may be gone, or was added twice. */
        public void isAtMost() {
            precision = Precision.AT_MOST;
        }

        /** What was added until now. */
        public ValueCatalog build() {
            Map<FieldPath, Map<CountedValue, Value>> values = new LinkedHashMap<>();
            for (ValueTotal total : totals.all()) {
                CountedValue what = total.value();
                values.computeIfAbsent(what.path(), path -> new LinkedHashMap<>())
                        .merge(
                                what,
                                new Value(
                                        what.valueOrNull(),
                                        what.serviceOrNull(),
                                        total.files(),
                                        total.records(),
                                        total.uncountedFiles()),
                                (a, b) -> new Value(
                                        a.textOrNull(),
                                        a.serviceOrNull(),
                                        a.files() + b.files(),
                                        a.records() + b.records(),
                                        a.uncountedFiles() + b.uncountedFiles()));
            }
            Map<FieldPath, List<Value>> ranked = new LinkedHashMap<>();
            values.forEach((path, all) -> ranked.put(path, ranked(all)));
            return new ValueCatalog(ranked, precision);
        }

        private static List<Value> ranked(Map<CountedValue, Value> values) {
            List<Value> ranked = new ArrayList<>(values.values());
            ranked.sort(Comparator.comparing((Value value) -> value.textOrNull() == null)
                    .thenComparing(Comparator.comparingLong(Value::records)
                            .thenComparingLong(Value::files)
                            .reversed())
                    .thenComparing(value -> String.valueOf(value.textOrNull()))
                    .thenComparing(value -> String.valueOf(value.serviceOrNull())));
            return List.copyOf(ranked);
        }
    }

    /** The columns whose values are counted. */
    public static List<FieldPath> columns(FactPaths paths) {
        List<FieldPath> columns = new ArrayList<>();
        for (RecordFact fact : RecordFact.values()) {
            if (fact != RecordFact.ID && fact != RecordFact.TIME) {
                columns.add(paths.of(fact));
            }
        }
        return columns;
    }
}
