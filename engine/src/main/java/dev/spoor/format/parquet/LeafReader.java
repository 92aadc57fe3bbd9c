/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.error.EngineException;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.StringDictionary;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;

/**
 * Rows of one leaf of one row group, in order: pages are decoded whole, levels and values side by side, and handed to a
 * {@link LeafSink} in stretches. Jumps forward without decoding what lies between. One thread.
 */
final class LeafReader implements AutoCloseable {
    private final ParquetFile file;
    private final ParquetNode leaf;
    private final int split;
    private final ColumnMetaData chunk;
    private final long rowCount;
    private final PageBuffers buffers;
    private final PageScratch scratch;
    private final ChunkReader pages;
    private final PageDecoder decoder;
    private final ReadCounters counters;
    private OffsetIndex offsets;
    private boolean offsetsAsked;
    private boolean started;
    private boolean jumped;
    private long entriesSeen;

    /** The next row to begin: entries at hand with a repetition level above 0 belong to the one before. */
    private long row;

    private int entry;
    private int value;

    /**
     * @param flat see {@link PageDecoder}
     * @param heap counts what is kept of the chunk; not closed by this
     * @param buffers of the thread
     * @param blocks what is read together with other chunks
     * @param eager whether most pages will be read
     */
    LeafReader(
            ParquetFile file,
            int split,
            ParquetNode leaf,
            boolean flat,
            Reservation heap,
            PageBuffers buffers,
            ReadBlocks blocks,
            boolean eager,
            ReadCounters counters) {
        this.file = file;
        this.leaf = leaf;
        this.split = split;
        this.chunk = file.chunk(split, leaf.leaf()).getMeta_data();
        this.rowCount = file.splitRows(split);
        this.counters = counters;
        this.buffers = buffers;
        this.pages = new ChunkReader(file, chunk, buffers, blocks, eager, counters);
        this.scratch = pages.scratch();
        this.decoder = new PageDecoder(leaf, flat, file.isTrusted(), heap, scratch);
    }

    /** Gives its arrays back; to be called once. */
    @Override
    public void close() {
        buffers.giveBack(scratch);
    }

    ParquetNode leaf() {
        return leaf;
    }

    /** Reads the dictionary, if the chunk has one and no page was read; whether there is one. */
    boolean loadDictionary() {
        try {
            startWithDictionary();
        } catch (MalformedPageException | RuntimeException e) {
            throw corrupt(e);
        }
        return decoder.hasDictionary();
    }

    PageDecoder page() {
        return decoder;
    }

    /** The texts that all values are among, if they are indexes into one dictionary; null if not. Before any row is read. */
    StringDictionary wholeDictionaryOrNull() {
        return SplitPruner.isAllCoded(chunk) && loadDictionary() ? decoder.dictionary() : null;
    }

    /** Whether a value may be missing in some row. */
    boolean mayHoldNulls() {
        Statistics known = chunk.getStatistics();
        return leaf.def() > 0 && !(known != null && known.isSetNull_count() && known.getNull_count() == 0);
    }

    /** Lets a selection look at the next rows, of a flat leaf that has a {@link #wholeDictionaryOrNull}. */
    void select(int rows, CodeSelection selection) {
        try {
            selection.begin(rows);
            int done = 0;
            while (done < rows) {
                if (entry == decoder.entries()) {
                    if (!advance(0)) {
                        throw new MalformedPageException("a column has fewer rows than its row group");
                    }
                    continue;
                }
                int some = Math.min(rows - done, decoder.entries() - entry);
                selectInPage(some, done, selection);
                row += some;
                done += some;
            }
        } catch (MalformedPageException | RuntimeException e) {
            throw corrupt(e);
        }
    }

    private void selectInPage(int rows, int first, CodeSelection selection) throws MalformedPageException {
        int values = decoder.valuesIn(entry, entry + rows);
        if (values > 0 && decoder.form() != PageDecoder.Form.CODES) {
            throw new MalformedPageException("a page of plain values, where the footer says that there is none");
        }
        if (values == rows) {
            decoder.select(value, rows, selection, first);
        } else {
            int[] codes = decoder.uncheckedCodes(value, values);
            selection.add(codes, decoder.defined(), entry, rows, first);
        }
        value += values;
        entry += rows;
    }

    /** Goes on at a row, which is not before the place reached. */
    void seek(long target) {
        if (target < row || target > rowCount) {
            throw new IllegalArgumentException("row " + target + " after row " + row + " of " + rowCount);
        }
        if (target == row) {
            return;
        }
        try {
            boolean beyond = leaf.rep() > 0 || target - row >= decoder.entries() - entry;
            if (beyond && target < rowCount) {
                jump(target);
            }
            skip(target);
        } catch (MalformedPageException | RuntimeException e) {
            throw corrupt(e);
        }
    }

    private void jump(long target) throws MalformedPageException {
        if (!offsetsAsked) {
            offsets = file.offsetIndexOrNull(split, leaf.leaf());
            offsetsAsked = true;
        }
        if (offsets == null || offsets.getPage_locationsSize() == 0) {
            return;
        }
        var location = offsets.getPage_locations().get(ChunkReader.pageOf(offsets, target));
        long first = location.getFirst_row_index();
        if (first > row && first <= target) {
            startWithDictionary();
            pages.jump(location.getOffset());
            jumped = true;
            row = first;
            entry = 0;
            value = 0;
            decoder.forget();
        }
    }

    /** A dictionary page comes before all others, and may not be jumped over. */
    private void startWithDictionary() throws MalformedPageException {
        boolean coded = chunk.isSetDictionary_page_offset()
                || chunk.getEncodings().contains(Encoding.RLE_DICTIONARY)
                || chunk.getEncodings().contains(Encoding.PLAIN_DICTIONARY);
        if (!started && coded && pages.hasNext()) {
            started = true;
            PageHeader header = pages.peekHeader();
            if (header.getType() == PageType.DICTIONARY_PAGE) {
                pages.nextHeader();
                loadDictionary(header);
            }
        }
    }

    private void loadDictionary(PageHeader header) throws MalformedPageException {
        pages.load();
        decoder.loadDictionary(header, pages.page(), pages.pageLength());
    }

    private void skip(long target) throws MalformedPageException {
        while (row < target) {
            if (entry < decoder.entries()) {
                skipInPage(target - row);
            } else if (!advance(leaf.rep() == 0 ? target - row : 0)) {
                throw new MalformedPageException("a column has fewer rows than its row group");
            }
        }
    }

    private void skipInPage(long rows) {
        int from = entry;
        long passed = 0;
        if (leaf.rep() == 0) {
            passed = Math.min(rows, decoder.entries() - entry);
            entry += (int) passed;
        } else {
            byte[] reps = decoder.reps();
            while (entry < decoder.entries() && (reps[entry] != 0 || passed < rows)) {
                passed += reps[entry++] == 0 ? 1 : 0;
            }
        }
        value += decoder.valuesIn(from, entry);
        row += passed;
    }

    /**
     * Makes the next data page the one at hand; false at the end. Pages that lie within the rows that may be passed are
     * passed unread, which moves the row.
     */
    private boolean advance(long passable) throws MalformedPageException {
        long left = passable;
        while (pages.hasNext()) {
            started = true;
            PageHeader header = pages.nextHeader();
            if (header.getType() == PageType.DICTIONARY_PAGE) {
                loadDictionary(header);
            } else if (header.getType() != PageType.INDEX_PAGE) {
                int entries = PageDecoder.entriesOf(header);
                entriesSeen += entries;
                requireSane(entries);
                if (entries <= left) {
                    row += entries;
                    left -= entries;
                    counters.pagesSkipped++;
                    if (left == 0) {
                        return true;
                    }
                    continue;
                }
                pages.load();
                decoder.decode(header, pages.page(), pages.pageLength());
                counters.pagesRead++;
                entry = 0;
                value = 0;
                return true;
            }
        }
        if (!jumped && entriesSeen != chunk.getNum_values()) {
            throw new MalformedPageException(
                    "a column has " + entriesSeen + " values, the footer says " + chunk.getNum_values());
        }
        return false;
    }

    private void requireSane(int entries) throws MalformedPageException {
        boolean fits = leaf.rep() > 0 || entries <= rowCount - row;
        if (!fits || entries > chunk.getNum_values()) {
            throw new MalformedPageException("a column has more rows than its row group");
        }
    }

    /** Hands the next rows to the sink. */
    void read(int rows, LeafSink sink) {
        try {
            if (leaf.rep() == 0) {
                readFlat(rows, sink);
            } else {
                readLists(rows, sink);
            }
        } catch (MalformedPageException | RuntimeException e) {
            throw corrupt(e);
        }
    }

    private void readFlat(int rows, LeafSink sink) throws MalformedPageException {
        int left = rows;
        while (left > 0) {
            if (entry == decoder.entries()) {
                if (!advance(0)) {
                    throw new MalformedPageException("a column has fewer rows than its row group");
                }
                continue;
            }
            int some = Math.min(left, decoder.entries() - entry);
            hand(entry, entry + some, sink);
            row += some;
            left -= some;
        }
    }

    /**
     * Hands some of the rows from {@code base} on to the sink, of a flat leaf.
     *
     * @param rows in ascending order, counted from {@code base}
     */
    void pick(long base, int[] rows, VectorSink sink) {
        try {
            int done = 0;
            while (done < rows.length) {
                seek(base + rows[done]);
                if (entry == decoder.entries() && !advance(0)) {
                    throw new MalformedPageException("a column has fewer rows than its row group");
                }
                done += pickInPage(base, rows, done, sink);
            }
        } catch (MalformedPageException | RuntimeException e) {
            throw corrupt(e);
        }
    }

    /** How many rows of the page at hand were picked. */
    private int pickInPage(long base, int[] rows, int from, VectorSink sink) throws MalformedPageException {
        long firstOfPage = row - entry;
        int to = from;
        while (to < rows.length && base + rows[to] < firstOfPage + decoder.entries()) {
            to++;
        }
        int[] entries = new int[to - from];
        for (int i = from; i < to; i++) {
            entries[i - from] = (int) (base + rows[i] - firstOfPage);
        }
        int last = entries[entries.length - 1];
        sink.pick(decoder, entries);
        value += decoder.valuesIn(entry, last + 1);
        row += last + 1 - entry;
        entry = last + 1;
        return to - from;
    }

    /** A row goes on over the end of a page where the next page does not begin with a row. */
    private void readLists(int rows, LeafSink sink) throws MalformedPageException {
        int begun = 0;
        while (true) {
            if (entry == decoder.entries()) {
                if (!advance(0)) {
                    break;
                }
                continue;
            }
            byte[] reps = decoder.reps();
            int from = entry;
            while (begun == 0 && from < decoder.entries() && reps[from] != 0) {
                from++; // the rest of a row that was skipped
            }
            value += decoder.valuesIn(entry, from);
            entry = from;
            int to = from;
            while (to < decoder.entries() && (reps[to] != 0 || begun < rows)) {
                begun += reps[to++] == 0 ? 1 : 0;
            }
            hand(from, to, sink);
            if (entry < decoder.entries()) {
                break;
            }
        }
        if (begun != rows) {
            throw new MalformedPageException("a column has fewer rows than its row group");
        }
        row += rows;
    }

    private void hand(int from, int to, LeafSink sink) throws MalformedPageException {
        if (to > from) {
            sink.append(decoder, from, to, value);
            value += decoder.valuesIn(from, to);
            entry = to;
        }
    }

    private EngineException corrupt(Exception e) {
        if (e instanceof EngineException known) {
            return known;
        }
        boolean told = e instanceof MalformedPageException;
        String what = told ? e.getMessage() : "a page cannot be decoded (" + e + ")";
        return file.reads().corrupt(what + ", in column " + String.join(".", leaf.path()), pages.pageOffset());
    }
}
