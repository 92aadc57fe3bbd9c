/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.RememberedFile;
import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values that occur in the log files whose statistics are known: what a shell offers to complete. Taken from statistics
 * alone, so values of files that were never read are missing, and so are those of files with more distinct values than
 * statistics keep. Each list is ranked, the most frequent first. Immutable.
 *
 * @param regions in which events happened
 * @param accounts whose events they are
 * @param services that were called
 * @param actions of all services
 * @param actionsByService by service, those actions that may be its own: statistics tell which values a file has and not
 *     which occur together, so a service is one of those that every file with the action has
 */
public record ValueCatalog(
        List<Value> regions,
        List<Value> accounts,
        List<Value> services,
        List<Value> actions,
        Map<String, List<Value>> actionsByService) {
    /** So many values of a column are kept at most, those that were met first. */
    static final int VALUES_MAX = 20_000;

    /** There is nothing to offer. */
    public static final ValueCatalog EMPTY = new ValueCatalog(List.of(), List.of(), List.of(), List.of(), Map.of());

    public ValueCatalog {
        regions = List.copyOf(regions);
        accounts = List.copyOf(accounts);
        services = List.copyOf(services);
        actions = List.copyOf(actions);
        actionsByService = Map.copyOf(actionsByService);
    }

    /**
     * A value.
     *
     * @param files log files that have it; one that was read by a query and into a lake counts twice
     * @param recordsMax records of those files, so no fewer than have it
     */
    public record Value(String text, long files, long recordsMax) {}

    /** The actions that may be those of a service; none for an unknown one. */
    public List<Value> actionsOf(String service) {
        return actionsByService.getOrDefault(service, List.of());
    }

    /** Puts together what files have. One thread. */
    public static final class Builder {
        private final FactPaths paths;
        private final Map<FieldPath, Map<String, long[]>> counts = new HashMap<>();
        private final Map<String, Set<String>> servicesOf = new HashMap<>();

        /** @param paths the columns that statistics are about */
        public Builder(FactPaths paths) {
            this.paths = paths;
        }

        /** Adds a file; without statistics it adds nothing. */
        public void add(RememberedFile file) {
            if (file.statsOrNull() == null) {
                return;
            }
            List<String> services = List.of();
            List<String> actions = List.of();
            for (ColumnStats column : file.statsOrNull()) {
                List<String> values = texts(column.mayHold());
                count(column.path(), values, file.records());
                services = column.path().equals(paths.service()) ? values : services;
                actions = column.path().equals(paths.action()) ? values : actions;
            }
            for (String action : actions) {
                narrow(action, services);
            }
        }

        private List<String> texts(ValueSet set) {
            List<Object> points = set.withoutNull().pointsOrNull(VALUES_MAX);
            List<String> texts = new ArrayList<>();
            if (points != null) {
                for (Object point : points) {
                    if (point instanceof String text) {
                        texts.add(text);
                    }
                }
            }
            return texts;
        }

        private void count(FieldPath path, List<String> values, long records) {
            Map<String, long[]> ofColumn = counts.computeIfAbsent(path, column -> new HashMap<>());
            for (String value : values) {
                long[] known = ofColumn.get(value);
                if (known == null && ofColumn.size() < VALUES_MAX) {
                    known = new long[2];
                    ofColumn.put(value, known);
                }
                if (known != null) {
                    known[0]++;
                    known[1] += records;
                }
            }
        }

        /** An action of two services may have none that all of its files share: then it may be of any of them. */
        private void narrow(String action, List<String> services) {
            Set<String> before = servicesOf.get(action);
            if (before == null) {
                if (servicesOf.size() < VALUES_MAX) {
                    servicesOf.put(action, new HashSet<>(services));
                }
                return;
            }
            Set<String> both = new HashSet<>(before);
            both.retainAll(services);
            if (both.isEmpty()) {
                before.addAll(services);
            } else {
                before.retainAll(both);
            }
        }

        /** What was added until now. */
        public ValueCatalog build() {
            List<Value> actions = ranked(paths.action());
            Map<String, List<Value>> byService = new HashMap<>();
            for (Value action : actions) {
                for (String service : servicesOf.getOrDefault(action.text(), Set.of())) {
                    byService
                            .computeIfAbsent(service, name -> new ArrayList<>())
                            .add(action);
                }
            }
            return new ValueCatalog(
                    ranked(paths.region()), ranked(paths.account()), ranked(paths.service()), actions, byService);
        }

        private List<Value> ranked(FieldPath path) {
            List<Value> values = new ArrayList<>();
            counts.getOrDefault(path, Map.of())
                    .forEach((text, count) -> values.add(new Value(text, count[0], count[1])));
            values.sort(Comparator.comparingLong(Value::recordsMax)
                    .thenComparingLong(Value::files)
                    .reversed()
                    .thenComparing(Value::text));
            return values;
        }
    }
}
