/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.display;

import java.util.List;

/** A series as a line of braille dots, two across and four down in each character. */
public final class LineChart {
    private static final int HEIGHT = 10;
    private static final int DOTS_ACROSS = 2;
    private static final int DOTS_DOWN = 4;
    private static final char BRAILLE = '\u2800';

    /** Bits of the dots of a braille character, by column and row. */
    private static final int[][] DOTS = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

    private LineChart() {}

    /**
     * A point.
     *
     * @param label where it is, such as a time
     * @param value how high
     */
    public record Point(String label, double value) {}

    /**
     * Lines with a line break each. The scale begins at zero unless a value is below it.
     *
     * @param points at least one; evenly spaced
     */
    public static String draw(List<Point> points, int widthMax) {
        double low = Math.min(0, points.stream().mapToDouble(Point::value).min().orElse(0));
        double high = Math.max(
                low + Double.MIN_NORMAL,
                points.stream().mapToDouble(Point::value).max().orElse(1));
        int scaleWidth =
                Math.max(NumberText.of(low).length(), NumberText.of(high).length());
        int width = Math.max(1, Math.min(widthMax - scaleWidth - 3, points.size() * DOTS_ACROSS));
        int[][] cells = new int[HEIGHT][width];
        int dotsAcross = width * DOTS_ACROSS;
        int before = -1;
        for (int x = 0; x < dotsAcross; x++) {
            int level = level(points, x, dotsAcross, low, high);
            int from = before < 0 ? level : Math.min(level, before);
            int to = before < 0 ? level : Math.max(level, before);
            for (int y = from; y <= to; y++) {
                int row = HEIGHT - 1 - y / DOTS_DOWN;
                cells[row][x / DOTS_ACROSS] |= DOTS[x % DOTS_ACROSS][DOTS_DOWN - 1 - y % DOTS_DOWN];
            }
            before = level;
        }
        return text(cells, points, low, high, scaleWidth);
    }

    /** Height in dots of the line at a dot across: between the points beside it. */
    private static int level(List<Point> points, int x, int dotsAcross, double low, double high) {
        double place = (double) x / (dotsAcross - 1) * (points.size() - 1);
        int left = (int) Math.floor(place);
        int right = Math.min(points.size() - 1, left + 1);
        double share = place - left;
        double value =
                points.get(left).value() * (1 - share) + points.get(right).value() * share;
        return (int) Math.round((value - low) / (high - low) * (HEIGHT * DOTS_DOWN - 1));
    }

    private static String text(int[][] cells, List<Point> points, double low, double high, int scaleWidth) {
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < HEIGHT; row++) {
            String scale = row == 0 ? NumberText.of(high) : row == HEIGHT - 1 ? NumberText.of(low) : "";
            out.append(" ".repeat(scaleWidth - scale.length())).append(scale).append(" │");
            for (int cell : cells[row]) {
                out.append((char) (BRAILLE + cell));
            }
            out.append('\n');
        }
        String first = points.get(0).label();
        String last = points.get(points.size() - 1).label();
        int gap = Math.max(1, cells[0].length - first.length() - last.length());
        out.append(" ".repeat(scaleWidth + 2)).append(first).append(" ".repeat(gap));
        return out.append(last).append('\n').toString();
    }
}
