/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.report.Answer.Bar;
import java.util.ArrayList;
import java.util.List;

/** What a chart says, for those who do not see it. */
public final class ChartText {
    /** How many bars are read out. */
    private static final int BARS_MAX = 8;

    private static final int LABEL_CHARS_MAX = 60;
    private static final int AXIS_LABELS_MAX = 5;

    /** The label of an hour has its time behind the day. */
    private static final int DAY_CHARS = 10;

    private ChartText() {}

    /** Of an answer whose chart shows something. */
    public static String of(Answer answer) {
        return answer.question().chart().kind() == Chart.Kind.BARS ? bars(answer) : timeline(answer);
    }

    private static String timeline(Answer answer) {
        Bar first = answer.bars().get(0);
        Bar last = answer.bars().get(answer.bars().size() - 1);
        Bar highest = first;
        for (Bar bar : answer.bars()) {
            highest = bar.count() > highest.count() ? bar : highest;
        }
        return "Rows over time, from " + first.label() + " to " + last.label() + " UTC; most, "
                + Counted.number(highest.count()) + ", at " + highest.label();
    }

    private static String bars(Answer answer) {
        StringBuilder text = new StringBuilder("Rows by ")
                .append(answer.question().chart().column())
                .append(": ");
        String separator = "";
        for (Bar bar : answer.bars().subList(0, Math.min(BARS_MAX, answer.bars().size()))) {
            text.append(separator).append(label(bar)).append(" ").append(Counted.number(bar.count()));
            separator = ", ";
        }
        return text.toString();
    }

    /** What is drawn over time, and how high it gets. */
    public static String caption(Answer answer) {
        long most = answer.bars().stream().mapToLong(Bar::count).max().orElse(0);
        boolean isDaily = answer.bars().get(0).label().length() == DAY_CHARS;
        return "Rows " + (isDaily ? "a day" : "an hour") + ", " + Counted.number(most) + " at most";
    }

    /** What stands below the bars over time, at even distances, the first and the last among them. */
    public static List<String> axis(Answer answer) {
        int last = answer.bars().size() - 1;
        int steps = Math.min(AXIS_LABELS_MAX - 1, last);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            labels.add(answer.bars().get(steps == 0 ? 0 : i * last / steps).label());
        }
        return labels;
    }

    /** What stands beside a bar: a long one is cut, and is whole in the files. */
    public static String label(Bar bar) {
        String label = bar.label();
        return label.codePointCount(0, label.length()) > LABEL_CHARS_MAX
                ? label.substring(0, label.offsetByCodePoints(0, LABEL_CHARS_MAX)) + "…"
                : label;
    }

    /** Digits in groups of three. */
    public static String number(long value) {
        return Counted.number(value);
    }
}
