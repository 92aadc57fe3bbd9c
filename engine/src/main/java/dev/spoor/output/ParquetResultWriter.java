/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.format.parquet.ParquetWriteOptions;
import dev.spoor.format.parquet.ParquetWriter;
import dev.spoor.store.PositionedOutputStream;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.io.OutputStream;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A result as one Parquet file, compressed with ZSTD, with the types that Parquet has: nested values stay nested, TIMESTAMP is a local
 * time, TIMESTAMP WITH TIME ZONE an instant, JSON is text. IPADDRESS and intervals, which it lacks, are the text that CSV has of them.
 * Of columns that are called the same, the later ones get a number. One row group is in memory, and counted.
 */
final class ParquetResultWriter implements ResultWriter {
    private static final int ROW_GROUP_ROWS = 131_072;
    private static final long ROW_GROUP_BYTES = 32L << 20;
    private static final ParquetWriteOptions OPTIONS = ParquetWriteOptions.LAKE
            .withRowGroups(ROW_GROUP_ROWS, ROW_GROUP_BYTES)
            .withTimestampsAsInstants(false);

    private final PositionedOutputStream out;
    private final Memory memory;
    private ExportedColumns columns;
    private ParquetWriter writer;

    ParquetResultWriter(OutputStream out, Memory memory) {
        this.out = PositionedOutputStream.counting(out);
        this.memory = memory;
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) {
        columns =
                new ExportedColumns(ColumnNames.distinctInAnyCase(columnNames), schema, ParquetResultWriter::isLacked);
        writer = new ParquetWriter(out, "the Parquet file", columns.fields(), OPTIONS, memory);
    }

    private static boolean isLacked(Field field) {
        return SqlTypes.isIpAddress(field)
                || field.getType().equals(SqlTypes.INTERVAL_YEAR)
                || field.getType().equals(SqlTypes.INTERVAL_DAY);
    }

    @Override
    public void write(Batch batch) {
        try (Batch exported = columns.of(batch, memory)) {
            writer.write(exported);
        }
    }

    @Override
    public void end() {
        writer.finish();
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
