/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.function.GroupedAccumulator;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** The least or the greatest value of each group as an aggregate. */
final class ExtremeAccumulator implements GroupedAccumulator {
    private final Extremes extremes;
    private final Selection selection = new Selection();

    /** Owns the extremes. */
    ExtremeAccumulator(Extremes extremes) {
        this.extremes = extremes;
    }

    @Override
    public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
        extremes.grow(groupCount);
        selection.present(arguments.get(0), only, rowCount);
        extremes.add(arguments.get(0), selection, groupIds);
    }

    @Override
    public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
        extremes.grow(groupCount);
        extremes.merge(((ExtremeAccumulator) other).extremes, otherToMine);
    }

    @Override
    public void writeResult(FieldVector out, int firstGroup, int count) {
        for (int i = 0; i < count; i++) {
            extremes.write(out, i, firstGroup + i);
        }
    }

    @Override
    public long memoryBytes() {
        return extremes.reservation.bytes();
    }

    @Override
    public void close() {
        extremes.close();
    }
}
