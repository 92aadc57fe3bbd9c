/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.output.DisplayText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Findings as lines of text with columns below each other, for messages that have the room for them. */
final class FindingsTable {
    /** What mails and chats show without breaking lines. */
    private static final int WIDTH_MAX = 72;

    private static final String BETWEEN = "  ";

    private FindingsTable() {}

    /** A line of names, and one for each finding; empty when that is too wide. */
    static Optional<List<String>> lines(Delivery delivery) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(delivery.columns().stream().map(MessageText::visible).toList());
        for (List<String> finding : delivery.findings()) {
            rows.add(finding.stream().map(MessageText::visible).toList());
        }
        int[] widths = new int[delivery.columns().size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], DisplayText.width(row.get(column)));
            }
        }
        int width = Arrays.stream(widths).sum() + BETWEEN.length() * (widths.length - 1);
        return width > WIDTH_MAX
                ? Optional.empty()
                : Optional.of(rows.stream().map(row -> line(row, widths)).toList());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String text = row.get(column);
            line.append(column == 0 ? "" : BETWEEN)
                    .append(text)
                    .append(" ".repeat(widths[column] - DisplayText.width(text)));
        }
        return line.toString().stripTrailing();
    }
}
