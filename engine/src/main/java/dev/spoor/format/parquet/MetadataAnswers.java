/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.format.Statistics;

/**
 * What a footer alone answers about a column of a file, where that is provably exact; empty where it is not. Only files
 * of ours are believed, whose footers have a check sum. Immutable, safe for all threads.
 */
public final class MetadataAnswers {
    private final ParquetFile file;
    private final List<Field> tableFields;

    /** @param tableFields as in {@link ParquetReadRequest} */
    public MetadataAnswers(ParquetFile file, List<Field> tableFields) {
        this.file = file;
        this.tableFields = List.copyOf(tableFields);
    }

    /** Rows of the file. */
    public long rowCount() {
        return file.rowCount();
    }

    /** Rows in which the column, which is in no list, is NULL. */
    public OptionalLong nullCount(FieldPath path) {
        Optional<ParquetNode> leaf = leaf(path);
        if (leaf.isEmpty()) {
            return OptionalLong.empty();
        }
        long nulls = 0;
        for (int split = 0; split < file.splitCount(); split++) {
            Statistics statistics = statistics(split, leaf.get());
            if (statistics == null || !statistics.isSetNull_count()) {
                return OptionalLong.empty();
            }
            nulls += statistics.getNull_count();
        }
        return OptionalLong.of(nulls);
    }

    /**
     * Least value of the column, as a value of the kind: NULL only is no answer. Only where no bound was cut.
     */
    public Optional<Object> least(FieldPath path, ValueKind kind) {
        return bound(path, kind, true);
    }

    /** Greatest value of the column; see {@link #least}. */
    public Optional<Object> greatest(FieldPath path, ValueKind kind) {
        return bound(path, kind, false);
    }

    private Optional<Object> bound(FieldPath path, ValueKind kind, boolean isLeast) {
        Optional<ParquetNode> leaf = leaf(path).filter(node -> Evidence.isOfKind(node, kind));
        if (leaf.isEmpty()) {
            return Optional.empty();
        }
        Object best = null;
        for (int split = 0; split < file.splitCount(); split++) {
            Statistics statistics = statistics(split, leaf.get());
            if (statistics == null || !statistics.isSetNull_count()) {
                return Optional.empty();
            }
            if (statistics.getNull_count() == file.splitRows(split)) {
                continue;
            }
            boolean exact = isLeast
                    ? statistics.isSetMin_value() && statistics.isIs_min_value_exact()
                    : statistics.isSetMax_value() && statistics.isIs_max_value_exact();
            if (!exact) {
                return Optional.empty();
            }
            byte[] plain = isLeast ? statistics.getMin_value() : statistics.getMax_value();
            ValueSet point = Evidence.mayHold(leaf.get(), kind, plain, plain, false, false);
            List<Object> points = point.pointsOrNull(1);
            if (points == null || points.isEmpty()) {
                return Optional.empty();
            }
            Object value = points.get(0);
            int order = best == null ? 0 : kind.order().compare(value, best);
            best = best == null || (isLeast ? order < 0 : order > 0) ? value : best;
        }
        return Optional.ofNullable(best);
    }

    private Statistics statistics(int split, ParquetNode leaf) {
        return file.chunk(split, leaf.leaf()).getMeta_data().getStatistics();
    }

    private Optional<ParquetNode> leaf(FieldPath path) {
        return file.isTrusted()
                ? FieldShape.nodeOf(file, tableFields, path).filter(node -> node.isLeaf() && node.rep() == 0)
                : Optional.empty();
    }
}
