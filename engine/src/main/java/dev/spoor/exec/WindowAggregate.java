/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.Values;
import dev.spoor.function.GroupedAccumulator;
import dev.spoor.function.WindowEvaluator;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * An aggregate over the frame of each row. Rows that have the frame of the row before them share its result. Frames that
 * begin where the last one began and end no earlier (running totals, whole partitions) only add the rows that are new.
 * Small frames are added row by row, all frames of a batch at once. Large sliding frames are put together from a tree
 * of partial states over blocks of rows, so that the cost of a frame grows with the logarithm of its size.
 */
final class WindowAggregate implements WindowEvaluator, AutoCloseable {
    /** Frames of up to so many rows on average are added row by row. */
    private static final int DIRECT_ROWS_MAX = 2 * FrameTree.BLOCK_ROWS;

    /** Frames of up to so many rows on average are so even if they grow only at their end. */
    private static final int TINY_ROWS = 8;

    /** The running state may be given each row so many times on average; frames that slide need more. */
    private static final long RUNNING_PASSES_MAX = 2;

    /** Rows of frames that are added at once. */
    private static final int PAIRS_MAX = 16 * 1024;

    private final AggregateCall call;
    private final List<Column> arguments;
    private final List<Field> argumentFields;
    private final FieldVector filter;
    private final QueryContext context;
    private final Memory memory;
    private final int rowCount;
    private long runningAdded;
    private GroupedAccumulator running;
    private int runningStart = -1;
    private int runningEnd;
    private FrameTree tree;
    private final int[] pairRows = new int[PAIRS_MAX];
    private final int[] pairGroups = new int[PAIRS_MAX];
    private int pairs;

    /** @param segment whose columns are borrowed until this is closed */
    WindowAggregate(AggregateCall call, WindowSegment segment, QueryContext context) {
        this.call = call;
        this.arguments = segment.columns(call.arguments());
        this.argumentFields = arguments.stream().map(Column::field).toList();
        this.rowCount = segment.rowCount();
        this.context = context;
        this.memory = context.memory();
        this.filter = call.filter() == AggregateCall.NO_FILTER
                ? null
                : segment.column(call.filter()).flat(memory);
    }

    @Override
    public Column evaluate(int from, int count, int[] frameStarts, int[] frameEnds) {
        int[] frameOf = new int[count];
        int[] starts = new int[count];
        int[] ends = new int[count];
        int frames = 0;
        for (int i = 0; i < count; i++) {
            int end = Math.max(frameStarts[i], frameEnds[i]);
            if (frames == 0 || starts[frames - 1] != frameStarts[i] || ends[frames - 1] != end) {
                starts[frames] = frameStarts[i];
                ends[frames++] = end;
            }
            frameOf[i] = frames - 1;
        }
        FieldVector results = Values.newVector(call.result(), frames, memory);
        try (GroupedAccumulator target = newAccumulator()) {
            grow(target, frames);
            accumulate(target, starts, ends, frames);
            target.writeResult(results, 0, frames);
            results.setValueCount(frames);
        } catch (RuntimeException e) {
            results.close();
            throw e;
        }
        try (Column distinct = new FlatColumn(call.result(), results)) {
            return frames == count ? distinct.retain() : distinct.take(frameOf, count, memory);
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
        if (tree != null) {
            tree.close();
            tree = null;
        }
    }

    GroupedAccumulator newAccumulator() {
        return call.function().newAccumulator(call.signature(), argumentFields, call.result(), memory);
    }

    /** Makes a state know of so many groups. */
    void grow(GroupedAccumulator accumulator, int groups) {
        update(accumulator, new int[0], new int[0], 0, groups);
    }

    /** Adds rows of the segment to groups. */
    void update(GroupedAccumulator accumulator, int[] rows, int[] groups, int count, int groupCount) {
        List<Column> taken = new ArrayList<>(arguments.size());
        try {
            for (Column argument : arguments) {
                taken.add(argument.take(rows, count, memory));
            }
            accumulator.update(taken, groups, null, count, groupCount);
        } finally {
            taken.forEach(Column::close);
        }
    }

    boolean passes(int row) {
        return filter == null || (!filter.isNull(row) && ((BitVector) filter).get(row) == 1);
    }

    private void accumulate(GroupedAccumulator target, int[] starts, int[] ends, int frames) {
        long direct = 0;
        long added = 0;
        int start = runningStart;
        int end = runningEnd;
        for (int frame = 0; frame < frames; frame++) {
            direct += ends[frame] - starts[frame];
            added += ends[frame] - (starts[frame] == start && ends[frame] >= end ? end : starts[frame]);
            start = starts[frame];
            end = ends[frame];
        }
        if (direct > (long) TINY_ROWS * frames && runningAdded + added <= RUNNING_PASSES_MAX * rowCount) {
            runningAdded += added;
            addRunning(target, starts, ends, frames);
        } else if (direct <= (long) DIRECT_ROWS_MAX * frames) {
            for (int frame = 0; frame < frames; frame++) {
                addRows(target, frame, starts[frame], ends[frame], frames);
            }
            flush(target, frames);
        } else {
            if (tree == null) {
                tree = new FrameTree(this, rowCount, context);
            }
            addByTree(target, starts, ends, frames);
        }
    }

    private void addRunning(GroupedAccumulator target, int[] starts, int[] ends, int frames) {
        for (int frame = 0; frame < frames; frame++) {
            advance(starts[frame], ends[frame]);
            target.merge(running, new int[] {frame}, frames);
            checkCancelled(frame);
        }
    }

    /** In three rounds, so that each state sees its rows in order. */
    private void addByTree(GroupedAccumulator target, int[] starts, int[] ends, int frames) {
        for (int frame = 0; frame < frames; frame++) {
            int head = Math.min(ends[frame], FrameTree.blockUp(starts[frame]));
            addRows(target, frame, starts[frame], head, frames);
        }
        flush(target, frames);
        for (int frame = 0; frame < frames; frame++) {
            tree.merge(target, frame, FrameTree.blockUp(starts[frame]), FrameTree.blockDown(ends[frame]), frames);
            checkCancelled(frame);
        }
        for (int frame = 0; frame < frames; frame++) {
            int tail = Math.max(FrameTree.blockUp(starts[frame]), FrameTree.blockDown(ends[frame]));
            addRows(target, frame, tail, ends[frame], frames);
        }
        flush(target, frames);
    }

    private void addRows(GroupedAccumulator target, int group, int start, int end, int groups) {
        for (int row = start; row < end; row++) {
            if (passes(row)) {
                if (pairs == PAIRS_MAX) {
                    flush(target, groups);
                }
                pairRows[pairs] = row;
                pairGroups[pairs++] = group;
            }
        }
    }

    private void flush(GroupedAccumulator target, int groups) {
        context.cancellation().check();
        if (pairs > 0) {
            update(target, pairRows, pairGroups, pairs, groups);
            pairs = 0;
        }
    }

    /** Makes the running state that of a frame. */
    private void advance(int start, int end) {
        if (running == null || runningStart != start || end < runningEnd) {
            if (running != null) {
                running.close();
                running = null;
            }
            running = newAccumulator();
            grow(running, 1);
            runningStart = start;
            runningEnd = start;
        }
        while (runningEnd < end) {
            int count = Math.min(PAIRS_MAX, end - runningEnd);
            for (int i = 0; i < count; i++) {
                if (passes(runningEnd + i)) {
                    pairRows[pairs++] = runningEnd + i;
                }
            }
            Arrays.fill(pairGroups, 0, pairs, 0);
            flush(running, 1);
            runningEnd += count;
        }
    }

    private void checkCancelled(int frame) {
        if ((frame & 255) == 0) {
            context.cancellation().check();
        }
    }
}
