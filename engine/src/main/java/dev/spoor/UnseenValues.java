/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.error.EngineException;
import dev.spoor.error.NearestName;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.ScanNode;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.ScanSource;
import dev.spoor.scan.ValueCatalog;
import dev.spoor.scan.ValueCatalog.Precision;
import dev.spoor.scan.ValueCatalog.Value;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Why a query found nothing, where statistics of files prove it: a name that it asks for and that no log file has, as a
 * mistyped one. Reads and lists nothing; says nothing where a file's statistics are not known. Immutable.
 */
final class UnseenValues {
    /** A list of more values was not typed. */
    private static final int VALUES_MAX = 20;

    private final Engine engine;

    UnseenValues(Engine engine) {
        this.engine = engine;
    }

    /** Notes for the user about the conditions of a plan's scans. */
    List<String> notes(PlanNode root) {
        Set<String> notes = new LinkedHashSet<>();
        try {
            collect(root, notes);
        } catch (EngineException e) {
            // the answer stands without them
            return List.of();
        }
        return List.copyOf(notes);
    }

    private void collect(PlanNode node, Set<String> notes) {
        if (node instanceof ScanNode scan) {
            FactPaths paths = engine.factPaths();
            add(scan, paths.action(), "event named", notes);
            add(scan, paths.service(), "event source", notes);
            add(scan, paths.region(), "region", notes);
            add(scan, paths.account(), "account", notes);
        }
        for (PlanNode input : node.inputs()) {
            collect(input, notes);
        }
    }

    private void add(ScanNode scan, FieldPath path, String what, Set<String> notes) {
        for (String value : wanted(scan.request().constraint(), path)) {
            String where =
                    switch (scan.source().presence(path, value)) {
                        case NONE -> "in these logs";
                        case NONE_WHERE_READ -> "in the log files that were read so far";
                        case POSSIBLE -> "";
                    };
            if (!where.isEmpty()) {
                notes.add("there is no " + what + " '" + value + "' " + where + advice(scan.source(), path, value));
            }
        }
    }

    /** The texts that a condition asks for; none when it asks for others, too. */
    private static List<String> wanted(ScanConstraint constraint, FieldPath path) {
        Optional<ValueSet> set = constraint.on(path);
        List<Object> points = set.map(values -> values.pointsOrNull(VALUES_MAX)).orElse(null);
        List<String> texts = new ArrayList<>();
        if (points != null && !set.get().isNullAllowed()) {
            for (Object point : points) {
                if (point instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private static String advice(ScanSource source, FieldPath path, String value) {
        ValueCatalog known = source.values().orElse(ValueCatalog.EMPTY);
        List<String> names = known.of(path).stream()
                .map(Value::textOrNull)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return NearestName.of(value, names)
                .flatMap(name -> known.find(path, name))
                .map(near -> "; " + near.textOrNull() + " " + frequency(near, known.precision()))
                .orElse("");
    }

    /** A record is what was delivered: an event that was delivered twice has two. */
    private static String frequency(Value value, Precision precision) {
        if (value.uncountedFiles() > 0) {
            return "is in " + counted(value.files(), "log file");
        }
        return switch (precision) {
            case EXACT -> "has " + counted(value.records(), "record");
            case AT_MOST -> "has up to " + counted(value.records(), "record");
        };
    }

    private static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
