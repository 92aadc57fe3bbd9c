/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** One replaceable value of any type per group, NULL included. Replaced values are dropped once they are many. */
final class KeptValues implements AutoCloseable {
    /** Replaced values that may lie around besides as many as there are live ones. */
    private static final int DEAD_MAX = 1024;

    private final ValueList list;
    private final Reservation reservation;

    /** Index in the list + 1; 0 for none. */
    private int[] indexOf;

    private int live;

    KeptValues(Field field, Memory memory) {
        reservation = new Reservation(memory);
        list = new ValueList(field, memory);
        indexOf = new int[0];
    }

    void grow(int groupCount) {
        indexOf = reservation.grow(indexOf, groupCount);
    }

    boolean has(int group) {
        return group < indexOf.length && indexOf[group] != 0;
    }

    /** Sets the values of the groups of some rows; the last row of a group counts. */
    void set(Column column, int[] rows, int count, int[] groupIds) {
        int first = list.size();
        list.append(column, rows, count);
        for (int i = 0; i < count; i++) {
            point(groupIds[rows[i]], first + i);
        }
        dropDead();
    }

    /** Sets the value of a group to that of another state's group, which has one. */
    void set(int group, KeptValues other, int otherGroup) {
        list.append(other.list, other.indexOf[otherGroup] - 1);
        point(group, list.size() - 1);
        dropDead();
    }

    void write(FieldVector out, int row, int group) {
        if (has(group)) {
            list.write(indexOf[group] - 1, out, row);
        } else {
            out.setNull(row);
        }
    }

    long memoryBytes() {
        return reservation.bytes() + list.memoryBytes();
    }

    @Override
    public void close() {
        list.close();
        reservation.close();
    }

    private void point(int group, int index) {
        live += indexOf[group] == 0 ? 1 : 0;
        indexOf[group] = index + 1;
    }

    private void dropDead() {
        if (list.size() <= 2 * live + DEAD_MAX) {
            return;
        }
        int[] kept = new int[live];
        int count = 0;
        for (int group = 0; group < indexOf.length; group++) {
            if (indexOf[group] != 0) {
                kept[count] = indexOf[group] - 1;
                indexOf[group] = ++count;
            }
        }
        list.keep(kept, count);
    }
}
