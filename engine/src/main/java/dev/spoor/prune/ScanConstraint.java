/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.prune;

import dev.spoor.schema.FieldPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Conjunction of value sets, one per field path: a row may match only if every constrained field lies in its set.
 * Immutable; safe for all threads.
 *
 * <p>It may allow too much, never too little. Normalised: a field whose set is everything is not kept, and a field whose
 * set is empty makes the whole constraint {@link #none()}; so equal meaning of the kept fields is equal objects, and
 * {@link #all()} and {@link #none()} are unique.
 */
public final class ScanConstraint {
    private static final Comparator<FieldPath> ORDER =
            Comparator.comparing(FieldPath::column).thenComparing(FieldPath::steps, ScanConstraint::compareSteps);
    private static final ScanConstraint ALL = new ScanConstraint(new TreeMap<>(ORDER), false);
    private static final ScanConstraint NONE = new ScanConstraint(new TreeMap<>(ORDER), true);

    private final SortedMap<FieldPath, ValueSet> sets;
    private final boolean none;

    /** The sets again, as a list that is quick to walk: tens of thousands of files are judged by one constraint. */
    private final List<ColumnStats> wantedSets = new ArrayList<>();

    private ScanConstraint(SortedMap<FieldPath, ValueSet> sets, boolean none) {
        this.sets = sets;
        this.none = none;
        sets.forEach((path, set) -> wantedSets.add(new ColumnStats(path, set)));
    }

    private static int compareSteps(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** The constraint that every row satisfies. */
    public static ScanConstraint all() {
        return ALL;
    }

    /** The constraint that no row satisfies. */
    public static ScanConstraint none() {
        return NONE;
    }

    /** The constraint that {@code path} lies in {@code set}. */
    public static ScanConstraint of(FieldPath path, ValueSet set) {
        return ALL.and(path, set);
    }

    /** This constraint, and {@code path} lies in {@code set}. */
    public ScanConstraint and(FieldPath path, ValueSet set) {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(set, "set is null");
        if (none || set.isEverything()) {
            return this;
        }
        ValueSet before = sets.get(path);
        ValueSet both = before == null ? set : before.intersect(set);
        if (both.isEmpty()) {
            return NONE;
        }
        TreeMap<FieldPath, ValueSet> changed = new TreeMap<>(sets);
        changed.put(path, both);
        return new ScanConstraint(changed, false);
    }

    /** The rows that satisfy both constraints. */
    public ScanConstraint intersect(ScanConstraint other) {
        if (none || other.none) {
            return NONE;
        }
        ScanConstraint both = this;
        for (var entry : other.sets.entrySet()) {
            both = both.and(entry.getKey(), entry.getValue());
        }
        return both;
    }

    /**
     * At least the rows that satisfy one of the constraints, and usually more: a field stays constrained only if both
     * sides constrain it.
     */
    public ScanConstraint unionOrMore(ScanConstraint other) {
        if (none) {
            return other;
        }
        if (other.none) {
            return this;
        }
        ScanConstraint either = ALL;
        for (var entry : sets.entrySet()) {
            ValueSet theirs = other.sets.get(entry.getKey());
            if (theirs != null) {
                either = either.and(entry.getKey(), entry.getValue().union(theirs));
            }
        }
        return either;
    }

    /** Whether this is {@link #all()}. */
    public boolean isAll() {
        return !none && sets.isEmpty();
    }

    /** Whether this is {@link #none()}. */
    public boolean isNone() {
        return none;
    }

    /** The set to which {@code path} is constrained; empty when it is free. Of {@link #none()}, every path is free. */
    public Optional<ValueSet> on(FieldPath path) {
        return Optional.ofNullable(sets.get(path));
    }

    /** The constrained paths, sorted. */
    public List<FieldPath> paths() {
        return List.copyOf(sets.keySet());
    }

    /** The part of this constraint that speaks about {@code paths}; it allows at least as much. */
    public ScanConstraint onlyOn(List<FieldPath> paths) {
        if (none) {
            return this;
        }
        ScanConstraint kept = ALL;
        for (FieldPath path : paths) {
            ValueSet set = sets.get(path);
            kept = set == null ? kept : kept.and(path, set);
        }
        return kept;
    }

    /** Whether {@link #judge} would say {@link Verdict#NONE}; cheaper when that is all one wants to know. */
    public boolean excludes(List<ColumnStats> stats) {
        if (none) {
            return true;
        }
        for (ColumnStats wanted : wantedSets) {
            for (ColumnStats column : stats) {
                if (column.path().equals(wanted.path())
                        && column.mayHold().kind() == wanted.mayHold().kind()
                        && column.mayHold().isDisjoint(wanted.mayHold())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * How many rows of a file satisfy this constraint, given what is known about its columns. {@link Verdict#ALL} speaks
     * about this constraint: a filter that was only approximated by it must still run. Statistics over another kind of
     * value than the constraint prove nothing.
     */
    public Verdict judge(List<ColumnStats> stats) {
        if (none) {
            return Verdict.NONE;
        }
        Verdict verdict = Verdict.ALL;
        for (var entry : sets.entrySet()) {
            verdict = verdict.and(judgeOne(entry.getKey(), entry.getValue(), stats));
            if (verdict == Verdict.NONE) {
                return verdict;
            }
        }
        return verdict;
    }

    /** Several statistics on one path must all hold, so each may prove something. */
    private static Verdict judgeOne(FieldPath path, ValueSet wanted, List<ColumnStats> stats) {
        Verdict verdict = Verdict.SOME;
        for (ColumnStats column : stats) {
            if (!column.path().equals(path) || column.mayHold().kind() != wanted.kind()) {
                continue;
            }
            if (column.mayHold().isDisjoint(wanted)) {
                return Verdict.NONE;
            }
            if (column.mayHold().isSubsetOf(wanted)) {
                verdict = Verdict.ALL;
            }
        }
        return verdict;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScanConstraint that && none == that.none && sets.equals(that.sets);
    }

    @Override
    public int hashCode() {
        return sets.hashCode() * 2 + (none ? 1 : 0);
    }

    /** SQL-like text for people. */
    @Override
    public String toString() {
        if (none) {
            return "FALSE";
        }
        if (sets.isEmpty()) {
            return "TRUE";
        }
        List<String> terms = new ArrayList<>();
        sets.forEach((path, set) -> terms.add(ValueSetDescription.of(path.toString(), set)));
        return String.join(" AND ", terms);
    }
}
