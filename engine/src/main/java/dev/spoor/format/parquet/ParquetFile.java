/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.error.EngineException;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * A Parquet file whose footer was read and checked. Immutable and safe for all threads; holds no connection, so it may
 * be kept for as long as the object is unchanged. Row groups are its splits.
 */
public final class ParquetFile {
    /** The end of a file that is read first: most footers are shorter. */
    private static final int TAIL_BYTES = 64 << 10;

    private static final int FOOTER_BYTES_MAX = 256 << 20;
    private static final int TRAILER_BYTES = 8;
    private static final int INDEX_BYTES_MAX = 64 << 20;

    /** Page indexes and bloom filters of a file that take no more than this together are read at once and kept. */
    private static final int KEPT_INDEX_BYTES_MAX = 4 << 20;

    private final ObjectReads reads;
    private final FileMetaData footer;
    private final ParquetSchema schema;
    private final Map<String, String> metadata = new HashMap<>();
    private final int footerBytes;
    private final int[] indexSums;
    private final boolean trusted;
    private final ByteRange keptIndexOrNull;
    private final boolean[] verified;
    private volatile byte[] keptIndex;

    /** An index, or a bloom filter with its header: {@code length} bytes from {@code start} on. */
    private record IndexPiece(byte[] bytes, int start, int length) {
        ByteArrayInputStream in() {
            return new ByteArrayInputStream(bytes, start, length);
        }
    }

    private ParquetFile(ObjectReads reads, byte[] footerBytes) throws MalformedPageException, IOException {
        this.reads = reads;
        this.footerBytes = footerBytes.length;
        boolean sealed = FileCheck.verify(footerBytes);
        this.trusted = sealed;
        this.footer = Util.readFileMetaData(new ByteArrayInputStream(footerBytes), 2 * footerBytes.length + 1024);
        if (footer.isSetKey_value_metadata()) {
            for (KeyValue pair : footer.getKey_value_metadata()) {
                metadata.put(pair.getKey(), pair.getValue());
            }
        }
        String sums = metadata.get(FileCheck.INDEX_KEY);
        this.indexSums = sums == null ? null : FileCheck.indexSums(sums);
        if (!sealed && FileCheck.CREATED_BY.equals(footer.getCreated_by())) {
            throw new MalformedPageException("the footer has lost its check sum");
        }
        this.schema = ParquetSchema.of(footer.getSchema());
        check();
        this.keptIndexOrNull = indexRangeOrNull();
        this.verified = new boolean[indexSums == null ? 0 : indexSums.length];
    }

    /**
     * Reads the footer.
     *
     * @throws EngineException STORE_FAILURE, OBJECT_VANISHED, CORRUPT_DATA, or NOT_SUPPORTED for a schema that we do not
     *     read
     */
    public static ParquetFile open(ObjectStore store, ObjectEntry entry) {
        ObjectReads reads = new ObjectReads(store, entry);
        long size = reads.size();
        if (size < TRAILER_BYTES + ParquetWriter.MAGIC.length) {
            throw reads.corrupt("it is too short for a Parquet file", 0);
        }
        int tailLength = (int) Math.min(size, TAIL_BYTES);
        byte[] tail = new byte[tailLength];
        reads.read(size - tailLength, tail, 0, tailLength);
        int magicAt = tailLength - ParquetWriter.MAGIC.length;
        if (!Arrays.equals(tail, magicAt, tailLength, ParquetWriter.MAGIC, 0, ParquetWriter.MAGIC.length)) {
            throw reads.corrupt("it does not end like a Parquet file", size - ParquetWriter.MAGIC.length);
        }
        int length = (int) Bytes.INTS.get(tail, tailLength - TRAILER_BYTES);
        long start = size - TRAILER_BYTES - length;
        if (length <= 0 || length > FOOTER_BYTES_MAX || start < ParquetWriter.MAGIC.length) {
            throw reads.corrupt("its footer has no sane length", size - TRAILER_BYTES);
        }
        byte[] footer = new byte[length];
        if (length <= tailLength - TRAILER_BYTES) {
            System.arraycopy(tail, tailLength - TRAILER_BYTES - length, footer, 0, length);
        } else {
            reads.read(start, footer, 0, length);
        }
        try {
            return new ParquetFile(reads, footer);
        } catch (MalformedPageException e) {
            throw reads.corrupt(e.getMessage(), start);
        } catch (EngineException e) {
            throw e.with("key", entry.key());
        } catch (IOException | RuntimeException e) {
            throw reads.corrupt("its footer cannot be read (" + e.getMessage() + ")", start);
        }
    }

    private void check() throws MalformedPageException {
        long rows = 0;
        List<ParquetNode> leaves = schema.leaves();
        for (RowGroup group : footer.getRow_groups()) {
            require(group.getNum_rows() >= 0 && group.getNum_rows() <= Integer.MAX_VALUE, "a row group's rows");
            require(group.getColumns().size() == leaves.size(), "a row group's columns");
            rows += group.getNum_rows();
            for (int i = 0; i < leaves.size(); i++) {
                ColumnChunk chunk = group.getColumns().get(i);
                require(chunk.isSetMeta_data() && !chunk.isSetFile_path(), "a chunk outside of the file");
                ColumnMetaData data = chunk.getMeta_data();
                long start = chunkStart(data);
                long length = data.getTotal_compressed_size();
                require(start >= 0 && length >= 0 && length <= reads.size() - start, "the place of a chunk");
                require(data.getType() == leaves.get(i).physical(), "the type of a chunk");
                boolean counts = leaves.get(i).rep() > 0
                        ? data.getNum_values() >= group.getNum_rows()
                        : data.getNum_values() == group.getNum_rows();
                require(counts, "the values of a chunk");
            }
        }
        require(rows == footer.getNum_rows(), "the number of rows");
        int groups = footer.getRow_groups().size();
        require(
                indexSums == null || indexSums.length == groups * leaves.size() * FileCheck.SUMS_PER_LEAF,
                "the index's check sums");
    }

    private static void require(boolean holds, String what) throws MalformedPageException {
        if (!holds) {
            throw new MalformedPageException("its footer contradicts itself about " + what);
        }
    }

    static long chunkStart(ColumnMetaData chunk) {
        boolean before = chunk.isSetDictionary_page_offset()
                && chunk.getDictionary_page_offset() > 0
                && chunk.getDictionary_page_offset() < chunk.getData_page_offset();
        return before ? chunk.getDictionary_page_offset() : chunk.getData_page_offset();
    }

    public String key() {
        return reads.key();
    }

    /** Exact. */
    public long rowCount() {
        return footer.getNum_rows();
    }

    /** The file's columns as ours, with their permanent ids where the file has them. */
    public List<Field> fields() {
        return schema.columns().stream().map(ParquetNode::field).toList();
    }

    /** Key-value pairs of the footer, ours included. */
    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    /** Number of row groups: parts that may be read independently. */
    public int splitCount() {
        return footer.getRow_groups().size();
    }

    /** Rows of a split, exact. */
    public long splitRows(int split) {
        return footer.getRow_groups().get(split).getNum_rows();
    }

    /** Heap bytes that this object takes, roughly. */
    public long memoryBytes() {
        return 6L * footerBytes + 1024 + (keptIndexOrNull == null ? 0 : keptIndexOrNull.lengthMax());
    }

    /** Whether this is a file of ours, with check sums everywhere. */
    boolean isTrusted() {
        return trusted;
    }

    ParquetSchema schema() {
        return schema;
    }

    ObjectReads reads() {
        return reads;
    }

    ColumnChunk chunk(int split, int leaf) {
        return footer.getRow_groups().get(split).getColumns().get(leaf);
    }

    /** Whether min_value and max_value follow the order of the type. */
    boolean hasTypeOrder(int leaf) {
        return footer.isSetColumn_orders()
                && footer.getColumn_orders().size() > leaf
                && footer.getColumn_orders().get(leaf).isSetTYPE_ORDER();
    }

    /** Null if the chunk has none. */
    OffsetIndex offsetIndexOrNull(int split, int leaf) {
        ColumnChunk chunk = chunk(split, leaf);
        if (!chunk.isSetOffset_index_offset() || !chunk.isSetOffset_index_length()) {
            return null;
        }
        long offset = chunk.getOffset_index_offset();
        IndexPiece piece = index(offset, chunk.getOffset_index_length(), split, leaf, 1);
        try {
            return Util.readOffsetIndex(piece.in());
        } catch (IOException | RuntimeException e) {
            throw reads.corrupt("an offset index cannot be read (" + e.getMessage() + ")", offset);
        }
    }

    /** Null if the chunk has none. */
    org.apache.parquet.format.ColumnIndex columnIndexOrNull(int split, int leaf) {
        ColumnChunk chunk = chunk(split, leaf);
        if (!chunk.isSetColumn_index_offset() || !chunk.isSetColumn_index_length()) {
            return null;
        }
        long offset = chunk.getColumn_index_offset();
        IndexPiece piece = index(offset, chunk.getColumn_index_length(), split, leaf, 0);
        try {
            return Util.readColumnIndex(piece.in());
        } catch (IOException | RuntimeException e) {
            throw reads.corrupt("a column index cannot be read (" + e.getMessage() + ")", offset);
        }
    }

    /** Null if the chunk has none, or one of a kind or length that we do not know. */
    BloomFilter bloomFilterOrNull(int split, int leaf) {
        ColumnMetaData chunk = chunk(split, leaf).getMeta_data();
        if (!chunk.isSetBloom_filter_offset() || !chunk.isSetBloom_filter_length()) {
            return null;
        }
        long offset = chunk.getBloom_filter_offset();
        IndexPiece piece = index(offset, chunk.getBloom_filter_length(), split, leaf, 2);
        ByteArrayInputStream in = piece.in();
        try {
            var header = Util.readBloomFilterHeader(in);
            boolean known = header.getAlgorithm().isSetBLOCK()
                    && header.getHash().isSetXXHASH()
                    && header.getCompression().isSetUNCOMPRESSED();
            int start = piece.start + piece.length - in.available();
            if (header.getNumBytes() > in.available()) {
                throw new MalformedPageException("a bloom filter of " + header.getNumBytes() + " bytes");
            }
            return known ? BloomFilter.of(piece.bytes, start, header.getNumBytes()) : null;
        } catch (IOException | MalformedPageException | RuntimeException e) {
            throw reads.corrupt("a bloom filter cannot be read (" + e.getMessage() + ")", offset);
        }
    }

    private IndexPiece index(long offset, int length, int split, int leaf, int kind) {
        if (offset < 0 || length < 0 || length > INDEX_BYTES_MAX || offset > reads.size() - length) {
            throw reads.corrupt("an index lies outside of the file", offset);
        }
        IndexPiece piece = piece(offset, length);
        if (indexSums != null) {
            int at = (split * schema.leaves().size() + leaf) * FileCheck.SUMS_PER_LEAF + kind;
            boolean isKnown = piece.bytes == keptIndex && verified[at];
            if (!isKnown && indexSums[at] != FileCheck.crc(piece.bytes, piece.start, length)) {
                throw reads.corrupt("an index does not match its check sum", offset);
            }
            verified[at] = true;
        }
        return piece;
    }

    private IndexPiece piece(long offset, int length) {
        if (keptIndexOrNull == null) {
            byte[] bytes = new byte[length];
            reads.read(offset, bytes, 0, length);
            return new IndexPiece(bytes, 0, length);
        }
        byte[] all = keptIndex;
        if (all == null) {
            all = new byte[(int) keptIndexOrNull.lengthMax()];
            reads.read(keptIndexOrNull.startByte(), all, 0, all.length);
            keptIndex = all;
        }
        return new IndexPiece(all, (int) (offset - keptIndexOrNull.startByte()), length);
    }

    /** Where all page indexes and bloom filters lie; null if there are none, or they are too long or too far apart. */
    private ByteRange indexRangeOrNull() {
        long start = Long.MAX_VALUE;
        long end = 0;
        for (RowGroup group : footer.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                if (chunk.isSetColumn_index_offset() && chunk.isSetColumn_index_length()) {
                    start = Math.min(start, chunk.getColumn_index_offset());
                    end = Math.max(end, chunk.getColumn_index_offset() + chunk.getColumn_index_length());
                }
                if (chunk.isSetOffset_index_offset() && chunk.isSetOffset_index_length()) {
                    start = Math.min(start, chunk.getOffset_index_offset());
                    end = Math.max(end, chunk.getOffset_index_offset() + chunk.getOffset_index_length());
                }
                ColumnMetaData data = chunk.getMeta_data();
                if (data.isSetBloom_filter_offset() && data.isSetBloom_filter_length()) {
                    start = Math.min(start, data.getBloom_filter_offset());
                    end = Math.max(end, data.getBloom_filter_offset() + data.getBloom_filter_length());
                }
            }
        }
        boolean isSane = start >= 0 && start < end && end <= reads.size() && end - start <= KEPT_INDEX_BYTES_MAX;
        return isSane ? new ByteRange(start, end - start) : null;
    }

    /** Row groups in file order. */
    public List<Integer> allSplits() {
        List<Integer> splits = new ArrayList<>();
        for (int i = 0; i < splitCount(); i++) {
            splits.add(i);
        }
        return splits;
    }
}
