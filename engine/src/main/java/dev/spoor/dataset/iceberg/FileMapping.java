/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset.iceberg;

import dev.spoor.dataset.FieldMetrics;
import dev.spoor.dataset.LakeFile;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;

/** Data files and their statistics: ours as Iceberg's and back. */
final class FileMapping {
    private final StoreFileIO io;
    private final Schema schema;
    private final PartitionSpec spec;

    FileMapping(StoreFileIO io, Schema schema, PartitionSpec spec) {
        this.io = io;
        this.schema = schema;
        this.spec = spec;
    }

    DataFile toIceberg(LakeFile file) {
        PartitionData partition = new PartitionData(spec.partitionType());
        partition.set(0, file.day().isPresent() ? (Integer) file.day().getAsInt() : null);
        return DataFiles.builder(spec)
                .withPath(io.locationOf(file.key()))
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.sizeBytes())
                .withRecordCount(file.rowCount())
                .withPartition(partition)
                .withMetrics(metrics(file))
                .withSplitOffsets(file.splitOffsets())
                .build();
    }

    private Metrics metrics(LakeFile file) {
        Map<Integer, Long> sizes = new HashMap<>();
        Map<Integer, Long> values = new HashMap<>();
        Map<Integer, Long> nulls = new HashMap<>();
        Map<Integer, ByteBuffer> lower = new HashMap<>();
        Map<Integer, ByteBuffer> upper = new HashMap<>();
        file.metrics().forEach((id, known) -> {
            Type type = schema.findType(id);
            if (type == null) {
                throw new IllegalArgumentException(file.key() + " has statistics of field " + id + ", which is none");
            }
            sizes.put(id, known.sizeBytes());
            values.put(id, known.valueCount());
            nulls.put(id, known.nullCount());
            if (known.lowerOrNull() != null) {
                lower.put(id, bytes(type, known.lowerOrNull()));
            }
            if (known.upperOrNull() != null) {
                upper.put(id, bytes(type, known.upperOrNull()));
            }
        });
        return new Metrics(file.rowCount(), sizes, values, nulls, Map.of(), lower, upper);
    }

    private static ByteBuffer bytes(Type type, Object value) {
        return Conversions.toByteBuffer(type, value instanceof byte[] binary ? ByteBuffer.wrap(binary) : value);
    }

    LakeFile fromIceberg(DataFile file) {
        Map<Integer, FieldMetrics> metrics = new HashMap<>();
        Map<Integer, Long> values = orEmpty(file.valueCounts());
        values.forEach((id, count) -> {
            Type type = schema.findType(id);
            Long nulls = orEmpty(file.nullValueCounts()).get(id);
            if (type != null && nulls != null) {
                metrics.put(
                        id,
                        new FieldMetrics(
                                orEmpty(file.columnSizes()).getOrDefault(id, 0L),
                                count,
                                nulls,
                                value(type, orEmpty(file.lowerBounds()).get(id)),
                                value(type, orEmpty(file.upperBounds()).get(id))));
            }
        });
        Integer day = file.partition().get(0, Integer.class);
        return new LakeFile(
                io.keyOf(file.location()),
                file.fileSizeInBytes(),
                file.recordCount(),
                day == null ? OptionalInt.empty() : OptionalInt.of(day),
                metrics,
                file.splitOffsets() == null ? List.of() : file.splitOffsets());
    }

    private static <V> Map<Integer, V> orEmpty(Map<Integer, V> mapOrNull) {
        return mapOrNull == null ? Map.of() : mapOrNull;
    }

    private static Object value(Type type, ByteBuffer bytesOrNull) {
        if (bytesOrNull == null) {
            return null;
        }
        Object value = Conversions.fromByteBuffer(type, bytesOrNull.duplicate());
        if (value instanceof CharSequence text) {
            return text.toString();
        } else if (value instanceof ByteBuffer binary) {
            byte[] bytes = new byte[binary.remaining()];
            binary.duplicate().get(bytes);
            return bytes;
        } else if (value instanceof Float single) {
            return (double) single;
        } else if (value instanceof BigDecimal || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return null;
    }
}
