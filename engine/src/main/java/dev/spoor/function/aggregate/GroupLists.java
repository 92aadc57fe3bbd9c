/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import org.apache.arrow.vector.types.pojo.Field;

/** A list of values of any type per group: one shared list, each value linked to the next of its group. */
final class GroupLists implements AutoCloseable {
    static final int END = -1;

    private final Reservation reservation;
    private final ValueList values;

    /** Index + 1 of a group's first and last value, and of the value after a value; 0 for none. */
    private int[] firstOf;

    private int[] lastOf;
    private int[] nextOf;

    GroupLists(Field field, Memory memory) {
        reservation = new Reservation(memory);
        values = new ValueList(field, memory);
        firstOf = new int[0];
        lastOf = new int[0];
        nextOf = new int[0];
    }

    void grow(int groupCount) {
        firstOf = reservation.grow(firstOf, groupCount);
        lastOf = reservation.grow(lastOf, groupCount);
    }

    /** Appends the selected rows to the lists of their groups. */
    void append(Column column, Selection selection, int[] groupIds) {
        int from = values.size();
        int count = selection.count();
        values.append(column, selection.rows(), count);
        nextOf = reservation.grow(nextOf, from + count);
        for (int i = 0; i < count; i++) {
            link(groupIds[selection.rows()[i]], from + i);
        }
    }

    void merge(GroupLists other, int[] otherToMine) {
        for (int group = 0; group < otherToMine.length; group++) {
            if (otherToMine[group] >= 0) {
                for (int at = other.first(group); at != END; at = other.next(at)) {
                    values.append(other.values, at);
                    nextOf = reservation.grow(nextOf, values.size());
                    link(otherToMine[group], values.size() - 1);
                }
            }
        }
    }

    /** Index of the first value of a group; END if it has none. */
    int first(int group) {
        return group < firstOf.length ? firstOf[group] - 1 : END;
    }

    /** Index of the next value of the same group, or END. */
    int next(int index) {
        return nextOf[index] - 1;
    }

    ValueList values() {
        return values;
    }

    long memoryBytes() {
        return reservation.bytes() + values.memoryBytes();
    }

    @Override
    public void close() {
        values.close();
        reservation.close();
    }

    private void link(int group, int index) {
        if (firstOf[group] == 0) {
            firstOf[group] = index + 1;
        } else {
            nextOf[lastOf[group] - 1] = index + 1;
        }
        lastOf[group] = index + 1;
    }
}
