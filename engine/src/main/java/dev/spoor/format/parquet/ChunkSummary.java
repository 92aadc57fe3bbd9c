/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.Statistics;

/** What the pages of a chunk hold together: counts, bounds, the column index. */
final class ChunkSummary {
    private static final ByteBuffer NO_BOUND = ByteBuffer.allocate(0);

    private final List<LeafWriter.Page> pages;
    private final boolean hasIndex;
    private long entries;
    private long nulls;
    private boolean bounded = true;
    private PageValues.BoundPair least;
    private PageValues.BoundPair greatest;
    private boolean exact = true;

    /** @param ordered whether pages of this leaf have bounds at all */
    ChunkSummary(List<LeafWriter.Page> pages, boolean ordered) {
        this.pages = pages;
        for (LeafWriter.Page page : pages) {
            entries += page.entries();
            nulls += page.nulls();
            boolean allNull = page.entries() == page.nulls();
            if (!allNull) {
                boolean known =
                        page.boundsOrNull() != null && page.boundsOrNull().upper() != null;
                bounded &= known;
                if (known) {
                    merge(page.boundsOrNull());
                }
            }
        }
        this.hasIndex = ordered && bounded;
    }

    @SuppressWarnings("unchecked")
    private void merge(PageValues.BoundPair pair) {
        exact &= pair.exact();
        if (least == null || ((Comparable<Object>) pair.least()).compareTo(least.least()) < 0) {
            least = pair;
        }
        if (greatest == null || ((Comparable<Object>) pair.greatest()).compareTo(greatest.greatest()) > 0) {
            greatest = pair;
        }
    }

    long entries() {
        return entries;
    }

    long nulls() {
        return nulls;
    }

    /** Null when there is no value or a page's bounds are not known. */
    PageValues.BoundPair leastOrNull() {
        return bounded ? least : null;
    }

    PageValues.BoundPair greatestOrNull() {
        return bounded ? greatest : null;
    }

    Statistics statistics() {
        Statistics statistics = new Statistics();
        statistics.setNull_count(nulls);
        if (bounded && least != null) {
            statistics.setMin_value(least.lower());
            statistics.setMax_value(greatest.upper());
            statistics.setIs_min_value_exact(exact);
            statistics.setIs_max_value_exact(exact);
        }
        return statistics;
    }

    /** Null when some page has values and no bounds. */
    ColumnIndex columnIndexOrNull() {
        if (!hasIndex) {
            return null;
        }
        List<Boolean> nullPages = new ArrayList<>();
        List<ByteBuffer> lower = new ArrayList<>();
        List<ByteBuffer> upper = new ArrayList<>();
        List<Long> nullCounts = new ArrayList<>();
        for (LeafWriter.Page page : pages) {
            boolean allNull = page.entries() == page.nulls();
            nullPages.add(allNull);
            lower.add(allNull ? NO_BOUND : ByteBuffer.wrap(page.boundsOrNull().lower()));
            upper.add(allNull ? NO_BOUND : ByteBuffer.wrap(page.boundsOrNull().upper()));
            nullCounts.add((long) page.nulls());
        }
        ColumnIndex index = new ColumnIndex(
                nullPages, lower, upper, isAscending() ? BoundaryOrder.ASCENDING : BoundaryOrder.UNORDERED);
        index.setNull_counts(nullCounts);
        return index;
    }

    @SuppressWarnings("unchecked")
    private boolean isAscending() {
        PageValues.BoundPair last = null;
        for (LeafWriter.Page page : pages) {
            PageValues.BoundPair pair = page.boundsOrNull();
            if (page.entries() != page.nulls()) {
                boolean descends = last != null
                        && (((Comparable<Object>) pair.least()).compareTo(last.least()) < 0
                                || ((Comparable<Object>) pair.greatest()).compareTo(last.greatest()) < 0);
                if (descends) {
                    return false;
                }
                last = pair;
            }
        }
        return true;
    }
}
