/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.display;

import dev.spoor.output.DisplayText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Numbers by two labels, as shades: hours of the day by days of the week, services by accounts. */
public final class HeatMap {
    private static final String SHADES = " ░▒▓█";
    private static final int CELL_WIDTH_MAX = 16;
    private static final int LABEL_WIDTH_MAX = 17;
    private static final String WHOLE_NUMBER = "-?\\d{1,18}";

    private HeatMap() {}

    /** A number and where it belongs. */
    public record Cell(String row, String column, double value) {}

    /** Lines with a line break each; labels that are numbers in their order, others as they come. What is missing is empty. */
    public static String draw(List<Cell> cells, int widthMax) {
        List<String> rows = ordered(cells.stream().map(Cell::row).toList());
        List<String> columns = ordered(cells.stream().map(Cell::column).toList());
        Map<List<String>, Double> values = new HashMap<>();
        double largest = Double.MIN_NORMAL;
        for (Cell cell : cells) {
            double sum = values.merge(List.of(cell.row(), cell.column()), cell.value(), Double::sum);
            largest = Math.max(largest, sum);
        }
        int labelWidth = rows.stream().mapToInt(DisplayText::width).max().orElse(0);
        int wanted = columns.stream()
                .mapToInt(label -> DisplayText.width(label) + 1)
                .max()
                .orElse(1);
        int fitting = Math.max(1, (widthMax - labelWidth - 1) / Math.max(1, columns.size()));
        int cellWidth = Math.min(CELL_WIDTH_MAX, Math.min(wanted, fitting));
        StringBuilder out = new StringBuilder(" ".repeat(labelWidth + 1));
        // a label that is cut to one of two digits would be another number
        int every = (Math.min(wanted, LABEL_WIDTH_MAX) + cellWidth - 1) / cellWidth;
        for (int i = 0; i < columns.size(); i += every) {
            int room = cellWidth * Math.min(every, columns.size() - i);
            String label = DisplayText.prefix(columns.get(i), Math.max(1, cellWidth * every - 1));
            out.append(label).append(" ".repeat(Math.max(0, room - DisplayText.width(label))));
        }
        out.append('\n');
        for (String row : rows) {
            out.append(row).append(" ".repeat(labelWidth - DisplayText.width(row) + 1));
            for (String column : columns) {
                double value = values.getOrDefault(List.of(row, column), 0.0);
                out.append(String.valueOf(shade(value, largest)).repeat(cellWidth));
            }
            out.append('\n');
        }
        return out.append(legend(largest)).toString();
    }

    private static List<String> ordered(List<String> labels) {
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(labels));
        if (distinct.stream().allMatch(label -> label.matches(WHOLE_NUMBER))) {
            distinct.sort(Comparator.comparingLong(Long::parseLong));
        }
        return distinct;
    }

    /** Empty for nothing, the lightest for the least that is more. */
    private static char shade(double value, double largest) {
        int steps = SHADES.length() - 1;
        int step = value <= 0 ? 0 : (int) Math.max(1, Math.ceil(value / largest * steps));
        return SHADES.charAt(Math.min(steps, step));
    }

    private static String legend(double largest) {
        StringBuilder out = new StringBuilder();
        for (int i = 1; i < SHADES.length(); i++) {
            out.append(i == 1 ? "" : "  ").append(SHADES.charAt(i)).append(" to ");
            out.append(NumberText.of(Math.ceil(largest * i / (SHADES.length() - 1))));
        }
        return out.append('\n').toString();
    }
}
