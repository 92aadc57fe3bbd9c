/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.display;

import dev.spoor.output.DisplayText;
import dev.spoor.output.TerminalStyle;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What one actor did, as lines to read: a heading for each day, a line for each step, several equal calls in a row as one step, and a
 * line where nothing happened for long. A step that changed something, or tried to, has a mark, which the last line explains.
 */
public final class Story {
    private static final Duration GAP = Duration.ofHours(1);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CELL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);
    private static final int ACTION_WIDTH = 34;
    private static final int TARGET_WIDTH = 32;
    private static final String AWS = ".amazonaws.com";
    private static final char WRITE_MARK = '*';

    private Story() {}

    /**
     * A call.
     *
     * @param time as results have it, UTC
     * @param source service; null when unknown
     * @param target what it was about; null for nothing
     * @param error null for success
     * @param isWrite whether it changed something, or tried to
     */
    public record Call(
            String time, String source, String action, String address, String target, String error, boolean isWrite) {
        private boolean isLike(Call other) {
            return isWrite == other.isWrite
                    && Objects.equals(source, other.source)
                    && Objects.equals(action, other.action)
                    && Objects.equals(address, other.address)
                    && Objects.equals(error, other.error)
                    && at().toLocalDate().equals(other.at().toLocalDate());
        }

        private LocalDateTime at() {
            return LocalDateTime.parse(time, CELL);
        }
    }

    /**
     * Lines with a line break each.
     *
     * @param calls in the order of their times
     * @param isColoured whether marks and errors are coloured too
     */
    public static String tell(List<Call> calls, boolean isColoured) {
        StringBuilder out = new StringBuilder();
        LocalDateTime before = null;
        int from = 0;
        while (from < calls.size()) {
            int end = from + 1;
            while (end < calls.size() && calls.get(end).isLike(calls.get(from))) {
                end++;
            }
            LocalDateTime time = calls.get(from).at();
            if (before != null && Duration.between(before, time).compareTo(GAP) >= 0) {
                out.append("            · · · nothing for ");
                out.append(span(Duration.between(before, time))).append('\n');
            }
            if (before == null || !before.toLocalDate().equals(time.toLocalDate())) {
                out.append(before == null ? "" : "\n").append(DAY.format(time)).append(" (UTC)\n");
            }
            appendStep(out, calls.subList(from, end), isColoured);
            before = calls.get(end - 1).at();
            from = end;
        }
        long writes = calls.stream().filter(Call::isWrite).count();
        if (writes > 0) {
            out.append('\n').append(painted(TerminalStyle.WRITE, String.valueOf(WRITE_MARK), isColoured));
            out.append(" changed something, or tried to: ").append(NumberText.of(writes));
            out.append(" of ").append(NumberText.of(calls.size())).append(calls.size() == 1 ? " call\n" : " calls\n");
        }
        return out.toString();
    }

    private static String painted(TerminalStyle style, String text, boolean isColoured) {
        return isColoured ? style.paint(text) : text;
    }

    private static void appendStep(StringBuilder out, List<Call> calls, boolean isColoured) {
        Call first = calls.get(0);
        String service = first.source() == null ? "?" : first.source().replace(AWS, "");
        String action = service + " " + first.action() + (calls.size() > 1 ? " ×" + calls.size() : "");
        long targets = calls.stream().map(Call::target).distinct().count();
        String target = first.target() == null ? "" : first.target();
        if (targets > 1) {
            target += " and " + (targets - 1) + (targets == 2 ? " other" : " others");
        }
        String what = (first.isWrite() ? WRITE_MARK : ' ') + " " + padded(action, ACTION_WIDTH);
        out.append("  ").append(CLOCK.format(first.at())).append(' ');
        out.append(painted(TerminalStyle.WRITE, what, isColoured && first.isWrite()));
        out.append(' ').append(padded(target, TARGET_WIDTH)).append(" from ");
        out.append(first.address() == null ? "an unknown place" : DisplayText.visible(first.address()));
        if (first.error() != null) {
            String failure = "✗ " + DisplayText.visible(first.error());
            out.append("  ").append(painted(TerminalStyle.FAILURE, failure, isColoured));
        }
        out.append('\n');
    }

    private static String padded(String text, int width) {
        String visible = DisplayText.visible(text);
        return visible + " ".repeat(Math.max(0, width - DisplayText.width(visible)));
    }

    /** {@code 3 h 20 min}, {@code 2 d 5 h}. */
    private static String span(Duration time) {
        long minutes = time.toMinutes();
        if (time.toDays() > 0) {
            return time.toDays() + " d" + part(time.toHoursPart(), " h");
        }
        return minutes / 60 + " h" + part(time.toMinutesPart(), " min");
    }

    private static String part(int number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }
}
