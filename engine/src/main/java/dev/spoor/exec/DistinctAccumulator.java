/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.GroupedAccumulator;
import dev.spoor.group.TupleTable;
import dev.spoor.group.ValueCoder;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * DISTINCT in front of another aggregate: collects the distinct argument tuples of each group, and gives them to the
 * other aggregate once all are there.
 */
final class DistinctAccumulator implements GroupedAccumulator {
    private static final int CHUNK_ROWS = 4096;

    private final Memory memory;
    private final Supplier<GroupedAccumulator> maker;
    private final List<ValueCoder> coders = new ArrayList<>();

    /** Column 0 is the group, the others are the arguments. */
    private final TupleTable tuples;

    private final int[][] codes;
    private int[] tupleIds = new int[0];
    private int[] rows = new int[0];
    private int groupCount;
    private GroupedAccumulator finished;

    /** @param maker of the other aggregate's state */
    DistinctAccumulator(List<Field> arguments, Supplier<GroupedAccumulator> maker, Memory memory) {
        this.memory = memory;
        this.maker = maker;
        this.codes = new int[arguments.size() + 1][0];
        this.tuples = new TupleTable(arguments.size() + 1, memory);
        try {
            for (Field argument : arguments) {
                coders.add(ValueCoder.of(argument, memory));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int newGroupCount) {
        groupCount = Math.max(groupCount, newGroupCount);
        ensure(Math.max(rowCount, CHUNK_ROWS));
        int count = rowCount;
        if (only == null) {
            System.arraycopy(groupIds, 0, codes[0], 0, rowCount);
            for (int i = 0; i < coders.size(); i++) {
                coders.get(i).encode(arguments.get(i), codes[i + 1]);
            }
        } else {
            count = only.rows(rows);
            for (int row = 0; row < count; row++) {
                codes[0][row] = groupIds[rows[row]];
            }
            for (int i = 0; i < coders.size(); i++) {
                try (Column taken = arguments.get(i).take(rows, count, memory)) {
                    coders.get(i).encode(taken, codes[i + 1]);
                }
            }
        }
        addTuples(count);
    }

    @Override
    public void merge(GroupedAccumulator other, int[] otherToMine, int newGroupCount) {
        groupCount = Math.max(groupCount, newGroupCount);
        ensure(CHUNK_ROWS);
        DistinctAccumulator from = (DistinctAccumulator) other;
        int count = 0;
        for (int tuple = 0; tuple < from.tuples.size(); tuple++) {
            int group = otherToMine[from.tuples.codes(0)[tuple]];
            if (group >= 0) {
                codes[0][count] = group;
                for (int i = 0; i < coders.size(); i++) {
                    int theirs = from.tuples.codes(i + 1)[tuple];
                    codes[i + 1][count] = coders.get(i).absorb(from.coders.get(i), theirs);
                }
                count++;
            }
            if (count == CHUNK_ROWS) {
                addTuples(count);
                count = 0;
            }
        }
        addTuples(count);
    }

    @Override
    public void writeResult(FieldVector out, int firstGroup, int count) {
        if (finished == null) {
            finished = maker.get();
            for (int from = 0; from < tuples.size(); from += CHUNK_ROWS) {
                give(from, Math.min(CHUNK_ROWS, tuples.size() - from));
            }
        }
        finished.writeResult(out, firstGroup, count);
    }

    @Override
    public long memoryBytes() {
        long bytes = tuples.memoryBytes() + (finished == null ? 0 : finished.memoryBytes());
        for (ValueCoder coder : coders) {
            bytes += coder.memoryBytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        tuples.close();
        coders.forEach(ValueCoder::close);
        if (finished != null) {
            finished.close();
        }
    }

    private void give(int from, int count) {
        List<Column> arguments = new ArrayList<>();
        try {
            for (int i = 0; i < coders.size(); i++) {
                arguments.add(coders.get(i).decode(tuples.codes(i + 1), from, count));
            }
            ensure(CHUNK_ROWS);
            System.arraycopy(tuples.codes(0), from, rows, 0, count);
            finished.update(arguments, rows, null, count, groupCount);
        } finally {
            arguments.forEach(Column::close);
        }
    }

    private void addTuples(int count) {
        int[] sizes = new int[codes.length];
        sizes[0] = groupCount;
        for (int i = 0; i < coders.size(); i++) {
            sizes[i + 1] = coders.get(i).size();
        }
        tuples.encode(codes, sizes, count, tupleIds);
    }

    private void ensure(int count) {
        if (tupleIds.length < count) {
            tupleIds = new int[count];
            rows = new int[count];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = new int[count];
            }
        }
    }
}
