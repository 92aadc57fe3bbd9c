/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Builds the pages of one leaf for the row group at hand, and keeps them compressed until the group is written. */
final class LeafWriter implements AutoCloseable {
    /** A page as it will lie in the file. */
    record Page(
            PageHeader structure,
            byte[] header,
            byte[] body,
            int rawBytes,
            Encoding encoding,
            int rows,
            int entries,
            int nulls,
            PageValues.BoundPair boundsOrNull) {
        int storedBytes() {
            return header.length + body.length;
        }
    }

    private final ParquetNode leaf;
    private final List<ParquetNode> chain;
    private final ParquetWriteOptions options;
    private final Reservation heap;
    private final Levels levels;
    private final PageValues values;
    private final ByteSink raw;
    private final ByteSink headers;
    private final HybridEncoder hybrid = new HybridEncoder();
    private final List<Page> pages = new ArrayList<>();
    private long pageBytes;
    private int[] defs;
    private int[] reps;
    private int entries;
    private int rows;

    /** @param chain from the column down to the leaf */
    LeafWriter(List<ParquetNode> chain, ParquetWriteOptions options, Memory memory) {
        this.chain = chain;
        this.leaf = chain.get(chain.size() - 1);
        this.options = options;
        this.heap = new Reservation(memory);
        this.levels = new Levels(heap);
        this.raw = new ByteSink(heap);
        this.headers = new ByteSink(heap);
        this.defs = heap.grow(new int[0], 1);
        this.reps = heap.grow(new int[0], 1);
        this.values = valuesOf(memory);
    }

    private PageValues valuesOf(Memory memory) {
        if (leaf.physical() == Type.BYTE_ARRAY) {
            List<String> names = new ArrayList<>();
            chain.forEach(node -> names.add(node.name().toLowerCase(java.util.Locale.ROOT)));
            boolean bloom = options.bloomFields().contains(leaf.id())
                    || options.bloomNames().contains(String.join(".", names));
            return new TextPageValues(Leaves.isText(leaf), options.dictionaryBytes(), bloom, memory, heap);
        } else if (leaf.physical() == Type.FIXED_LEN_BYTE_ARRAY) {
            return new FixedPageValues(leaf.length(), heap);
        }
        return new NumberPageValues(leaf.physical(), heap);
    }

    ParquetNode leaf() {
        return leaf;
    }

    PageValues values() {
        return values;
    }

    List<Page> pages() {
        return pages;
    }

    /** Bytes that the row group has of this leaf so far. */
    long storedBytes() {
        return pageBytes + raw.size() + values.bytes() / 2 + values.heldBytes();
    }

    /** Adds rows {@code from .. from + count} of the leaf's column; a page ends between rows only. */
    void add(Column column, int from, int count, Memory memory) {
        if (column instanceof DictionaryColumn encoded && chain.size() == 1) {
            IntVector codes = encoded.codes();
            levels.begin(from, count, 1);
            presence(codes, count);
            ((TextPageValues) values).add(codes, encoded.dictionary(), levels.slots(), levels.count());
        } else {
            boolean constant = column instanceof ConstantColumn;
            FieldVector vector = constant
                    ? ((ConstantColumn) column).value()
                    : column instanceof FlatColumn flat ? flat.vector() : column.flat(memory);
            FieldVector leafVector = levels.shred(vector, chain, from, count, constant ? 0 : 1);
            values.add(leafVector, levels.slots(), levels.count());
        }
        addLevels();
        rows += count;
        if (values.bytes() + entries / 4 >= options.pageBytes()) {
            endPage();
        }
    }

    private void presence(IntVector codes, int count) {
        boolean nulls = codes.getNullCount() > 0;
        for (int i = 0; i < count; i++) {
            boolean present = !nulls || !codes.isNull(levels.slots()[i]);
            if (leaf.isOptional()) {
                levels.present(i, present);
            } else if (!present) {
                throw new IllegalArgumentException("a NULL in " + leaf.name() + ", which cannot be NULL");
            }
        }
    }

    private void addLevels() {
        int more = levels.count();
        defs = heap.grow(defs, entries + more);
        for (int i = 0; i < more; i++) {
            defs[entries + i] = levels.defs()[i];
        }
        if (leaf.rep() > 0) {
            reps = heap.grow(reps, entries + more);
            for (int i = 0; i < more; i++) {
                reps[entries + i] = levels.reps()[i];
            }
        }
        entries += more;
    }

    /** Finishes the page being built, if it has rows. */
    void endPage() {
        if (rows == 0) {
            return;
        }
        raw.clear();
        if (leaf.rep() > 0) {
            encodeLevels(reps, leaf.rep());
        }
        if (leaf.def() > 0) {
            encodeLevels(defs, leaf.def());
        }
        Encoding encoding = values.encode(raw);
        PageHeader header = new PageHeader(PageType.DATA_PAGE, raw.size(), 0);
        header.setData_page_header(new DataPageHeader(entries, encoding, Encoding.RLE, Encoding.RLE));
        int nulls = entries - values.count();
        keep(header, encoding, nulls, values.boundsOrNull());
        values.clear();
        entries = 0;
        rows = 0;
    }

    private void encodeLevels(int[] all, int max) {
        int start = raw.size();
        raw.writeInt(0);
        hybrid.encode(all, entries, Bytes.bitWidth(max), raw);
        raw.setInt(start, raw.size() - start - Integer.BYTES);
    }

    private void keep(PageHeader header, Encoding encoding, int nulls, PageValues.BoundPair bounds) {
        Page page = page(header, raw.array(), raw.size(), encoding, nulls, bounds);
        heap.add(page.storedBytes());
        pageBytes += page.storedBytes();
        pages.add(page);
    }

    private Page page(
            PageHeader header, byte[] plain, int length, Encoding encoding, int nulls, PageValues.BoundPair bounds) {
        byte[] body = options.codec().compress(plain, length, options.level());
        CRC32 crc = new CRC32();
        crc.update(body);
        header.setCompressed_page_size(body.length);
        header.setCrc((int) crc.getValue());
        return new Page(header, sealed(header), body, length, encoding, rows, entries, nulls, bounds);
    }

    private byte[] sealed(PageHeader header) {
        headers.clear();
        try {
            Util.writePageHeader(header, headers);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return FileCheck.sealHeader(headers.array(), headers.size());
    }

    /** To be called when all pages are ended: pages without values do not speak of a dictionary that there is not. */
    private void relabel() {
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            if (page.encoding == Encoding.RLE_DICTIONARY) {
                page.structure.getData_page_header().setEncoding(Encoding.PLAIN);
                pages.set(
                        i,
                        new Page(
                                page.structure,
                                sealed(page.structure),
                                page.body,
                                page.rawBytes,
                                Encoding.PLAIN,
                                page.rows,
                                page.entries,
                                page.nulls,
                                page.boundsOrNull));
            }
        }
    }

    /** The dictionary page; null if there is none. To be called when all pages are ended. */
    Page dictionaryPageOrNull() {
        byte[] plain = values.dictionaryOrNull();
        if (plain == null) {
            relabel();
            return null;
        }
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, plain.length, 0);
        header.setDictionary_page_header(new DictionaryPageHeader(values.dictionarySize(), Encoding.PLAIN));
        return page(header, plain, plain.length, Encoding.PLAIN, 0, null);
    }

    /** Forgets the row group. */
    void reset() {
        pages.clear();
        heap.remove(pageBytes);
        pageBytes = 0;
        values.reset();
    }

    @Override
    public void close() {
        if (values instanceof TextPageValues texts) {
            texts.close();
        }
        heap.close();
    }
}
