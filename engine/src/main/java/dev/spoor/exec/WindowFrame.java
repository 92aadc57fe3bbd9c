/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import java.util.Objects;

/**
 * Which rows around a row its window call sees.
 *
 * @param unit what the offsets of the bounds count
 * @param start first row
 * @param end last row, inclusive
 */
public record WindowFrame(Unit unit, Bound start, Bound end) {
    /** What an offset counts: rows, values of the one order key, or groups of peers. */
    public enum Unit {
        ROWS,
        RANGE,
        GROUPS
    }

    /** Where a bound lies; in the order in which bounds may follow each other. */
    public enum Kind {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /**
     * One end of a frame.
     *
     * @param offset for PRECEDING and FOLLOWING: a Long that counts rows or groups; for RANGE a value that can be taken
     *     from the order key: Long, BigDecimal or Double for a number of that type (Integer for INTEGER), Long micros of
     *     an INTERVAL DAY or Integer months of an INTERVAL YEAR for a date or time. Never negative. Null for the others
     */
    public record Bound(Kind kind, Object offset) {
        public static final Bound UNBOUNDED_PRECEDING = new Bound(Kind.UNBOUNDED_PRECEDING, null);
        public static final Bound CURRENT_ROW = new Bound(Kind.CURRENT_ROW, null);
        public static final Bound UNBOUNDED_FOLLOWING = new Bound(Kind.UNBOUNDED_FOLLOWING, null);

        public Bound {
            Objects.requireNonNull(kind, "kind is null");
            boolean counted = kind == Kind.PRECEDING || kind == Kind.FOLLOWING;
            if (counted != (offset != null)) {
                throw new IllegalArgumentException(kind + (counted ? " needs an offset" : " takes no offset"));
            }
        }

        public static Bound preceding(Object offset) {
            return new Bound(Kind.PRECEDING, offset);
        }

        public static Bound following(Object offset) {
            return new Bound(Kind.FOLLOWING, offset);
        }

        @Override
        public String toString() {
            String words = kind.name().replace('_', ' ');
            return offset == null ? words : offset + " " + words;
        }
    }

    /** What SQL means where an order is given without a frame: all rows up to the last peer of the row. */
    public static final WindowFrame DEFAULT = new WindowFrame(Unit.RANGE, Bound.UNBOUNDED_PRECEDING, Bound.CURRENT_ROW);

    /** The whole partition; what SQL means where no order is given. */
    public static final WindowFrame WHOLE =
            new WindowFrame(Unit.ROWS, Bound.UNBOUNDED_PRECEDING, Bound.UNBOUNDED_FOLLOWING);

    public WindowFrame {
        Objects.requireNonNull(unit, "unit is null");
        if (start.kind == Kind.UNBOUNDED_FOLLOWING
                || end.kind == Kind.UNBOUNDED_PRECEDING
                || start.kind.compareTo(end.kind) > 0) {
            throw new IllegalArgumentException("a frame cannot go from " + start + " to " + end);
        }
    }

    @Override
    public String toString() {
        return unit + " BETWEEN " + start + " AND " + end;
    }
}
