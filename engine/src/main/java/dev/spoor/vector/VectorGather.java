/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * Collects rows of several vectors of one type into a new one, buffer to buffer; nested types by their children: one
 * pass for each level, not one call for each value.
 */
final class VectorGather {
    private final FieldVector[] sources;
    private final int[] which;
    private final int[] rows;
    private final int count;
    private final Memory memory;

    private VectorGather(FieldVector[] sources, int[] which, int[] rows, int count, Memory memory) {
        this.sources = sources;
        this.which = which;
        this.rows = rows;
        this.count = count;
        this.memory = memory;
    }

    /**
     * Row i of the result is row rows[i] of sources[which[i]], NULL where rows[i] is -1. The caller owns the result.
     *
     * @param which may be null where there is one source
     */
    static FieldVector gather(FieldVector[] sources, int[] which, int[] rows, int count, Memory memory) {
        FieldVector target = sources[0].getField().createVector(memory.allocator());
        try {
            new VectorGather(sources, which, rows, count, memory).fill(target);
            return target;
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private void fill(FieldVector target) {
        if (target instanceof BitVector bits) {
            fillBits(bits);
        } else if (target instanceof BaseFixedWidthVector fixed) {
            fillFixed(fixed);
        } else if (target instanceof BaseVariableWidthVector variable) {
            fillVariable(variable);
        } else if (target instanceof ListVector list) {
            fillList(list);
        } else if (target instanceof StructVector struct) {
            fillStruct(struct);
        } else {
            throw new IllegalArgumentException("not a type of SqlTypes: " + target.getField());
        }
    }

    private FieldVector source(int i) {
        return which == null ? sources[0] : sources[which[i]];
    }

    private boolean isNull(int i) {
        return rows[i] < 0 || source(i).isNull(rows[i]);
    }

    private void fillBits(BitVector target) {
        target.allocateNew(count);
        for (int i = 0; i < count; i++) {
            if (!isNull(i)) {
                target.set(i, ((BitVector) source(i)).get(rows[i]));
            }
        }
        target.setValueCount(count);
    }

    private void fillFixed(BaseFixedWidthVector target) {
        target.allocateNew(count);
        int width = target.getTypeWidth();
        ArrowBuf to = target.getDataBuffer();
        ArrowBuf validity = target.getValidityBuffer();
        for (int i = 0; i < count; i++) {
            if (isNull(i)) {
                continue;
            }
            BitVectorHelper.setBit(validity, i);
            ArrowBuf from = source(i).getDataBuffer();
            if (width == 8) {
                to.setLong(i * 8L, from.getLong(rows[i] * 8L));
            } else if (width == 4) {
                to.setInt(i * 4L, from.getInt(rows[i] * 4L));
            } else {
                to.setBytes((long) i * width, from, (long) rows[i] * width, width);
            }
        }
        target.setValueCount(count);
    }

    private void fillVariable(BaseVariableWidthVector target) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            if (!isNull(i)) {
                bytes += ((BaseVariableWidthVector) source(i)).getValueLength(rows[i]);
            }
        }
        target.allocateNew(bytes, count);
        ArrowBuf to = target.getDataBuffer();
        ArrowBuf offsets = target.getOffsetBuffer();
        ArrowBuf validity = target.getValidityBuffer();
        int end = 0;
        offsets.setInt(0, 0);
        for (int i = 0; i < count; i++) {
            if (!isNull(i)) {
                BaseVariableWidthVector from = (BaseVariableWidthVector) source(i);
                int length = from.getValueLength(rows[i]);
                to.setBytes(end, from.getDataBuffer(), from.getStartOffset(rows[i]), length);
                end += length;
                BitVectorHelper.setBit(validity, i);
            }
            offsets.setInt((i + 1) * 4L, end);
        }
        target.setLastSet(count - 1);
        target.setValueCount(count);
    }

    private void fillList(ListVector target) {
        if (count == 0) {
            target.setValueCount(0);
            return;
        }
        int[] childRows = new int[count];
        int[] childWhich = new int[count];
        int children = 0;
        int nulls = 0;
        try (ArrowBuf validity = zeroed((count + 7) / 8);
                ArrowBuf offsets = memory.allocator().buffer((count + 1) * 4L)) {
            offsets.setInt(0, 0);
            for (int i = 0; i < count; i++) {
                if (isNull(i)) {
                    nulls++;
                } else {
                    ListVector from = (ListVector) source(i);
                    int start = from.getElementStartIndex(rows[i]);
                    int length = from.getElementEndIndex(rows[i]) - start;
                    if (children + length > childRows.length) {
                        childRows = Arrays.copyOf(childRows, Math.max(children + length, childRows.length * 2));
                        childWhich = Arrays.copyOf(childWhich, childRows.length);
                    }
                    for (int k = 0; k < length; k++) {
                        childRows[children] = start + k;
                        childWhich[children++] = which == null ? 0 : which[i];
                    }
                    BitVectorHelper.setBit(validity, i);
                }
                offsets.setInt((i + 1) * 4L, children);
            }
            offsets.writerIndex((count + 1) * 4L);
            target.loadFieldBuffers(new ArrowFieldNode(count, nulls), List.of(validity, offsets));
        }
        FieldVector[] from = new FieldVector[sources.length];
        for (int i = 0; i < from.length; i++) {
            from[i] = ((ListVector) sources[i]).getDataVector();
        }
        VectorGather elements = new VectorGather(from, childWhich, childRows, children, memory);
        if (target instanceof MapVector) {
            elements.fillChildren((StructVector) target.getDataVector(), 0, null);
        } else {
            elements.fill(target.getDataVector());
        }
    }

    private void fillStruct(StructVector target) {
        int[] childRows = new int[count];
        int nulls = 0;
        for (int i = 0; i < count; i++) {
            boolean isNull = isNull(i);
            childRows[i] = isNull ? -1 : rows[i];
            nulls += isNull ? 1 : 0;
        }
        fillChildren(target, nulls, childRows);
    }

    /** @param childRows -1 where the ROW is NULL; null where no row is: entries of a map never are */
    private void fillChildren(StructVector target, int nulls, int[] childRows) {
        if (count == 0) {
            target.setValueCount(0);
            return;
        }
        try (ArrowBuf validity = zeroed((count + 7) / 8)) {
            for (int i = 0; i < count; i++) {
                if (childRows == null || childRows[i] >= 0) {
                    BitVectorHelper.setBit(validity, i);
                }
            }
            target.loadFieldBuffers(new ArrowFieldNode(count, nulls), List.of(validity));
        }
        List<FieldVector> children = target.getChildrenFromFields();
        for (int child = 0; child < children.size(); child++) {
            FieldVector[] from = new FieldVector[sources.length];
            for (int i = 0; i < from.length; i++) {
                from[i] = ((StructVector) sources[i]).getChildrenFromFields().get(child);
            }
            new VectorGather(from, which, childRows == null ? rows : childRows, count, memory)
                    .fill(children.get(child));
        }
    }

    private ArrowBuf zeroed(long bytes) {
        ArrowBuf buffer = memory.allocator().buffer(bytes);
        buffer.setZero(0, buffer.capacity());
        buffer.writerIndex(bytes);
        return buffer;
    }
}
