/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How far the last query of a statement has come, or what it did. Immutable. */
public final class QueryProgress {
    private final Map<Figure, Long> figures;
    private final TimeWithFiles timeOrNull;

    /** What is counted. A server tells fewer to a user who may not see everything. */
    public enum Figure {
        /** Rows given to the driver. */
        ROWS,
        ELAPSED_MILLIS,
        EVENTS_MATCHED,
        EVENTS_SCANNED,
        DUPLICATES_REMOVED,
        FILES_TOTAL,
        FILES_PRUNED,
        FILES_READ,
        FILES_UNREADABLE,
        BYTES_READ,
        BYTES_INFLATED,
        MEMORY_PEAK_BYTES,
        SPILLED_BYTES,
        LIST_REQUESTS,
        READ_REQUESTS,
        WRITE_REQUESTS,
        REPEATED_REQUESTS,
        STORE_BYTES
    }

    /** How much of the time that a query asks about has files. */
    public static final class TimeWithFiles {
        private final String unit;
        private final long total;
        private final Map<String, Long> gaps;
        private final String digests;

        /**
         * Makes one.
         *
         * @param unit {@code HOUR} or {@code DAY}
         * @param total units of the time asked for
         * @param gaps units without files, by the place that lacks them, worst first
         * @param digests whether somebody can know more than that: {@code THERE}, {@code NONE} or {@code UNKNOWN}
         */
        public TimeWithFiles(String unit, long total, Map<String, Long> gaps, String digests) {
            this.unit = unit;
            this.total = total;
            this.gaps = Collections.unmodifiableMap(new LinkedHashMap<>(gaps));
            this.digests = digests;
        }

        public String unit() {
            return unit;
        }

        public long total() {
            return total;
        }

        public Map<String, Long> gaps() {
            return gaps;
        }

        public String digests() {
            return digests;
        }
    }

    /** @param timeOrNull null when it is not known */
    public QueryProgress(Map<Figure, Long> figures, TimeWithFiles timeOrNull) {
        this.figures = figures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(figures));
        this.timeOrNull = timeOrNull;
    }

    /** Empty when it is not told. */
    public OptionalLong get(Figure figure) {
        Long value = figures.get(figure);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Everything that is told. */
    public Map<Figure, Long> figures() {
        return figures;
    }

    /** Empty when it is not known. */
    public Optional<TimeWithFiles> timeWithFiles() {
        return Optional.ofNullable(timeOrNull);
    }

    /** Statements tell it: {@code statement.unwrap(QueryProgress.Source.class)}. */
    public interface Source {
        /**
         * How far the last query has come; empty before the first, and when its server does not tell. Asks the server; from any
         * thread, also while the query runs.
         */
        Optional<QueryProgress> progress();
    }
}
