/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.testing.RandomRows;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Parquet's own Java reader, which Spark and Trino's older paths stand on, reads what we write. */
class ParquetJavaTest {
    @Test
    void sameRows(@TempDir Path folder) throws Exception {
        List<Field> fields = List.of(
                SqlTypes.varchar("text"),
                SqlTypes.field("n", SqlTypes.BIGINT),
                SqlTypes.field("flag", SqlTypes.BOOLEAN),
                SqlTypes.array("list", SqlTypes.varchar("e")),
                SqlTypes.textMap("map"));
        List<List<Object>> rows = new RandomRows(12).rows(fields, 2_000);
        Path path = folder.resolve("rows.parquet");
        ParquetWriteOptions options = ParquetWriteOptions.LAKE
                .withCodec(Codec.UNCOMPRESSED, 1)
                .withRowGroups(700, 1 << 20)
                .withPages(150, 1 << 16);
        try (Memory memory = Memory.root(1L << 28)) {
            Files.write(path, ParquetFiles.write(fields, rows, options, memory));
        }
        ParquetReadOptions readOptions = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .usePageChecksumVerification(true)
                .build();
        List<String> read = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path), readOptions)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            PageReadStore pages = reader.readNextRowGroup();
            while (pages != null) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    read.add(show(records.read()));
                }
                pages = reader.readNextRowGroup();
            }
        }
        assertEquals(rows.stream().map(ParquetJavaTest::show).toList(), read);
    }

    private static String show(Group group) {
        List<String> shown = new ArrayList<>();
        shown.add(group.getFieldRepetitionCount(0) == 0 ? "NULL" : group.getString(0, 0));
        shown.add(group.getFieldRepetitionCount(1) == 0 ? "NULL" : "" + group.getLong(1, 0));
        shown.add(group.getFieldRepetitionCount(2) == 0 ? "NULL" : "" + group.getBoolean(2, 0));
        for (int field = 3; field < 5; field++) {
            if (group.getFieldRepetitionCount(field) == 0) {
                shown.add("NULL");
                continue;
            }
            Group repeated = group.getGroup(field, 0);
            List<String> entries = new ArrayList<>();
            for (int i = 0; i < repeated.getFieldRepetitionCount(0); i++) {
                Group entry = repeated.getGroup(0, i);
                String key = field == 3 ? "" : entry.getString(0, 0) + "=";
                int value = field - 3;
                boolean none = entry.getFieldRepetitionCount(value) == 0;
                entries.add(key + (none ? "NULL" : entry.getString(value, 0)));
            }
            shown.add(entries.toString());
        }
        return shown.toString();
    }

    private static String show(List<Object> row) {
        List<String> shown = new ArrayList<>();
        for (Object value : row) {
            if (value instanceof List<?> list) {
                shown.add(list.stream()
                        .map(each -> each == null ? "NULL" : each.toString())
                        .toList()
                        .toString());
            } else if (value instanceof java.util.Map<?, ?> map) {
                List<String> entries = new ArrayList<>();
                map.forEach((key, each) -> entries.add(key + "=" + (each == null ? "NULL" : each)));
                shown.add(entries.toString());
            } else {
                shown.add(value == null ? "NULL" : value.toString());
            }
        }
        return shown.toString();
    }
}
