/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.FieldMetrics;
import dev.spoor.dataset.LakeFile;
import dev.spoor.schema.FieldIds;
import dev.spoor.schema.ProjectedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What reading data files from a far store takes, roughly and before any of them is opened: by what the table says about
 * the sizes of their fields, and by how chunks of columns are put together into requests. Filters may need less, columns
 * made of keys of JSON text are not considered, and footers may be known already.
 *
 * @param requests for footers and columns
 * @param bytes of columns
 */
record ReadForecast(long requests, long bytes) {
    static final ReadForecast NOTHING = new ReadForecast(0, 0);

    /** Chunks up to this are read together with their neighbours, and longer ones in pieces of this. */
    private static final long TOGETHER_BYTES_MAX = 1 << 20;

    private static final long REQUEST_BYTES_MAX = 4 << 20;

    ReadForecast plus(ReadForecast other) {
        return new ReadForecast(requests + other.requests, bytes + other.bytes);
    }

    /** @param columns what is read of the file */
    static ReadForecast of(DataFile file, List<ProjectedColumn> columns) {
        List<Integer> leaves = new ArrayList<>();
        for (ProjectedColumn column : columns) {
            Field stored = fieldOrNull(file.columns(), column.path().column());
            for (String step : column.path().steps()) {
                stored = stored == null ? null : fieldOrNull(stored.getChildren(), step);
            }
            if (stored != null) {
                addLeaves(stored, column.field(), leaves);
            }
        }
        return of(file.file(), leaves.stream().distinct().toList());
    }

    private static ReadForecast of(LakeFile file, List<Integer> leaves) {
        int splits = Math.max(1, file.splitOffsets().size());
        long bytes = 0;
        long together = 0;
        long requests = 1;
        for (int leaf : leaves) {
            FieldMetrics known = file.metrics().get(leaf);
            long size = known == null ? 0 : known.sizeBytes();
            bytes += size;
            if (size / splits <= TOGETHER_BYTES_MAX) {
                together += size;
            } else {
                requests += splits * ceiling(size / splits, REQUEST_BYTES_MAX);
            }
        }
        return new ReadForecast(requests + splits * ceiling(together / splits, REQUEST_BYTES_MAX), bytes);
    }

    private static long ceiling(long size, long unit) {
        return (size + unit - 1) / unit;
    }

    /** Of a ROW those fields that are wanted, of everything else all. */
    private static void addLeaves(Field stored, Field wanted, List<Integer> leaves) {
        OptionalInt id = FieldIds.of(stored);
        if (stored.getChildren().isEmpty() && id.isPresent()) {
            leaves.add(id.getAsInt());
        }
        boolean isRow = stored.getType() instanceof ArrowType.Struct && wanted.getType() instanceof ArrowType.Struct;
        for (Field child : stored.getChildren()) {
            Field wantedChild = isRow ? fieldOrNull(wanted.getChildren(), child.getName()) : child;
            if (wantedChild != null) {
                addLeaves(child, wantedChild, leaves);
            }
        }
    }

    private static Field fieldOrNull(List<Field> fields, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return fields.stream()
                .filter(field -> field.getName().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElse(null);
    }
}
