/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * The pages of one chunk, in order, with jumps forward: header, check sum, decompression. Bytes are fetched in
 * stretches that grow while pages are read one after the other. One thread.
 */
final class ChunkReader {
    private static final int HEADER_BYTES_FIRST = 512;
    private static final int HEADER_BYTES_MAX = 8 << 20;
    private static final int PAGE_BYTES_MAX = 1 << 30;
    private static final int FETCH_BYTES_FIRST = 32 << 10;
    private static final int FETCH_BYTES_MAX = 4 << 20;

    private final ParquetFile file;
    private final ObjectReads reads;
    private final PageBuffers buffers;
    private final PageScratch scratch;
    private final Codec codec;
    private final ReadCounters counters;
    private final ReadBlocks blocks;
    private final long start;
    private final long end;
    private long next;

    private byte[] fetched = {};
    private long fetchedStart;
    private int fetchedLength;
    private int fetchBytes;

    private byte[] page = {};
    private int pageLength;
    private PageHeader header;
    private long headerAt;
    private int bodyAt;

    /**
     * Throws NOT_SUPPORTED for a codec that we do not read.
     *
     * @param buffers of the thread; what is taken from them is {@link #scratch}, which the caller gives back
     * @param blocks what is read together with other chunks
     * @param eager whether the chunk will mostly be read whole
     */
    ChunkReader(
            ParquetFile file,
            ColumnMetaData chunk,
            PageBuffers buffers,
            ReadBlocks blocks,
            boolean eager,
            ReadCounters counters) {
        this.file = file;
        this.counters = counters;
        this.reads = file.reads();
        this.buffers = buffers;
        this.blocks = blocks;
        this.start = ParquetFile.chunkStart(chunk);
        this.end = start + chunk.getTotal_compressed_size();
        this.next = start;
        this.codec = codecOf(file, chunk);
        this.fetchBytes = eager ? FETCH_BYTES_MAX : FETCH_BYTES_FIRST;
        this.scratch = buffers.take();
    }

    private static Codec codecOf(ParquetFile file, ColumnMetaData chunk) {
        Codec codec = Codec.ofOrNull(chunk.getCodec());
        if (codec == null) {
            throw new EngineException(
                            ErrorCode.NOT_SUPPORTED,
                            file.key() + " is compressed with " + chunk.getCodec() + ", which we do not read")
                    .with("key", file.key());
        }
        return codec;
    }

    /** Whether pages follow. */
    boolean hasNext() {
        return next < end;
    }

    /** Goes on at a page that the offset index knows. */
    void jump(long offset) throws MalformedPageException {
        if (offset < next || offset >= end) {
            throw new MalformedPageException("the offset index leads outside of its chunk");
        }
        next = offset;
    }

    /** Reads the next header; the body must then be either loaded or skipped. */
    PageHeader nextHeader() throws MalformedPageException {
        headerAt = next;
        int length = HEADER_BYTES_FIRST;
        while (true) {
            int available = (int) Math.min(length, end - next);
            int at = ensure(next, available);
            ByteArrayInputStream in = new ByteArrayInputStream(fetched, at, available);
            try {
                header = Util.readPageHeader(in);
                bodyAt = available - in.available();
                break;
            } catch (IOException | RuntimeException e) {
                if (available < length || length >= HEADER_BYTES_MAX) {
                    throw new MalformedPageException("a page header cannot be read (" + e.getMessage() + ")");
                }
                length *= 8;
            }
        }
        int from = (int) (headerAt - fetchedStart);
        if (file.isTrusted() && !(header.isSetCrc() && FileCheck.isSealedHeader(fetched, from, bodyAt))) {
            throw new MalformedPageException("a page header does not match its check sum");
        }
        boolean sane = header.getCompressed_page_size() >= 0
                && header.getUncompressed_page_size() >= 0
                && header.getUncompressed_page_size() <= PAGE_BYTES_MAX
                && header.getCompressed_page_size() <= end - next - bodyAt;
        if (!sane) {
            throw new MalformedPageException("a page of no sane size");
        }
        next += bodyAt + header.getCompressed_page_size();
        return header;
    }

    /** Reads the next header without passing its page. */
    PageHeader peekHeader() throws MalformedPageException {
        long before = next;
        PageHeader peeked = nextHeader();
        next = before;
        return peeked;
    }

    /** Where the page whose header was read last begins. */
    long pageOffset() {
        return headerAt;
    }

    /** Checks and inflates the body of the page whose header was read last, into {@link #page()}. */
    void load() throws MalformedPageException {
        int stored = header.getCompressed_page_size();
        int at = ensure(headerAt + bodyAt, stored);
        if (header.isSetCrc()) {
            CRC32 crc = new CRC32();
            crc.update(fetched, at, stored);
            if ((int) crc.getValue() != header.getCrc()) {
                throw new MalformedPageException("a page does not match its check sum");
            }
        }
        pageLength = header.getUncompressed_page_size();
        counters.bytesInflated += pageLength;
        page = scratch.page(pageLength);
        int plain = 0;
        boolean compressed = true;
        if (header.getType() == PageType.DATA_PAGE_V2) {
            var v2 = header.getData_page_header_v2();
            plain = v2.getRepetition_levels_byte_length() + v2.getDefinition_levels_byte_length();
            compressed = v2.isIs_compressed();
            boolean sane = v2.getRepetition_levels_byte_length() >= 0
                    && v2.getDefinition_levels_byte_length() >= 0
                    && plain <= stored
                    && plain <= pageLength;
            if (!sane) {
                throw new MalformedPageException("a page whose levels are longer than it");
            }
            System.arraycopy(fetched, at, page, 0, plain);
        }
        Codec how = compressed ? codec : Codec.UNCOMPRESSED;
        if (pageLength > plain || stored > plain) {
            how.decompress(fetched, at + plain, stored - plain, page, plain, pageLength - plain, buffers);
        }
    }

    /** The arrays that it reads into. */
    PageScratch scratch() {
        return scratch;
    }

    byte[] page() {
        return page;
    }

    int pageLength() {
        return pageLength;
    }

    ParquetFile file() {
        return file;
    }

    /** Makes bytes of the file available; where they begin in {@link #fetched}. */
    private int ensure(long offset, int length) {
        boolean there = offset >= fetchedStart && offset + length <= fetchedStart + fetchedLength;
        ReadBlocks.Block block = there ? null : blocks.findOrNull(offset, length);
        if (block != null) {
            fetched = block.bytes();
            fetchedStart = block.start();
            fetchedLength = block.length();
        } else if (!there) {
            boolean onward = fetchedLength > 0 && offset >= fetchedStart && offset <= fetchedStart + fetchedLength;
            fetchBytes = onward ? Math.min(2 * fetchBytes, FETCH_BYTES_MAX) : fetchBytes;
            int wanted = (int) Math.min(Math.max(length, fetchBytes), end - offset);
            fetchedLength = 0;
            fetched = scratch.fetched(wanted);
            reads.read(offset, fetched, 0, wanted);
            counters.bytesRead += wanted;
            fetchedStart = offset;
            fetchedLength = wanted;
        }
        return (int) (offset - fetchedStart);
    }

    /** The page that holds a row; the last one that does not begin after it. */
    static int pageOf(OffsetIndex index, long row) {
        int low = 0;
        int high = index.getPage_locationsSize() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (index.getPage_locations().get(middle).getFirst_row_index() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
