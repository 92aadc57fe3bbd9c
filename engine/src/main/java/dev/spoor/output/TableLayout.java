/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/** Display width of each column of a table. */
record TableLayout(int[] widths) {
    /** A text column that has to shrink keeps at least this many columns. */
    static final int TEXT_WIDTH_MIN = 12;

    /** What a column takes beside its values: a space on each side, and the line between columns. */
    private static final int SIDES = 2;

    private static final int LINE = 1;

    /**
     * Fits columns into a width. Text columns shrink, the widest first; numbers, times and flags stay whole.
     *
     * @param wanted width that each column needs to show everything
     * @param widthMax what there is
     * @return empty when even the narrowest table is too wide
     */
    static Optional<TableLayout> fit(List<Field> fields, int[] wanted, int widthMax) {
        long room = widthMax - (long) SIDES * wanted.length - (long) LINE * Math.max(0, wanted.length - 1);
        if (total(wanted, fields, Integer.MAX_VALUE) <= room) {
            return Optional.of(new TableLayout(wanted.clone()));
        }
        if (total(wanted, fields, TEXT_WIDTH_MIN) > room) {
            return Optional.empty();
        }
        int low = TEXT_WIDTH_MIN;
        int high = widthMax;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (total(wanted, fields, middle) <= room) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        int[] widths = new int[wanted.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = capped(wanted[i], fields.get(i), low);
        }
        return Optional.of(new TableLayout(widths));
    }

    /** What stands for columns that are left out, with its sides and line. */
    private static final int GAP = 1 + SIDES + LINE;

    /**
     * Which columns to show where not all fit: some from both ends, with room for a sign between them.
     *
     * @return at least the first, in order; all when they fit
     */
    static List<Integer> ends(List<Field> fields, int[] wanted, int widthMax) {
        int left = 0;
        int right = wanted.length - 1;
        long room = widthMax - GAP + LINE;
        List<Integer> first = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        while (left <= right) {
            boolean fromLeft = first.size() <= last.size();
            int column = fromLeft ? left : right;
            room -= capped(wanted[column], fields.get(column), TEXT_WIDTH_MIN) + SIDES + LINE;
            if (room < 0 && !first.isEmpty()) {
                break;
            }
            if (fromLeft) {
                first.add(column);
                left++;
            } else {
                last.add(0, column);
                right--;
            }
        }
        first.addAll(last);
        return first;
    }

    /** The width that is left for columns beside the sign for others. */
    static int besideGap(int widthMax) {
        return Math.max(1, widthMax - GAP);
    }

    private static long total(int[] wanted, List<Field> fields, int textMax) {
        long sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            sum += capped(wanted[i], fields.get(i), textMax);
        }
        return sum;
    }

    private static int capped(int wanted, Field field, int textMax) {
        return CellText.isText(field) ? Math.min(wanted, textMax) : wanted;
    }
}
