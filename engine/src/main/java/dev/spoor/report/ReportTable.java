/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.report.Report.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A table for people.
 *
 * @param caption what it is a table of
 * @param headings of its columns, in words
 * @param kinds of its columns
 * @param rows texts; null for NULL. A long text is cut, and says so
 */
public record ReportTable(String caption, List<String> headings, List<Kind> kinds, List<List<String>> rows) {
    private static final int CELL_CHARS_MAX = 400;

    /** What is not broken over lines on a screen. */
    private static final int SHORT_CHARS_MAX = 30;

    /** Shorter numbers are read as well without groups. */
    private static final int GROUPED_DIGITS_MIN = 5;

    /** A number of fewer digits than an account has. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,11}");

    private static final Pattern WHOLE_SECOND = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.000");

    /** How a column is set. */
    public enum Kind {
        NUMBER,
        SHORT,
        LONG;

        /** As styles call it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The rows of an answer that are shown, with the columns that its question chose. */
    public static ReportTable of(Answer answer) {
        List<Integer> chosen = new ArrayList<>();
        for (String column : answer.question().columns()) {
            chosen.add(answer.columns().indexOf(column));
        }
        for (int i = 0;
                answer.question().columns().isEmpty() && i < answer.columns().size();
                i++) {
            chosen.add(i);
        }
        return of(
                "Evidence: " + answer.question().title(),
                chosen.stream().map(answer.columns()::get).toList(),
                chosen.stream().map(answer.isNumber()::get).toList(),
                answer.shown().stream()
                        .map(row -> Arrays.asList(chosen.stream().map(row::get).toArray(String[]::new)))
                        .toList());
    }

    /** What is known about the data. */
    public static ReportTable of(Section section) {
        List<Boolean> numbers = new ArrayList<>();
        for (int i = 0; i < section.columns().size(); i++) {
            int column = i;
            numbers.add(section.rows().stream()
                    .map(row -> row.get(column))
                    .allMatch(text -> text == null || NUMBER.matcher(text).matches()));
        }
        return of(section.title(), section.columns(), numbers, section.rows());
    }

    private static ReportTable of(
            String caption, List<String> columns, List<Boolean> numbers, List<List<String>> rows) {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            boolean isShort = rows.stream()
                    .map(row -> row.get(column))
                    .allMatch(text -> text == null || text.length() <= SHORT_CHARS_MAX);
            kinds.add(numbers.get(i) ? Kind.NUMBER : isShort ? Kind.SHORT : Kind.LONG);
        }
        List<List<String>> texts = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                // the number of a port is a name
                boolean isCount = numbers.get(i)
                        && !columns.get(i).toLowerCase(Locale.ROOT).endsWith("port");
                cells.add(cell(row.get(i), isCount));
            }
            texts.add(cells);
        }
        return new ReportTable(caption, columns.stream().map(ReportTable::words).toList(), kinds, texts);
    }

    /** {@code event_time} and {@code eventTime} as words. */
    private static String words(String column) {
        return column.replace('_', ' ')
                .replaceAll("(?<=[a-z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static String cell(String textOrNull, boolean isCount) {
        if (textOrNull == null) {
            return null;
        }
        if (isCount
                && textOrNull.length() >= GROUPED_DIGITS_MIN
                && NUMBER.matcher(textOrNull).matches()) {
            return Counted.number(Long.parseLong(textOrNull));
        }
        if (textOrNull.length() > CELL_CHARS_MAX) {
            int end = Character.isHighSurrogate(textOrNull.charAt(CELL_CHARS_MAX - 1))
                    ? CELL_CHARS_MAX - 1
                    : CELL_CHARS_MAX;
            return textOrNull.substring(0, end) + "… (cut)";
        }
        return WHOLE_SECOND.matcher(textOrNull).matches()
                ? textOrNull.substring(0, textOrNull.length() - 4)
                : textOrNull;
    }
}
