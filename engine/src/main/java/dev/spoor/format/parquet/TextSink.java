/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.StringDictionary;
import java.nio.ByteOrder;
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

    /** Places, of a flat vector, whose start has been written. */
    private int begun;

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
    void begin(PageDecoder page, int places, int values) {
        if (codes != null && values > 0) {
            boolean coded = page.form() == PageDecoder.Form.CODES;
            boolean fits = coded && (dictionary == null || dictionary == page.dictionary());
            if (fits) {
                dictionary = page.dictionary();
            } else {
                goFlat();
            }
        }
        super.begin(page, places, values);
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

    @Override
    void put(PageDecoder page, int first, int count, int[] pickedOrNull, int[] slotsOrNull)
            throws MalformedPageException {
        if (page.form() != PageDecoder.Form.CODES) {
            putBytes(page.bytes(), first, count, pickedOrNull, slotsOrNull);
            return;
        }
        int[] source = pickedOrNull;
        if (pickedOrNull == null) {
            source = page.codes(first, count);
        } else {
            page.codesOf(pickedOrNull, count);
        }
        if (codes == null) {
            putTexts(page.dictionary(), source, count, slotsOrNull);
            return;
        }
        ArrowBuf data = codes.getDataBuffer();
        int size = size();
        if (slotsOrNull == null) {
            data.nioBuffer(size * 4L, count * Integer.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asIntBuffer()
                    .put(source, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                data.setInt((size + slotsOrNull[i]) * 4L, source[i]);
            }
        }
    }

    private void putTexts(StringDictionary texts, int[] source, int count, int[] slotsOrNull) {
        long more = 0;
        for (int i = 0; i < count; i++) {
            more += texts.value(source[i]).length;
        }
        ArrowBuf data = dataFor(more);
        for (int i = 0; i < count; i++) {
            beginAt(size() + (slotsOrNull == null ? i : slotsOrNull[i]));
            byte[] text = texts.value(source[i]);
            data.setBytes(end, text, 0, text.length);
            end += text.length;
        }
    }

    private void putBytes(ByteValues bytes, int first, int count, int[] pickedOrNull, int[] slotsOrNull) {
        long more = 0;
        for (int i = 0; i < count; i++) {
            more += bytes.length(pickedOrNull == null ? first + i : pickedOrNull[i]);
        }
        ArrowBuf data = dataFor(more);
        boolean together = pickedOrNull == null && bytes.isContiguous() && count > 0;
        if (together) {
            data.setBytes(end, bytes.data(), bytes.start(first), (int) more);
        }
        for (int i = 0; i < count; i++) {
            int value = pickedOrNull == null ? first + i : pickedOrNull[i];
            beginAt(size() + (slotsOrNull == null ? i : slotsOrNull[i]));
            if (!together) {
                data.setBytes(end, bytes.data(), bytes.start(value), bytes.length(value));
            }
            end += bytes.length(value);
        }
    }

    /** The value of a place begins at the end of all before; so do NULLs between them. */
    private void beginAt(int place) {
        ArrowBuf offsets = target().getOffsetBuffer();
        while (begun <= place) {
            offsets.setInt(begun++ * 4L, end);
        }
    }

    @Override
    void end(int size) {
        if (codes == null) {
            beginAt(size);
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
            for (int i = 0; i < size(); i++) {
                if (!before.isNull(i)) {
                    beginAt(i);
                    byte[] text = dictionary.value(before.get(i));
                    data.setBytes(end, text, 0, text.length);
                    end += text.length;
                    BitVectorHelper.setBit(target().getValidityBuffer(), i);
                }
            }
            beginAt(size());
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
