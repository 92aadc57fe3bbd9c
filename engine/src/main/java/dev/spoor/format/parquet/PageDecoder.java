/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Reservation;
import dev.spoor.vector.StringDictionary;
import dev.spoor.vector.StringDictionaryBuilder;
import java.util.Arrays;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;

/**
 * One page of a leaf: levels of all entries, then the values that are there, as numbers (whole ones in our units,
 * doubles and booleans as bits), as stretches of bytes, or as indexes into the dictionary, which are unpacked when they
 * are asked for. The arrays are used again for the next page.
 */
final class PageDecoder {
    /** In which shape the values of the page are. */
    enum Form {
        CODES,
        NUMBERS,
        BYTES
    }

    private static final int PAGE_TEXT_BYTES_MAX = 1 << 30;
    private static final long MICROS_PER_MILLI = 1000;
    private static final long NANOS_PER_MICRO = 1000;

    private final ParquetNode leaf;
    private final boolean trusted;
    private final boolean flat;
    private final Reservation heap;
    private final PageScratch scratch;
    private final ByteValues bytes;
    private final CodeRuns codeRuns;
    private int entries;
    private byte[] defs = {};
    private byte[] reps = {};
    private long[] defined = {};
    private boolean allDefined;
    private int valueCount;
    private Form form = Form.NUMBERS;
    private long[] numbers = {};

    private int dictionarySize = -1;
    private long[] dictionaryNumbers;
    private StringDictionary dictionary;
    private int[] dictionaryCodes;

    /**
     * @param flat whether only values are wanted of a leaf that is in no list, and not which of the ROWs around it are
     *     there: then there are {@link #defined} bits and no levels
     * @param trusted whether the file's footer and pages carry our check sums
     * @param heap counts the dictionary
     */
    PageDecoder(ParquetNode leaf, boolean flat, boolean trusted, Reservation heap, PageScratch scratch) {
        this.leaf = leaf;
        this.flat = flat;
        this.trusted = trusted;
        this.heap = heap;
        this.scratch = scratch;
        this.bytes = new ByteValues(scratch);
        this.codeRuns = new CodeRuns(scratch);
    }

    ParquetNode leaf() {
        return leaf;
    }

    int entries() {
        return entries;
    }

    /** Definition level of each entry; means nothing if {@link #isAllDefined()} or {@link #isFlat}. */
    byte[] defs() {
        return defs;
    }

    /** Whether each entry is a row, of which nothing but its value is known. */
    boolean isFlat() {
        return flat;
    }

    /** Bit {@code i & 63} of word {@code i >> 6} tells whether entry i has a value, if {@link #isFlat} and not all have. */
    long[] defined() {
        return defined;
    }

    byte[] reps() {
        return reps;
    }

    /** Whether every entry has a value. */
    boolean isAllDefined() {
        return allDefined;
    }

    Form form() {
        return form;
    }

    /** Indexes into the dictionary, of the values {@code from .. from + count}; in an array that is used again. */
    int[] codes(int from, int count) throws MalformedPageException {
        int[] codes = scratch.codes(count);
        codeRuns.read(from, count, codes, dictionarySize);
        remap(codes, count);
        return codes;
    }

    /** As {@link #codes}, but in a damaged file some may be negative, or not less than the dictionary's size. */
    int[] uncheckedCodes(int from, int count) {
        int[] codes = scratch.codes(count);
        codeRuns.readUnchecked(from, count, codes);
        remap(codes, count);
        return codes;
    }

    /**
     * Lets a selection look at the values {@code from .. from + count} of as many rows.
     *
     * @param first the row of the first one
     */
    void select(int from, int count, CodeSelection selection, int first) {
        if (dictionaryCodes == null) {
            codeRuns.select(from, count, selection, first, scratch.codes(count));
        } else {
            selection.add(uncheckedCodes(from, count), count, first);
        }
    }

    /** Puts indexes into the dictionary in the place of the numbers of values, which ascend. */
    void codesOf(int[] values, int count) throws MalformedPageException {
        codeRuns.pick(values, count, dictionarySize);
        remap(values, count);
    }

    private void remap(int[] codes, int count) {
        for (int i = 0; dictionaryCodes != null && i < count; i++) {
            codes[i] = dictionaryCodes[codes[i]];
        }
    }

    long[] numbers() {
        return numbers;
    }

    ByteValues bytes() {
        return bytes;
    }

    boolean hasDictionary() {
        return dictionarySize >= 0;
    }

    /** The dictionary's texts or binaries; null for numbers, or when none was read. */
    StringDictionary dictionary() {
        return dictionary;
    }

    /** Values among the entries {@code from .. to}. */
    int valuesIn(int from, int to) {
        if (allDefined) {
            return to - from;
        }
        return flat ? BitRuns.count(defined, from, to) : defsIn(from, to);
    }

    /** Places that the entries {@code from .. to} make: one for each that is there, with a value or without. */
    int placesIn(int from, int to) {
        if (flat || allDefined || leaf.exists() == 0) {
            return to - from;
        }
        int count = 0;
        for (int i = from; i < to; i++) {
            count += defs[i] >= leaf.exists() ? 1 : 0;
        }
        return count;
    }

    /** For each value among the entries {@code from .. to} its place, counted from 0; in an array that is used again. */
    int[] slots(int from, int to) {
        int[] slots = scratch.slots(to - from);
        int count = 0;
        if (flat) {
            for (int i = from; i < to; i += Long.SIZE) {
                long left = BitRuns.at(defined, i) & (to - i < Long.SIZE ? (1L << to - i) - 1 : -1L);
                for (; left != 0; left &= left - 1) {
                    slots[count++] = i - from + Long.numberOfTrailingZeros(left);
                }
            }
            return slots;
        }
        int place = 0;
        for (int i = from; i < to; i++) {
            if (defs[i] == leaf.def()) {
                slots[count++] = place;
            }
            place += defs[i] >= leaf.exists() ? 1 : 0;
        }
        return slots;
    }

    /**
     * The values of some entries of a flat leaf.
     *
     * @param entries in ascending order
     * @param values gets the number of each value that is there
     * @param slots gets the position, among the entries, of each of those
     * @return how many those are
     */
    int find(int[] entries, int[] values, int[] slots) {
        if (allDefined) {
            System.arraycopy(entries, 0, values, 0, entries.length);
            for (int i = 0; i < entries.length; i++) {
                slots[i] = i;
            }
            return entries.length;
        }
        int count = 0;
        int word = 0;
        int valuesBefore = 0;
        for (int i = 0; i < entries.length; i++) {
            int entry = entries[i];
            while (word < entry >>> 6) {
                valuesBefore += Long.bitCount(defined[word++]);
            }
            long bit = 1L << entry;
            if ((defined[word] & bit) != 0) {
                values[count] = valuesBefore + Long.bitCount(defined[word] & bit - 1);
                slots[count++] = i;
            }
        }
        return count;
    }

    PageScratch scratch() {
        return scratch;
    }

    private int defsIn(int from, int to) {
        int count = 0;
        byte def = (byte) leaf.def();
        for (int i = from; i < to; i++) {
            count += defs[i] == def ? 1 : 0;
        }
        return count;
    }

    /** There is no page at hand. */
    void forget() {
        entries = 0;
    }

    static int entriesOf(PageHeader header) throws MalformedPageException {
        int count = -1;
        if (header.getType() == PageType.DATA_PAGE && header.isSetData_page_header()) {
            count = header.getData_page_header().getNum_values();
        } else if (header.getType() == PageType.DATA_PAGE_V2 && header.isSetData_page_header_v2()) {
            count = header.getData_page_header_v2().getNum_values();
        }
        if (count < 0) {
            throw new MalformedPageException("a page without a count of values");
        }
        return count;
    }

    void loadDictionary(PageHeader header, byte[] page, int length) throws MalformedPageException {
        if (hasDictionary() || !header.isSetDictionary_page_header()) {
            throw new MalformedPageException("a second dictionary");
        }
        int size = header.getDictionary_page_header().getNum_values();
        Encoding encoding = header.getDictionary_page_header().getEncoding();
        boolean plain = encoding == Encoding.PLAIN || encoding == Encoding.PLAIN_DICTIONARY;
        if (size < 0 || !plain || (leaf.physical() != Type.BOOLEAN && size > length)) {
            throw new MalformedPageException("a dictionary of " + size + " values in encoding " + encoding);
        }
        int end = decode(Encoding.PLAIN, page, 0, length, size);
        requireEnd(end, length);
        if (form == Form.NUMBERS) {
            heap.add(8L * size);
            dictionaryNumbers = Arrays.copyOf(numbers, size);
        } else {
            keepTexts(size);
        }
        dictionarySize = size;
        forget();
    }

    private void keepTexts(int size) {
        byte[][] texts = new byte[size][];
        long held = 0;
        for (int i = 0; i < size; i++) {
            texts[i] = Arrays.copyOfRange(bytes.data(), bytes.start(i), bytes.start(i) + bytes.length(i));
            held += texts[i].length + 24L;
        }
        heap.add(held);
        if (trusted) {
            dictionary = StringDictionary.of(texts);
            return;
        }
        StringDictionaryBuilder distinct = new StringDictionaryBuilder(null);
        int[] remapped = new int[size];
        for (int i = 0; i < size; i++) {
            remapped[i] = distinct.code(texts[i]);
        }
        dictionary = distinct.snapshot();
        dictionaryCodes = distinct.size() < size ? remapped : null;
    }

    /** Decodes a data page of either version. */
    void decode(PageHeader header, byte[] page, int length) throws MalformedPageException {
        entries = entriesOf(header);
        long levels = (long) entries * (1 + (leaf.rep() > 0 ? 1 : 0));
        if (levels > PAGE_TEXT_BYTES_MAX) {
            throw new MalformedPageException("a page of " + entries + " values");
        }
        int at = 0;
        allDefined = leaf.def() == 0;
        Encoding encoding;
        if (header.getType() == PageType.DATA_PAGE) {
            encoding = header.getData_page_header().getEncoding();
            if (leaf.rep() > 0) {
                at = prefixedLevels(page, at, length, leaf.rep(), true);
            }
            if (leaf.def() > 0) {
                at = prefixedLevels(page, at, length, leaf.def(), false);
            }
        } else {
            DataPageHeaderV2 v2 = header.getData_page_header_v2();
            encoding = v2.getEncoding();
            int repBytes = v2.getRepetition_levels_byte_length();
            int defBytes = v2.getDefinition_levels_byte_length();
            if (leaf.rep() > 0) {
                levels(page, 0, repBytes, leaf.rep(), true);
            }
            if (leaf.def() > 0) {
                levels(page, repBytes, repBytes + defBytes, leaf.def(), false);
            }
            at = repBytes + defBytes;
        }
        countValues();
        if (valueCount > 0) {
            requireEnd(decode(encoding, page, at, length, valueCount), length);
        } else {
            form = hasDictionary() && dictionary != null ? Form.CODES : form;
        }
    }

    private int prefixedLevels(byte[] page, int at, int end, int max, boolean repetition)
            throws MalformedPageException {
        int length = end - at < Integer.BYTES ? -1 : (int) Bytes.INTS.get(page, at);
        if (length < 0 || length > end - at - Integer.BYTES) {
            throw new MalformedPageException("levels that end outside of their page");
        }
        levels(page, at + Integer.BYTES, at + Integer.BYTES + length, max, repetition);
        return at + Integer.BYTES + length;
    }

    private void levels(byte[] page, int from, int to, int max, boolean repetition) throws MalformedPageException {
        HybridDecoder decoder = new HybridDecoder(page, from, to, Bytes.bitWidth(max));
        int single = entries == 0 ? -1 : decoder.singleRunOrNone(entries);
        boolean full = !repetition && single == max;
        if (full) {
            allDefined = true;
        } else if (flat) {
            defined = scratch.bits(HybridDecoder.words(entries));
            if (single >= 0) {
                requireLevel(single, max);
                Arrays.fill(defined, 0, HybridDecoder.words(entries), 0);
            } else {
                decoder.readHighest(max, defined, entries);
            }
        } else {
            byte[] into = repetition ? (reps = scratch.reps(entries)) : (defs = scratch.defs(entries));
            if (single >= 0) {
                Arrays.fill(into, 0, entries, (byte) single);
            } else {
                decoder.readAll(into, entries);
            }
            requireLevels(into, max);
        }
        if (trusted && decoder.position() != to) {
            throw new MalformedPageException("levels that do not fill their place");
        }
    }

    private void requireLevels(byte[] levels, int max) throws MalformedPageException {
        int greatest = 0;
        for (int i = 0; i < entries; i++) {
            greatest = Math.max(greatest, levels[i]);
        }
        requireLevel(greatest, max);
    }

    private static void requireLevel(int level, int max) throws MalformedPageException {
        if (level > max) {
            throw new MalformedPageException("a level of " + level + ", where " + max + " is the highest");
        }
    }

    private void countValues() {
        valueCount = valuesIn(0, entries);
        allDefined = valueCount == entries;
    }

    private void requireEnd(int at, int end) throws MalformedPageException {
        if (trusted && at != end) {
            throw new MalformedPageException("values that do not fill their page");
        }
    }

    /** Returns where the values end. */
    private int decode(Encoding encoding, byte[] page, int from, int end, int values) throws MalformedPageException {
        boolean coded = encoding == Encoding.RLE_DICTIONARY || encoding == Encoding.PLAIN_DICTIONARY;
        if (coded) {
            return decodeCodes(page, from, end, values);
        } else if (leaf.physical() == Type.BYTE_ARRAY || leaf.physical() == Type.FIXED_LEN_BYTE_ARRAY) {
            form = Form.BYTES;
            return decodeBytes(encoding, page, from, end, values);
        }
        form = Form.NUMBERS;
        numbers = scratch.numbers(values);
        int at = decodeNumbers(encoding, page, from, end, values);
        convert(values);
        return at;
    }

    private int decodeCodes(byte[] page, int from, int end, int values) throws MalformedPageException {
        if (!hasDictionary() || from >= end) {
            throw new MalformedPageException("indexes without a dictionary");
        }
        int codesEnd = codeRuns.find(page, from, end, values, dictionarySize);
        if (dictionaryNumbers != null) {
            form = Form.NUMBERS;
            int[] codes = codes(0, values);
            numbers = scratch.numbers(values);
            for (int i = 0; i < values; i++) {
                numbers[i] = dictionaryNumbers[codes[i]];
            }
        } else {
            form = Form.CODES;
        }
        return codesEnd;
    }

    private int decodeBytes(Encoding encoding, byte[] page, int from, int end, int values)
            throws MalformedPageException {
        boolean fixed = leaf.physical() == Type.FIXED_LEN_BYTE_ARRAY;
        switch (encoding) {
            case PLAIN:
                return fixed
                        ? bytes.fixed(page, from, end, values, leaf.length())
                        : bytes.plain(page, from, end, values);
            case DELTA_LENGTH_BYTE_ARRAY:
                return bytes.deltaLengths(page, from, end, values);
            case DELTA_BYTE_ARRAY:
                int at = bytes.deltaPrefixes(page, from, end, values, PAGE_TEXT_BYTES_MAX);
                requireFixedLengths(fixed, values);
                return at;
            case BYTE_STREAM_SPLIT:
                if (fixed) {
                    return bytes.split(page, from, end, values, leaf.length());
                }
                throw unknown(encoding);
            default:
                throw unknown(encoding);
        }
    }

    private void requireFixedLengths(boolean fixed, int values) throws MalformedPageException {
        for (int i = 0; fixed && i < values; i++) {
            if (bytes.length(i) != leaf.length()) {
                throw new MalformedPageException("a value of another length than its column's");
            }
        }
    }

    private int decodeNumbers(Encoding encoding, byte[] page, int from, int end, int values)
            throws MalformedPageException {
        Type type = leaf.physical();
        int width = type == Type.INT32 || type == Type.FLOAT ? Integer.BYTES : Long.BYTES;
        boolean whole = type == Type.INT32 || type == Type.INT64;
        if (type == Type.BOOLEAN) {
            return decodeBooleans(encoding, page, from, end, values);
        } else if (encoding == Encoding.DELTA_BINARY_PACKED && whole) {
            DeltaDecoder decoder = new DeltaDecoder(page, from, end);
            decoder.readAll(numbers, values);
            for (int i = 0; type == Type.INT32 && i < values; i++) {
                numbers[i] = (int) numbers[i];
            }
            return decoder.position();
        } else if (encoding != Encoding.PLAIN && encoding != Encoding.BYTE_STREAM_SPLIT) {
            throw unknown(encoding);
        }
        if ((long) values * width > end - from) {
            throw new MalformedPageException("values end outside of their page");
        }
        byte[] data = page;
        int at = from;
        if (encoding == Encoding.BYTE_STREAM_SPLIT) {
            bytes.split(page, from, end, values, width);
            data = bytes.data();
            at = 0;
        }
        for (int i = 0; i < values; i++) {
            numbers[i] = width == Integer.BYTES
                    ? (int) Bytes.INTS.get(data, at + Integer.BYTES * i)
                    : (long) Bytes.LONGS.get(data, at + Long.BYTES * i);
        }
        return from + values * width;
    }

    private int decodeBooleans(Encoding encoding, byte[] page, int from, int end, int values)
            throws MalformedPageException {
        if (encoding == Encoding.RLE) {
            int length = end - from < Integer.BYTES ? -1 : (int) Bytes.INTS.get(page, from);
            if (length < 0 || length > end - from - Integer.BYTES) {
                throw new MalformedPageException("values end outside of their page");
            }
            int[] codes = scratch.codes(values);
            new HybridDecoder(page, from + Integer.BYTES, from + Integer.BYTES + length, 1).readAll(codes, values);
            for (int i = 0; i < values; i++) {
                numbers[i] = codes[i];
            }
            return from + Integer.BYTES + length;
        } else if (encoding != Encoding.PLAIN) {
            throw unknown(encoding);
        }
        int length = (values + 7) >>> 3;
        if (length > end - from) {
            throw new MalformedPageException("values end outside of their page");
        }
        for (int i = 0; i < values; i++) {
            numbers[i] = page[from + (i >>> 3)] >>> (i & 7) & 1;
        }
        return from + length;
    }

    private void convert(int values) {
        if (leaf.physical() == Type.FLOAT) {
            for (int i = 0; i < values; i++) {
                numbers[i] = Double.doubleToRawLongBits(Float.intBitsToFloat((int) numbers[i]));
            }
            return;
        }
        switch (leaf.unit()) {
            case AS_IS:
                break;
            case MILLIS:
                for (int i = 0; i < values; i++) {
                    numbers[i] = Math.multiplyExact(numbers[i], MICROS_PER_MILLI);
                }
                break;
            case NANOS:
                for (int i = 0; i < values; i++) {
                    numbers[i] = Math.floorDiv(numbers[i], NANOS_PER_MICRO);
                }
                break;
            case UNSIGNED_INT:
                for (int i = 0; i < values; i++) {
                    numbers[i] &= 0xFFFFFFFFL;
                }
                break;
        }
    }

    private MalformedPageException unknown(Encoding encoding) {
        return new MalformedPageException("values of " + leaf.physical() + " in encoding " + encoding);
    }
}
