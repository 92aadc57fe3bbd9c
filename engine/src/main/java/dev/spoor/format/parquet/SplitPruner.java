/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.StringDictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;

/**
 * Which rows of a row group may satisfy a constraint. Cheap evidence first: statistics, then the page index, then
 * dictionaries and bloom filters. Where there is no evidence, or of another kind, rows stay. One thread.
 */
final class SplitPruner {
    /** A bloom filter is asked about sets of at most so many values. */
    private static final int BLOOM_POINTS_MAX = 64;

    private final ParquetFile file;
    private final Memory memory;
    private final PageBuffers buffers;
    private final List<Condition> conditions = new ArrayList<>();
    private final boolean none;

    private record Condition(ParquetNode leaf, ValueSet wanted) {}

    SplitPruner(ParquetFile file, List<Field> tableFields, ScanConstraint constraint, PageBuffers buffers) {
        this.file = file;
        this.memory = buffers.memory();
        this.buffers = buffers;
        this.none = constraint.isNone();
        for (FieldPath path : constraint.paths()) {
            ValueSet wanted = constraint.on(path).orElseThrow();
            Optional<ParquetNode> node = FieldShape.nodeOf(file, tableFields, path);
            node.filter(leaf -> leaf.isLeaf() && leaf.rep() == 0 && Evidence.isOfKind(leaf, wanted.kind()))
                    .ifPresent(leaf -> conditions.add(new Condition(leaf, wanted)));
        }
    }

    /**
     * The rows that may be wanted.
     *
     * @param judgedOrNull a leaf whose dictionary need not be looked at, because the caller does
     */
    RowRanges prune(int split, ParquetNode judgedOrNull) {
        long rows = file.splitRows(split);
        if (none || rows == 0) {
            return RowRanges.none();
        }
        for (Condition condition : conditions) {
            if (statisticsExclude(split, condition)) {
                return RowRanges.none();
            }
        }
        RowRanges ranges = RowRanges.all(rows);
        for (Condition condition : conditions) {
            ranges = ranges.intersect(pages(split, condition, rows));
            if (ranges.count() == 0) {
                return ranges;
            }
        }
        for (Condition condition : conditions) {
            boolean isJudged = condition.leaf == judgedOrNull;
            if ((!isJudged && dictionaryExcludes(split, condition)) || bloomFilterExcludes(split, condition)) {
                return RowRanges.none();
            }
        }
        return ranges;
    }

    private boolean statisticsExclude(int split, Condition condition) {
        ParquetNode leaf = condition.leaf;
        Statistics statistics = file.chunk(split, leaf.leaf()).getMeta_data().getStatistics();
        if (statistics == null) {
            return false;
        }
        boolean ordered = file.hasTypeOrder(leaf.leaf());
        boolean allNull = statistics.isSetNull_count() && statistics.getNull_count() == file.splitRows(split);
        boolean maybeNull = leaf.def() > 0 && (!statistics.isSetNull_count() || statistics.getNull_count() > 0);
        ValueSet mayHold = Evidence.mayHold(
                leaf,
                condition.wanted.kind(),
                ordered ? statistics.getMin_value() : null,
                ordered ? statistics.getMax_value() : null,
                allNull,
                maybeNull);
        return mayHold.isDisjoint(condition.wanted);
    }

    private RowRanges pages(int split, Condition condition, long rows) {
        ParquetNode leaf = condition.leaf;
        ColumnIndex bounds = file.columnIndexOrNull(split, leaf.leaf());
        OffsetIndex places = bounds == null ? null : file.offsetIndexOrNull(split, leaf.leaf());
        if (places == null) {
            return RowRanges.all(rows);
        }
        int count = places.getPage_locationsSize();
        if (bounds.getNull_pagesSize() != count || bounds.getMin_valuesSize() != count) {
            throw file.reads().corrupt("its page index contradicts itself", 0);
        }
        List<long[]> wanted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long first = places.getPage_locations().get(i).getFirst_row_index();
            long end = i + 1 < count ? places.getPage_locations().get(i + 1).getFirst_row_index() : rows;
            if (first < 0 || first > end || end > rows || (i == 0 && first != 0)) {
                throw file.reads().corrupt("its page index contradicts itself", 0);
            }
            boolean allNull = bounds.getNull_pages().get(i);
            boolean maybeNull = leaf.def() > 0
                    && (!bounds.isSetNull_counts() || bounds.getNull_counts().get(i) > 0);
            ValueSet mayHold = Evidence.mayHold(
                    leaf,
                    condition.wanted.kind(),
                    Evidence.bytes(bounds.getMin_values().get(i)),
                    Evidence.bytes(bounds.getMax_values().get(i)),
                    allNull,
                    maybeNull);
            if (!mayHold.isDisjoint(condition.wanted)) {
                wanted.add(new long[] {first, end});
            }
        }
        return RowRanges.of(wanted);
    }

    /** A dictionary is all there is when every data page uses it. NULLs are not in it. */
    private boolean dictionaryExcludes(int split, Condition condition) {
        ColumnMetaData chunk = file.chunk(split, condition.leaf.leaf()).getMeta_data();
        boolean asked = condition.wanted.kind() == ValueKind.TEXT && isAllCoded(chunk);
        Statistics statistics = chunk.getStatistics();
        boolean noNulls = statistics != null && statistics.isSetNull_count() && statistics.getNull_count() == 0;
        if (!asked || (condition.wanted.isNullAllowed() && condition.leaf.def() > 0 && !noNulls)) {
            return false;
        }
        ReadCounters counters = new ReadCounters();
        try (Reservation heap = new Reservation(memory);
                LeafReader reader = new LeafReader(
                        file,
                        split,
                        condition.leaf,
                        true,
                        heap,
                        buffers,
                        new ReadBlocks(file.reads(), heap, counters),
                        false,
                        counters)) {
            if (!reader.loadDictionary() || reader.page().dictionary() == null) {
                return false;
            }
            StringDictionary dictionary = reader.page().dictionary();
            for (int code = 0; code < dictionary.size(); code++) {
                String text = Bound.textOrNull(dictionary.value(code));
                if (text == null || condition.wanted.contains(text)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether the footer says that every data page of a chunk holds indexes into its dictionary. */
    static boolean isAllCoded(ColumnMetaData chunk) {
        if (!chunk.isSetEncoding_stats()) {
            return false;
        }
        boolean any = false;
        for (PageEncodingStats stats : chunk.getEncoding_stats()) {
            if (stats.getPage_type() != PageType.DICTIONARY_PAGE) {
                boolean coded = stats.getEncoding() == Encoding.RLE_DICTIONARY
                        || stats.getEncoding() == Encoding.PLAIN_DICTIONARY;
                if (!coded && stats.getCount() > 0) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private boolean bloomFilterExcludes(int split, Condition condition) {
        if (condition.wanted.kind() != ValueKind.TEXT || condition.wanted.isNullAllowed()) {
            return false;
        }
        List<Object> points = condition.wanted.pointsOrNull(BLOOM_POINTS_MAX);
        if (points == null) {
            return false;
        }
        BloomFilter filter = file.bloomFilterOrNull(split, condition.leaf.leaf());
        if (filter == null) {
            return false;
        }
        for (Object point : points) {
            byte[] text = ((String) point).getBytes(StandardCharsets.UTF_8);
            if (filter.mayHold(XxHash64.hash(text, 0, text.length))) {
                return false;
            }
        }
        return true;
    }
}
