/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.store.PositionedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.XxHash;

/** Writes row groups, and at the end of the file their bloom filters and page indexes. */
final class RowGroupWriter {
    private static final double BLOOM_FALSE_RATE = 0.01;

    /** The first two are null for a chunk of which they would say nothing new. */
    private record Index(byte[] columnIndexOrNull, byte[] offsetIndexOrNull, byte[] bloomOrNull) {}

    private final PositionedOutputStream sink;
    private final ParquetWriteOptions options;
    private final List<List<Index>> indexes = new ArrayList<>();
    private final List<Integer> sums = new ArrayList<>();

    RowGroupWriter(PositionedOutputStream sink, ParquetWriteOptions options) {
        this.sink = sink;
        this.options = options;
    }

    /** Check sums of what {@link #writeIndexes} wrote. */
    List<Integer> sums() {
        return sums;
    }

    /** Writes the chunks of a group and empties the leaves. */
    RowGroup write(List<LeafWriter> leaves, List<FieldTotals> totals, int rows, int ordinal) throws IOException {
        long start = sink.position();
        List<ColumnChunk> chunks = new ArrayList<>();
        List<Index> groupIndexes = new ArrayList<>();
        long rawBytes = 0;
        for (int i = 0; i < leaves.size(); i++) {
            LeafWriter leaf = leaves.get(i);
            leaf.endPage();
            ChunkSummary summary = new ChunkSummary(leaf.pages(), leaf.values().hasBounds());
            ColumnMetaData metadata = writeChunk(leaf, summary, groupIndexes);
            rawBytes += metadata.getTotal_uncompressed_size();
            totals.get(i).add(summary, metadata.getTotal_compressed_size());
            chunks.add(new ColumnChunk(0).setMeta_data(metadata));
            leaf.reset();
        }
        indexes.add(groupIndexes);
        RowGroup group = new RowGroup(chunks, rawBytes, rows);
        group.setFile_offset(start);
        group.setTotal_compressed_size(sink.position() - start);
        if (ordinal <= Short.MAX_VALUE) {
            group.setOrdinal((short) ordinal);
        }
        return group;
    }

    private ColumnMetaData writeChunk(LeafWriter leaf, ChunkSummary summary, List<Index> groupIndexes)
            throws IOException {
        long start = sink.position();
        long raw = 0;
        Map<Encoding, Integer> pagesOf = new LinkedHashMap<>();
        LeafWriter.Page dictionary = leaf.dictionaryPageOrNull();
        if (dictionary != null) {
            writePage(dictionary);
            raw += dictionary.header().length + dictionary.rawBytes();
        }
        long firstData = sink.position();
        List<PageLocation> locations = new ArrayList<>();
        long firstRow = 0;
        for (LeafWriter.Page page : leaf.pages()) {
            locations.add(new PageLocation(sink.position(), page.storedBytes(), firstRow));
            writePage(page);
            raw += page.header().length + page.rawBytes();
            pagesOf.merge(page.encoding(), 1, Integer::sum);
            firstRow += page.rows();
        }
        Set<Encoding> encodings = new LinkedHashSet<>(pagesOf.keySet());
        encodings.add(Encoding.RLE);
        if (dictionary != null) {
            encodings.add(Encoding.PLAIN);
        }
        ColumnMetaData metadata = new ColumnMetaData(
                leaf.leaf().physical(),
                new ArrayList<>(encodings),
                leaf.leaf().path(),
                options.codec().stored(),
                summary.entries(),
                raw,
                sink.position() - start,
                firstData);
        List<PageEncodingStats> stats = new ArrayList<>();
        if (dictionary != null) {
            metadata.setDictionary_page_offset(start);
            stats.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
        }
        pagesOf.forEach((encoding, count) -> stats.add(new PageEncodingStats(PageType.DATA_PAGE, encoding, count)));
        metadata.setEncoding_stats(stats);
        metadata.setStatistics(summary.statistics());
        groupIndexes.add(index(leaf, summary, new OffsetIndex(locations)));
        return metadata;
    }

    private void writePage(LeafWriter.Page page) throws IOException {
        sink.write(page.header());
        sink.write(page.body());
    }

    private static Index index(LeafWriter leaf, ChunkSummary summary, OffsetIndex offsets) throws IOException {
        byte[] bloomOrNull = bloomOrNull(leaf.values().hashesOrNull());
        boolean isTold = leaf.pages().size() == 1 || summary.nulls() == summary.entries();
        if (isTold) {
            return new Index(null, null, bloomOrNull); // the statistics of the chunk hold for its only page
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writeOffsetIndex(offsets, out);
        byte[] offsetIndex = out.toByteArray();
        ColumnIndex columnIndex = summary.columnIndexOrNull();
        byte[] columnIndexOrNull = null;
        if (columnIndex != null) {
            out.reset();
            Util.writeColumnIndex(columnIndex, out);
            columnIndexOrNull = out.toByteArray();
        }
        return new Index(columnIndexOrNull, offsetIndex, bloomOrNull);
    }

    private static byte[] bloomOrNull(long[] hashesOrNull) throws IOException {
        if (hashesOrNull == null) {
            return null;
        }
        Arrays.sort(hashesOrNull);
        long distinct = Arrays.stream(hashesOrNull).distinct().count();
        BloomFilter filter = BloomFilter.forValues(distinct, BLOOM_FALSE_RATE);
        for (long hash : hashesOrNull) {
            filter.add(hash);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writeBloomFilterHeader(
                new BloomFilterHeader(
                        filter.bytes().length,
                        BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
                        BloomFilterHash.XXHASH(new XxHash()),
                        BloomFilterCompression.UNCOMPRESSED(new Uncompressed())),
                out);
        out.write(filter.bytes());
        return out.toByteArray();
    }

    /** Writes the indexes of all groups and notes in the groups where they lie. */
    void writeIndexes(List<RowGroup> groups) throws IOException {
        for (int group = 0; group < groups.size(); group++) {
            List<ColumnChunk> chunks = groups.get(group).getColumns();
            for (int leaf = 0; leaf < chunks.size(); leaf++) {
                ColumnChunk chunk = chunks.get(leaf);
                Index index = indexes.get(group).get(leaf);
                if (index.columnIndexOrNull != null) {
                    chunk.setColumn_index_offset(sink.position());
                    chunk.setColumn_index_length(index.columnIndexOrNull.length);
                }
                write(index.columnIndexOrNull);
                if (index.offsetIndexOrNull != null) {
                    chunk.setOffset_index_offset(sink.position());
                    chunk.setOffset_index_length(index.offsetIndexOrNull.length);
                }
                write(index.offsetIndexOrNull);
                if (index.bloomOrNull != null) {
                    chunk.getMeta_data().setBloom_filter_offset(sink.position());
                    chunk.getMeta_data().setBloom_filter_length(index.bloomOrNull.length);
                }
                write(index.bloomOrNull);
            }
        }
    }

    private void write(byte[] bytesOrNull) throws IOException {
        byte[] bytes = bytesOrNull == null ? new byte[0] : bytesOrNull;
        sums.add(FileCheck.crc(bytes, 0, bytes.length));
        sink.write(bytes);
    }
}
