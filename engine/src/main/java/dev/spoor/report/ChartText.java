/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.report.Answer.Bar;

/** What a chart says, for those who do not see it. */
public final class ChartText {
    /** How many bars are read out. */
    private static final int BARS_MAX = 8;

    private static final int LABEL_CHARS_MAX = 60;

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
