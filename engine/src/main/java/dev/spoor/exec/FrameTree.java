/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.GroupedAccumulator;
import java.util.ArrayList;
import java.util.List;

/**
 * Partial states of an aggregate over aligned blocks of rows, blocks of blocks, and so on, each a state of one group.
 * The state of any range of whole blocks is put together from a few of them, first rows first.
 */
final class FrameTree implements AutoCloseable {
    /** Rows of a block of the lowest level. */
    static final int BLOCK_ROWS = 64;

    /** Nodes of one level that make one of the next. */
    private static final int FAN_OUT = 16;

    private static final int[] TO_FIRST_GROUP = {0};

    private final List<List<GroupedAccumulator>> levels = new ArrayList<>();

    FrameTree(WindowAggregate aggregate, int rowCount, QueryContext context) {
        try {
            levels.add(new ArrayList<>());
            int[] rows = new int[BLOCK_ROWS];
            int[] groups = new int[BLOCK_ROWS];
            for (int from = 0; from + BLOCK_ROWS <= rowCount; from += BLOCK_ROWS) {
                context.cancellation().check();
                int count = 0;
                for (int row = from; row < from + BLOCK_ROWS; row++) {
                    if (aggregate.passes(row)) {
                        rows[count++] = row;
                    }
                }
                GroupedAccumulator node = aggregate.newAccumulator();
                levels.get(0).add(node);
                aggregate.update(node, rows, groups, count, 1);
            }
            while (levels.get(levels.size() - 1).size() >= FAN_OUT) {
                addLevel(aggregate, context);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** First row of the block that begins at or after a row. */
    static int blockUp(int row) {
        return (int) Math.min(Integer.MAX_VALUE, ((long) row + BLOCK_ROWS - 1) / BLOCK_ROWS * BLOCK_ROWS);
    }

    /** First row of the block that a row lies in. */
    static int blockDown(int row) {
        return row / BLOCK_ROWS * BLOCK_ROWS;
    }

    /** Adds the rows start .. end, both first rows of blocks, to a group; none if the end is not above the start. */
    void merge(GroupedAccumulator target, int group, int start, int end, int groups) {
        int[] toGroup = {group};
        int block = start / BLOCK_ROWS;
        int last = end / BLOCK_ROWS;
        while (block < last) {
            int level = 0;
            int width = 1;
            while (level + 1 < levels.size()
                    && block % (width * FAN_OUT) == 0
                    && block + (long) width * FAN_OUT <= last) {
                level++;
                width *= FAN_OUT;
            }
            target.merge(levels.get(level).get(block / width), toGroup, groups);
            block += width;
        }
    }

    @Override
    public void close() {
        levels.forEach(level -> level.forEach(GroupedAccumulator::close));
        levels.clear();
    }

    private void addLevel(WindowAggregate aggregate, QueryContext context) {
        List<GroupedAccumulator> below = levels.get(levels.size() - 1);
        List<GroupedAccumulator> level = new ArrayList<>();
        levels.add(level);
        for (int from = 0; from + FAN_OUT <= below.size(); from += FAN_OUT) {
            context.cancellation().check();
            GroupedAccumulator node = aggregate.newAccumulator();
            level.add(node);
            aggregate.grow(node, 1);
            for (int i = from; i < from + FAN_OUT; i++) {
                node.merge(below.get(i), TO_FIRST_GROUP, 1);
            }
        }
    }
}
