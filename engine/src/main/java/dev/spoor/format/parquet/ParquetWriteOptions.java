/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import java.util.Map;
import java.util.Set;

/**
 * How a Parquet file is laid out.
 *
 * @param codec compression of pages
 * @param level of ZSTD, 1 to 19
 * @param rowGroupRows a row group ends at or soon after so many rows
 * @param rowGroupBytes ... or so many bytes of compressed pages
 * @param pageRows a page ends at or soon after so many rows
 * @param pageBytes ... or so many bytes before compression
 * @param dictionaryBytes a dictionary that grows beyond is given up for the rest of its row group
 * @param bloomFields permanent ids (or, for fields without, see {@link #bloomNames}) of text fields that get a bloom
 *     filter wherever their dictionary is given up
 * @param bloomNames lower-case dotted names of text fields that get a bloom filter
 * @param timestampsAreInstants whether TIMESTAMP, too, is stored as adjusted to UTC, as lakes want it
 * @param metadata key-value pairs for the footer
 */
public record ParquetWriteOptions(
        Codec codec,
        int level,
        int rowGroupRows,
        long rowGroupBytes,
        int pageRows,
        int pageBytes,
        int dictionaryBytes,
        Set<Integer> bloomFields,
        Set<String> bloomNames,
        boolean timestampsAreInstants,
        Map<String, String> metadata) {
    /** For lakes: row groups small enough to skip and to share among workers, pages that align across most columns. */
    public static final ParquetWriteOptions LAKE = new ParquetWriteOptions(
            Codec.ZSTD, 1, 131_072, 64L << 20, 16_384, 1 << 20, 2 << 20, Set.of(), Set.of(), true, Map.of());

    public ParquetWriteOptions {
        bloomFields = Set.copyOf(bloomFields);
        bloomNames = Set.copyOf(bloomNames);
        metadata = Map.copyOf(metadata);
        boolean positive = rowGroupRows > 0 && rowGroupBytes > 0 && pageRows > 0 && pageBytes > 0;
        if (!positive || dictionaryBytes < 0 || codec == Codec.LZ4_RAW) {
            throw new IllegalArgumentException("cannot write Parquet with " + codec + ", row groups of " + rowGroupRows
                    + " rows and " + rowGroupBytes + " bytes, pages of " + pageRows + " rows and " + pageBytes
                    + " bytes");
        }
    }

    public ParquetWriteOptions withCodec(Codec other, int otherLevel) {
        return new ParquetWriteOptions(
                other,
                otherLevel,
                rowGroupRows,
                rowGroupBytes,
                pageRows,
                pageBytes,
                dictionaryBytes,
                bloomFields,
                bloomNames,
                timestampsAreInstants,
                metadata);
    }

    public ParquetWriteOptions withRowGroups(int rows, long bytes) {
        return new ParquetWriteOptions(
                codec,
                level,
                rows,
                bytes,
                pageRows,
                pageBytes,
                dictionaryBytes,
                bloomFields,
                bloomNames,
                timestampsAreInstants,
                metadata);
    }

    public ParquetWriteOptions withPages(int rows, int bytes) {
        return new ParquetWriteOptions(
                codec,
                level,
                rowGroupRows,
                rowGroupBytes,
                rows,
                bytes,
                dictionaryBytes,
                bloomFields,
                bloomNames,
                timestampsAreInstants,
                metadata);
    }

    public ParquetWriteOptions withDictionaryBytes(int bytes) {
        return new ParquetWriteOptions(
                codec,
                level,
                rowGroupRows,
                rowGroupBytes,
                pageRows,
                pageBytes,
                bytes,
                bloomFields,
                bloomNames,
                timestampsAreInstants,
                metadata);
    }

    public ParquetWriteOptions withBloomFilters(Set<Integer> ids, Set<String> names) {
        return new ParquetWriteOptions(
                codec,
                level,
                rowGroupRows,
                rowGroupBytes,
                pageRows,
                pageBytes,
                dictionaryBytes,
                ids,
                names,
                timestampsAreInstants,
                metadata);
    }

    public ParquetWriteOptions withTimestampsAsInstants(boolean instants) {
        return new ParquetWriteOptions(
                codec,
                level,
                rowGroupRows,
                rowGroupBytes,
                pageRows,
                pageBytes,
                dictionaryBytes,
                bloomFields,
                bloomNames,
                instants,
                metadata);
    }

    public ParquetWriteOptions withMetadata(Map<String, String> pairs) {
        return new ParquetWriteOptions(
                codec,
                level,
                rowGroupRows,
                rowGroupBytes,
                pageRows,
                pageBytes,
                dictionaryBytes,
                bloomFields,
                bloomNames,
                timestampsAreInstants,
                pairs);
    }
}
