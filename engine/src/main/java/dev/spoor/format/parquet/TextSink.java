/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.StringDictionary;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Texts and binaries. A column of a batch stays codes as long as all its pages are; a page of plain values among them
 * turns it flat.
 */
final class TextSink extends VectorSink {
    private final Field field;
    private final int capacity;
    private final Memory memory;
    private IntVector codes;
    private StringDictionary dictionary;
    private int end;

    /** @param mayEncode whether a dictionary column may come out */
    TextSink(Field field, int capacity, boolean mayEncode, Memory memory) {
        super(null);
        this.field = field;
        this.capacity = Math.max(capacity, 1);
        this.memory = memory;
        if (mayEncode) {
            codes = new IntVector(field.getName(), memory.allocator());
            replaceTarget(codes);
            codes.allocateNew(this.capacity);
        } else {
            beginFlat(field.createVector(memory.allocator()), this.capacity);
        }
    }

    /** Fills a vector that has nothing yet, such as one inside of another; takes it over. */
    TextSink(FieldVector target, int capacity, Memory memory) {
        super(null);
        this.field = target.getField();
        this.capacity = Math.max(capacity, 1);
        this.memory = memory;
        beginFlat(target, this.capacity);
    }

    private void beginFlat(FieldVector vector, int places) {
        BaseVariableWidthVector flat = (BaseVariableWidthVector) vector;
        replaceTarget(flat);
        flat.allocateNew(Math.max(places, 1) * 16L, Math.max(places, 1));
        flat.getOffsetBuffer().setInt(0, 0);
    }

    @Override
    public void append(PageDecoder page, int from, int to, int firstValue) {
        boolean coded = page.form() == PageDecoder.Form.CODES;
        int values = page.valuesIn(from, to);
        if (codes != null && values > 0) {
            boolean fits = coded && (dictionary == null || dictionary == page.dictionary());
            if (fits) {
                dictionary = page.dictionary();
            } else {
                goFlat();
            }
        }
        int places = places(page, from, to);
        room(size() + places);
        if (codes != null) {
            appendCodes(page, from, to, firstValue);
        } else if (coded) {
            appendDecoded(page, from, to, firstValue);
        } else {
            appendBytes(page, from, to, firstValue, values);
        }
        grow(places);
    }

    @Override
    void room(int places) {
        if (codes != null) {
            super.room(places);
            return;
        }
        BaseVariableWidthVector flat = (BaseVariableWidthVector) target();
        while (flat.getValueCapacity() < places) {
            flat.reallocValidityAndOffsetBuffers();
        }
    }

    private void appendCodes(PageDecoder page, int from, int to, int firstValue) {
        ArrowBuf data = codes.getDataBuffer();
        int[] source = page.codes();
        if (page.isAllDefined()) {
            for (int i = 0; i < to - from; i++) {
                data.setInt((size() + i) * 4L, source[firstValue + i]);
            }
            setBits(codes.getValidityBuffer(), size(), to - from);
            return;
        }
        ArrowBuf validity = codes.getValidityBuffer();
        byte[] defs = page.defs();
        int def = page.leaf().def();
        int exists = page.leaf().exists();
        int place = size();
        int value = firstValue;
        for (int i = from; i < to; i++) {
            if (defs[i] == def) {
                data.setInt(place * 4L, source[value++]);
                BitVectorHelper.setBit(validity, place);
            }
            place += defs[i] >= exists ? 1 : 0;
        }
    }

    private void appendDecoded(PageDecoder page, int from, int to, int firstValue) {
        StringDictionary texts = page.dictionary();
        int[] source = page.codes();
        long more = 0;
        int values = page.valuesIn(from, to);
        for (int i = 0; i < values; i++) {
            more += texts.value(source[firstValue + i]).length;
        }
        ArrowBuf data = dataFor(more);
        ArrowBuf offsets = target().getOffsetBuffer();
        ArrowBuf validity = target().getValidityBuffer();
        int def = page.leaf().def();
        int exists = page.leaf().exists();
        int place = size();
        int value = firstValue;
        for (int i = from; i < to; i++) {
            int level = page.isAllDefined() ? def : page.defs()[i];
            if (level == def) {
                byte[] text = texts.value(source[value++]);
                data.setBytes(end, text, 0, text.length);
                end += text.length;
                BitVectorHelper.setBit(validity, place);
            }
            if (level >= exists) {
                offsets.setInt(++place * 4L, end);
            }
        }
    }

    private void appendBytes(PageDecoder page, int from, int to, int firstValue, int values) {
        ByteValues bytes = page.bytes();
        long more = 0;
        for (int i = 0; i < values; i++) {
            more += bytes.length(firstValue + i);
        }
        ArrowBuf data = dataFor(more);
        boolean together = bytes.isContiguous() && values > 0;
        if (together) {
            data.setBytes(end, bytes.data(), bytes.start(firstValue), (int) more);
        }
        ArrowBuf offsets = target().getOffsetBuffer();
        ArrowBuf validity = target().getValidityBuffer();
        int def = page.leaf().def();
        int exists = page.leaf().exists();
        int place = size();
        int value = firstValue;
        for (int i = from; i < to; i++) {
            int level = page.isAllDefined() ? def : page.defs()[i];
            if (level == def) {
                int length = bytes.length(value);
                if (!together) {
                    data.setBytes(end, bytes.data(), bytes.start(value), length);
                }
                end += length;
                value++;
                BitVectorHelper.setBit(validity, place);
            }
            if (level >= exists) {
                offsets.setInt(++place * 4L, end);
            }
        }
    }

    /** The data buffer with room for so many more bytes. */
    private ArrowBuf dataFor(long more) {
        BaseVariableWidthVector flat = (BaseVariableWidthVector) target();
        long wanted = end + more;
        if (wanted > Integer.MAX_VALUE) {
            throw new dev.spoor.error.EngineException(
                    dev.spoor.error.ErrorCode.LIMIT_EXCEEDED,
                    "a batch would hold more than 2 GB of " + field.getName() + "; read fewer rows at once");
        }
        if (flat.getDataBuffer().capacity() < wanted) {
            flat.reallocDataBuffer(wanted);
        }
        return flat.getDataBuffer();
    }

    /** Decodes what there is. */
    private void goFlat() {
        IntVector before = codes;
        codes = null;
        try {
            beginFlat(field.createVector(memory.allocator()), Math.max(capacity, size()));
            long bytes = 0;
            for (int i = 0; i < size(); i++) {
                bytes += before.isNull(i) ? 0 : dictionary.value(before.get(i)).length;
            }
            ArrowBuf data = dataFor(bytes);
            ArrowBuf offsets = target().getOffsetBuffer();
            for (int i = 0; i < size(); i++) {
                if (!before.isNull(i)) {
                    byte[] text = dictionary.value(before.get(i));
                    data.setBytes(end, text, 0, text.length);
                    end += text.length;
                    BitVectorHelper.setBit(target().getValidityBuffer(), i);
                }
                offsets.setInt((i + 1) * 4L, end);
            }
        } finally {
            before.close();
        }
    }

    @Override
    FieldVector finishVector() {
        if (codes == null) {
            ((BaseVariableWidthVector) target()).setLastSet(size() - 1);
        }
        return super.finishVector();
    }

    @Override
    Column finishColumn(Field as) {
        if (codes == null) {
            return super.finishColumn(as);
        }
        StringDictionary texts = dictionary == null ? StringDictionary.of(new byte[0][]) : dictionary;
        return new DictionaryColumn(as, (IntVector) finishVector(), texts);
    }
}
