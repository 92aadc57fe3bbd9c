/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.testing.MemoryObjectStore;
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Memory;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Parquet is written and read where no class of Hadoop, and none of Parquet's that need it, can be found. */
class HadoopFreeTest {
    @Test
    void worksWithoutAnyJarOfHadoop() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(part).getFileName().toString().contains("hadoop")) {
                urls.add(Path.of(part).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            assertThrows(ClassNotFoundException.class, () -> loader.loadClass("org.apache.hadoop.conf.Configuration"));
            assertThrows(
                    ClassNotFoundException.class,
                    () -> loader.loadClass("org.apache.parquet.hadoop.ParquetFileReader"));
            Class<?> type = loader.loadClass(RoundTrip.class.getName());
            ((Runnable) type.getDeclaredConstructor().newInstance()).run();
        }
    }

    /** Runs in a class loader of its own. */
    public static final class RoundTrip implements Runnable {
        @Override
        public void run() {
            List<Field> fields = RandomRows.allFields();
            List<List<Object>> rows = new RandomRows(3).rows(fields, 300);
            MemoryObjectStore store = new MemoryObjectStore("mem://lake");
            for (Codec codec : List.of(Codec.ZSTD, Codec.SNAPPY, Codec.GZIP, Codec.UNCOMPRESSED)) {
                try (Memory memory = Memory.root(1L << 28)) {
                    var entry = ParquetFiles.writeTo(
                            store, fields, rows, ParquetWriteOptions.LAKE.withCodec(codec, 1), memory);
                    assertEquals(
                            Rows.show(rows),
                            Rows.show(ParquetFiles.read(store, entry, ParquetFiles.everything(fields, 100, memory))));
                }
            }
        }
    }
}
