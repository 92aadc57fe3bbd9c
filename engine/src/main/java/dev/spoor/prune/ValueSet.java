/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A set of values of one {@link ValueKind}, with or without null. Immutable; safe for all threads.
 *
 * <p>Values are {@link String} for TEXT, {@link Long} for INTEGER and TIMESTAMP (microseconds), {@link Boolean} for
 * BOOLEAN. The set is exact: union, intersection and complement lose nothing, so negation is safe. Equal sets are equal
 * objects.
 *
 * <p>Representation: boundaries b0 &lt; b1 &lt; b2 ... stand for the half-open intervals [b0,b1), [b2,b3) ...; an odd
 * number of boundaries means that the last interval has no end. A single value v is [v, next(v)).
 */
public final class ValueSet {
    private static final Object[] NO_BOUNDARY = {};
    private static final int HIGHEST_BEFORE_SURROGATES = 0xD7FF;
    private static final int LOWEST_AFTER_SURROGATES = 0xE000;

    private final ValueKind kind;
    private final Object[] boundaries;
    private final boolean nullAllowed;

    private ValueSet(ValueKind kind, Object[] boundaries, boolean nullAllowed) {
        this.kind = Objects.requireNonNull(kind, "kind is null");
        this.boundaries = boundaries;
        this.nullAllowed = nullAllowed;
    }

    /** No value at all, and not null. */
    public static ValueSet empty(ValueKind kind) {
        return new ValueSet(kind, NO_BOUNDARY, false);
    }

    /** Every value and null. */
    public static ValueSet everything(ValueKind kind) {
        return notNull(kind).orNull();
    }

    /** Every value, but not null. */
    public static ValueSet notNull(ValueKind kind) {
        return new ValueSet(kind, new Object[] {kind.least()}, false);
    }

    /** Only null. */
    public static ValueSet onlyNull(ValueKind kind) {
        return empty(kind).orNull();
    }

    /** Exactly one value; not null. */
    public static ValueSet of(ValueKind kind, Object value) {
        return between(kind, value, value);
    }

    /** Exactly these values; not null. An empty collection gives the empty set. */
    public static ValueSet ofAll(ValueKind kind, Collection<?> values) {
        Object[] sorted = values.toArray();
        for (Object value : sorted) {
            kind.requireValue(value);
        }
        Arrays.sort(sorted, kind.order());
        List<Object> out = new ArrayList<>(2 * sorted.length);
        for (Object value : sorted) {
            int last = out.size() - 1;
            if (last >= 0 && (last & 1) == 0) {
                break; // the last interval already has no end
            }
            if (last >= 0 && kind.compare(out.get(last), value) > 0) {
                continue; // the same value again
            }
            if (last >= 0 && kind.compare(out.get(last), value) == 0) {
                out.remove(last); // touches the interval before
            } else {
                out.add(value);
            }
            Object next = kind.nextOrNull(value);
            if (next != null) {
                out.add(next);
            }
        }
        return new ValueSet(kind, out.toArray(), false);
    }

    /** All values v with {@code low <= v <= high}; empty when low is above high. */
    public static ValueSet between(ValueKind kind, Object low, Object high) {
        return atLeast(kind, low).intersect(atMost(kind, high));
    }

    /** All values v with {@code v >= low}. */
    public static ValueSet atLeast(ValueKind kind, Object low) {
        kind.requireValue(low);
        return new ValueSet(kind, new Object[] {low}, false);
    }

    /** All values v with {@code v > low}. */
    public static ValueSet above(ValueKind kind, Object low) {
        kind.requireValue(low);
        Object next = kind.nextOrNull(low);
        return next == null ? empty(kind) : atLeast(kind, next);
    }

    /** All values v with {@code v < high}. */
    public static ValueSet below(ValueKind kind, Object high) {
        return atLeast(kind, high).complementOfValues();
    }

    /** All values v with {@code v <= high}. */
    public static ValueSet atMost(ValueKind kind, Object high) {
        return above(kind, high).complementOfValues();
    }

    /** All texts that begin with {@code prefix}. */
    public static ValueSet startingWith(String prefix) {
        ValueSet from = atLeast(ValueKind.TEXT, prefix);
        String end = endOfPrefixOrNull(prefix);
        return end == null ? from : from.intersect(below(ValueKind.TEXT, end));
    }

    /** The type of the values. */
    public ValueKind kind() {
        return kind;
    }

    /** Whether null is in the set. */
    public boolean isNullAllowed() {
        return nullAllowed;
    }

    /** Whether nothing is in the set, not even null. */
    public boolean isEmpty() {
        return boundaries.length == 0 && !nullAllowed;
    }

    /** Whether every value and null are in the set: it constrains nothing. */
    public boolean isEverything() {
        return nullAllowed && isEveryValue();
    }

    private boolean isEveryValue() {
        return boundaries.length == 1 && boundaries[0].equals(kind.least());
    }

    /** Whether {@code valueOrNull} is in the set. */
    public boolean contains(Object valueOrNull) {
        if (valueOrNull == null) {
            return nullAllowed;
        }
        kind.requireValue(valueOrNull);
        return (boundariesUpTo(valueOrNull) & 1) == 1;
    }

    /** How many boundaries are at or below the value; odd when the value is in an interval. */
    private int boundariesUpTo(Object value) {
        int from = 0;
        int to = boundaries.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (kind.compare(boundaries[middle], value) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** This set and null. */
    public ValueSet orNull() {
        return nullAllowed ? this : new ValueSet(kind, boundaries, true);
    }

    /** This set without null. */
    public ValueSet withoutNull() {
        return nullAllowed ? new ValueSet(kind, boundaries, false) : this;
    }

    /**
     * The values that are not in this set. Null is not in the result: this is what {@code NOT (x IN set)} accepts when
     * x is a column.
     */
    public ValueSet complementOfValues() {
        boolean startsAtLeast = boundaries.length > 0 && boundaries[0].equals(kind.least());
        Object[] flipped;
        if (startsAtLeast) {
            flipped = Arrays.copyOfRange(boundaries, 1, boundaries.length);
        } else {
            flipped = new Object[boundaries.length + 1];
            flipped[0] = kind.least();
            System.arraycopy(boundaries, 0, flipped, 1, boundaries.length);
        }
        return new ValueSet(kind, flipped, false);
    }

    /** The complement in all respects: the values that are not in this set, and null exactly when it is not here. */
    public ValueSet complement() {
        ValueSet values = complementOfValues();
        return nullAllowed ? values : values.orNull();
    }

    /** What is in both sets. */
    public ValueSet intersect(ValueSet other) {
        return new ValueSet(kind, merge(other, 2), nullAllowed && other.nullAllowed);
    }

    /** What is in at least one of the sets. */
    public ValueSet union(ValueSet other) {
        return new ValueSet(kind, merge(other, 1), nullAllowed || other.nullAllowed);
    }

    /** Whether the sets have nothing in common. Cost: linear in the smaller set, logarithmic in the larger. */
    public boolean isDisjoint(ValueSet other) {
        requireSameKind(other);
        if (nullAllowed && other.nullAllowed) {
            return false;
        }
        ValueSet few = boundaries.length <= other.boundaries.length ? this : other;
        ValueSet many = few == this ? other : this;
        for (int i = 0; i < few.boundaries.length; i += 2) {
            Object end = i + 1 < few.boundaries.length ? few.boundaries[i + 1] : null;
            if (many.meetsInterval(few.boundaries[i], end)) {
                return false;
            }
        }
        return true;
    }

    /** Whether every element of this set, null included, is in {@code other}. */
    public boolean isSubsetOf(ValueSet other) {
        return isDisjoint(other.complement());
    }

    /** Whether some value of this set lies in [start, end); an end of null means no end. */
    private boolean meetsInterval(Object start, Object endOrNull) {
        int boundariesUpToStart = boundariesUpTo(start);
        if ((boundariesUpToStart & 1) == 1) {
            return true;
        }
        if (boundariesUpToStart == boundaries.length) {
            return false;
        }
        return endOrNull == null || kind.compare(boundaries[boundariesUpToStart], endOrNull) < 0;
    }

    /** Sweeps over both boundary lists and keeps the stretches that at least {@code coverMin} of the sets cover. */
    private Object[] merge(ValueSet other, int coverMin) {
        requireSameKind(other);
        Object[] out = new Object[boundaries.length + other.boundaries.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < boundaries.length || j < other.boundaries.length) {
            boolean wasIn = (i & 1) + (j & 1) >= coverMin;
            int order = order(i, other, j);
            Object at = order <= 0 ? boundaries[i] : other.boundaries[j];
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
            boolean isIn = (i & 1) + (j & 1) >= coverMin;
            if (isIn != wasIn) {
                out[size++] = at;
            }
        }
        return size == 0 ? NO_BOUNDARY : Arrays.copyOf(out, size);
    }

    private int order(int i, ValueSet other, int j) {
        if (i == boundaries.length) {
            return 1;
        }
        return j == other.boundaries.length ? -1 : kind.compare(boundaries[i], other.boundaries[j]);
    }

    private void requireSameKind(ValueSet other) {
        if (kind != other.kind) {
            throw new IllegalArgumentException("sets of " + kind + " and of " + other.kind + " cannot be combined");
        }
    }

    /** The least text above all texts with this prefix; null when there is none. */
    static String endOfPrefixOrNull(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            int start = end - Character.charCount(last);
            if (last >= Character.MIN_SURROGATE && last <= Character.MAX_SURROGATE) {
                return null; // an unpaired surrogate has no place in UTF-8: give up the upper end, which is sound
            }
            if (last < Character.MAX_CODE_POINT) {
                int next = last == HIGHEST_BEFORE_SURROGATES ? LOWEST_AFTER_SURROGATES : last + 1;
                return prefix.substring(0, start) + Character.toString(next);
            }
            end = start;
        }
        return null;
    }

    /** The least value of the set, if there is a value at all; null otherwise. */
    public Object leastOrNull() {
        return boundaries.length == 0 ? null : boundaries[0];
    }

    /**
     * A value that no value of the set exceeds: for whole numbers the greatest one, for texts a bound that may lie just
     * above it. Null when there is no value, or no such bound.
     */
    public Object greatestOrNull() {
        if ((boundaries.length & 1) == 1 || boundaries.length == 0) {
            return boundaries.length == 0 ? null : kind.greatestOrNull();
        }
        return kind.atMostBefore(boundaries[boundaries.length - 1]);
    }

    /** The values, if the set consists of at most {@code countMax} single values; null otherwise. Null is not listed. */
    public List<Object> pointsOrNull(int countMax) {
        List<Object> points = new ArrayList<>();
        for (int i = 0; i < boundaries.length; i += 2) {
            Object value = boundaries[i];
            Object end = i + 1 < boundaries.length ? boundaries[i + 1] : null;
            while (end == null || kind.compare(value, end) < 0) {
                points.add(value);
                if (points.size() > countMax) {
                    return null;
                }
                Object next = kind.nextOrNull(value);
                if (next == null) {
                    break;
                }
                value = next;
            }
        }
        return points;
    }

    /** The boundaries of the normal form; package-private for the description and the tests. */
    List<Object> boundaries() {
        return List.of(boundaries);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueSet that
                && kind == that.kind
                && nullAllowed == that.nullAllowed
                && Arrays.equals(boundaries, that.boundaries);
    }

    @Override
    public int hashCode() {
        return (kind.hashCode() * 31 + Arrays.hashCode(boundaries)) * 2 + (nullAllowed ? 1 : 0);
    }

    /** SQL-like text for people, with {@code x} for the column. */
    @Override
    public String toString() {
        return ValueSetDescription.of("x", this);
    }
}
