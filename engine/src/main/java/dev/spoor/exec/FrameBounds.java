/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.WindowRows;
import dev.spoor.vector.Column;

/** Turns a frame into row ranges. Frames of RANGE with an offset search the order key, which is sorted. */
final class FrameBounds {
    private final WindowFrame frame;
    private final WindowRows rows;
    private final RangeKey key;

    /**
     * @param orderKey the one order key where the frame is RANGE with an offset; else it may be null
     * @param ascending direction of that key
     */
    FrameBounds(WindowFrame frame, WindowRows rows, Column orderKey, boolean ascending) {
        this.frame = frame;
        this.rows = rows;
        this.key = needsKey(frame) ? RangeKey.of(orderKey, ascending) : null;
    }

    /** Whether the values of the order key are looked at. */
    static boolean needsKey(WindowFrame frame) {
        boolean offset = frame.start().offset() != null || frame.end().offset() != null;
        return frame.unit() == WindowFrame.Unit.RANGE && offset;
    }

    /** Writes first rows and rows after the last for rows from .. from+count; an empty frame has end <= start. */
    void compute(int from, int count, int[] starts, int[] ends) {
        for (int i = 0; i < count; i++) {
            int row = from + i;
            starts[i] = bound(frame.start(), row, true);
            ends[i] = bound(frame.end(), row, false);
        }
    }

    /** Both bounds as positions between rows: the start is before its row, the end behind. */
    private int bound(WindowFrame.Bound bound, int row, boolean isStart) {
        int low = rows.partitionStart(row);
        int high = rows.partitionEnd(row);
        switch (bound.kind()) {
            case UNBOUNDED_PRECEDING:
                return low;
            case UNBOUNDED_FOLLOWING:
                return high;
            case CURRENT_ROW:
                if (frame.unit() == WindowFrame.Unit.ROWS) {
                    return isStart ? row : row + 1;
                }
                return isStart ? rows.peerStart(row) : rows.peerEnd(row);
            case PRECEDING:
            case FOLLOWING:
                return offsetBound(bound, row, low, high, isStart);
        }
        throw new IllegalStateException("no such bound: " + bound);
    }

    private int offsetBound(WindowFrame.Bound bound, int row, int low, int high, boolean isStart) {
        boolean preceding = bound.kind() == WindowFrame.Kind.PRECEDING;
        switch (frame.unit()) {
            case ROWS:
                long distance = Math.min((Long) bound.offset(), Integer.MAX_VALUE);
                long place = (preceding ? row - distance : row + distance) + (isStart ? 0 : 1);
                return (int) Math.max(low, Math.min(high, place));
            case GROUPS:
                return groupBound((Long) bound.offset(), preceding, row, low, high, isStart);
            case RANGE:
                return key.isNull(row)
                        ? (isStart ? rows.peerStart(row) : rows.peerEnd(row))
                        : key.bound(row, bound.offset(), preceding, isStart, low, high);
        }
        throw new IllegalStateException("no such unit: " + frame);
    }

    /** Searches the peers by their number. */
    private int groupBound(long groups, boolean preceding, int row, int low, int high, boolean isStart) {
        long distance = Math.min(groups, Integer.MAX_VALUE);
        long wanted = preceding ? rows.peerGroup(row) - distance : rows.peerGroup(row) + distance;
        long firstAtLeast = isStart ? wanted : wanted + 1;
        int left = low;
        int right = high;
        while (left < right) {
            int middle = (left + right) >>> 1;
            if (rows.peerGroup(middle) < firstAtLeast) {
                left = middle + 1;
            } else {
                right = middle;
            }
        }
        return left;
    }
}
