/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.display;

import dev.spoor.output.DisplayText;
import java.util.List;

/** Labelled numbers as bars of block characters. */
public final class BarChart {
    private static final int BAR_WIDTH_MAX = 50;
    private static final String EIGHTHS = "▏▎▍▌▋▊▉";

    private BarChart() {}

    /** One bar. */
    public record Bar(String label, double value) {}

    /** Lines with a line break each; the largest value takes what the width allows. */
    public static String draw(List<Bar> bars, int widthMax) {
        int labelWidth = 0;
        int numberWidth = 0;
        double largest = Double.MIN_NORMAL;
        for (Bar bar : bars) {
            labelWidth = Math.max(labelWidth, DisplayText.width(bar.label()));
            numberWidth = Math.max(numberWidth, NumberText.of(bar.value()).length());
            largest = Math.max(largest, bar.value());
        }
        int room = Math.max(1, Math.min(BAR_WIDTH_MAX, widthMax - labelWidth - numberWidth - 4));
        StringBuilder out = new StringBuilder();
        for (Bar bar : bars) {
            String number = NumberText.of(bar.value());
            out.append(' ').append(" ".repeat(labelWidth - DisplayText.width(bar.label())));
            out.append(bar.label()).append(' ');
            out.append(" ".repeat(numberWidth - number.length())).append(number).append(' ');
            out.append(bar(bar.value(), largest, room)).append('\n');
        }
        return out.toString();
    }

    private static String bar(double value, double largest, int room) {
        long eighths = Math.round(Math.max(0, value) / largest * room * 8);
        String whole = "█".repeat((int) (eighths / 8));
        int rest = (int) (eighths % 8);
        if (rest > 0) {
            return whole + EIGHTHS.charAt(rest - 1);
        }
        return whole.isEmpty() && value > 0 ? EIGHTHS.substring(0, 1) : whole;
    }
}
