/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.report.Answer.Bar;
import java.util.List;

/** Bars as SVG that grows with its place; words stand beside it as text, so that they stay readable on a phone. */
final class SvgChart {
    private static final int HEIGHT = 64;
    private static final int STEP = 10;
    private static final int BAR = 8;

    private SvgChart() {}

    /** Appends the chart of an answer, if it has one that shows something. */
    static void append(Html html, Answer answer) {
        long most = answer.bars().stream().mapToLong(Bar::count).max().orElse(0);
        if (most == 0) {
            return;
        }
        switch (answer.question().chart().kind()) {
            case NONE -> {}
            case TIMELINE -> appendTimeline(html, answer, most);
            case BARS -> appendBars(html, answer, most);
        }
    }

    private static void appendTimeline(Html html, Answer answer, long most) {
        List<Bar> bars = answer.bars();
        html.raw("<figure class=\"timeline\">\n<figcaption>")
                .text(ChartText.caption(answer))
                .raw("</figcaption>\n");
        html.raw("<svg viewBox=\"0 0 " + bars.size() * STEP + " " + HEIGHT
                + "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
        html.text(ChartText.of(answer)).raw("\">\n");
        for (int i = 0; i < bars.size(); i++) {
            long count = bars.get(i).count();
            if (count > 0) {
                // one row is still to be seen beside a million
                long height = Math.max(2, Math.round((double) count / most * HEIGHT));
                html.raw("<rect x=\"" + (i * STEP + 1) + "\" y=\"" + (HEIGHT - height) + "\" width=\"" + BAR
                        + "\" height=\"" + height + "\"><title>");
                html.text(bars.get(i).label() + ": " + Counted.number(count)).raw("</title></rect>\n");
            }
        }
        html.raw("</svg>\n<div class=\"axis\" aria-hidden=\"true\">");
        for (String label : ChartText.axis(answer)) {
            html.raw("<span>").text(label).raw("</span>");
        }
        html.raw("</div>\n</figure>\n");
    }

    private static void appendBars(Html html, Answer answer, long most) {
        html.raw("<figure class=\"bars\">\n<figcaption>Rows by ");
        html.text(answer.question().chart().column()).raw("</figcaption>\n<ul>\n");
        for (Bar bar : answer.bars()) {
            double width = Math.max(0.5, 100.0 * bar.count() / most);
            html.raw("<li><span class=\"label\">").text(ChartText.label(bar)).raw("</span>");
            html.raw("<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                    + "<rect x=\"0\" y=\"0\" width=\"" + Math.round(width * 10) / 10.0 + "\" height=\"10\"/></svg>");
            html.raw("<span class=\"count\">").text(Counted.number(bar.count())).raw("</span></li>\n");
        }
        html.raw("</ul>\n</figure>\n");
    }
}
