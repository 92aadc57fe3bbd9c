/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

import dev.spoor.report.Answer;
import dev.spoor.report.Answer.Bar;
import dev.spoor.report.ChartText;
import dev.spoor.report.pdf.LineBreaker.Line;
import dev.spoor.report.pdf.TypeFaces.Face;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;

/** The chart of an answer, as on its page. */
final class PdfChart {
    private static final float SIZE = 7.5f;
    private static final float HEIGHT = 46;
    private static final float ROW = 11;
    private static final float LABEL_WIDTH = 150;
    private static final float COUNT_WIDTH = 50;

    private PdfChart() {}

    static void draw(PdfPages pages, PdfTags tags, PDStructureElement parent, LineBreaker breaker, Answer answer)
            throws IOException {
        long most = answer.bars().stream().mapToLong(Bar::count).max().orElse(0);
        if (most == 0) {
            return;
        }
        switch (answer.question().chart().kind()) {
            case NONE -> {}
            case TIMELINE -> timeline(pages, figure(tags, parent, answer), breaker, answer, most);
            case BARS -> bars(pages, figure(tags, parent, answer), breaker, answer.bars(), most);
        }
    }

    private static PDStructureElement figure(PdfTags tags, PDStructureElement parent, Answer answer) {
        PDStructureElement figure = tags.add(parent, "Figure");
        figure.setAlternateDescription(ChartText.of(answer));
        return figure;
    }

    private static void timeline(
            PdfPages pages, PDStructureElement figure, LineBreaker breaker, Answer answer, long most)
            throws IOException {
        pages.need(HEIGHT + 26);
        float top = pages.y() - SIZE - 6;
        List<Bar> bars = answer.bars();
        float step = PdfPages.WIDTH / bars.size();
        Line caption = line(breaker, ChartText.caption(answer));
        List<Line> axis = new ArrayList<>();
        for (String label : ChartText.axis(answer)) {
            axis.add(line(breaker, label));
        }
        pages.draw(figure, on -> {
            pages.write(on, caption, Face.PLAIN, SIZE, PdfColor.SOFT, PdfPages.LEFT, top + 4);
            PdfPages.fill(on, PdfColor.LINE, PdfPages.LEFT, top, PdfPages.WIDTH, 0.4f);
            for (int i = 0; i < bars.size(); i++) {
                if (bars.get(i).count() > 0) {
                    // one row is still to be seen beside a million
                    float height = Math.max(1.2f, HEIGHT * bars.get(i).count() / most);
                    float x = PdfPages.LEFT + i * step;
                    PdfPages.fill(on, PdfColor.BAR, x + step * 0.1f, top - HEIGHT + height, step * 0.8f, height);
                }
            }
            PdfPages.fill(on, PdfColor.SOFT, PdfPages.LEFT, top - HEIGHT, PdfPages.WIDTH, 0.6f);
            for (int i = 0; i < axis.size(); i++) {
                float room = PdfPages.WIDTH - axis.get(i).width();
                float x = PdfPages.LEFT + (axis.size() == 1 ? 0 : room * i / (axis.size() - 1));
                pages.write(on, axis.get(i), Face.PLAIN, SIZE, PdfColor.SOFT, x, top - HEIGHT - SIZE - 2);
            }
        });
        pages.skip(HEIGHT + 2 * SIZE + 14);
    }

    private static Line line(LineBreaker breaker, String text) throws IOException {
        return breaker.lines(text, Face.PLAIN, SIZE, PdfPages.WIDTH).get(0);
    }

    private static void bars(PdfPages pages, PDStructureElement figure, LineBreaker breaker, List<Bar> bars, long most)
            throws IOException {
        pages.need(bars.size() * ROW + 8);
        float room = PdfPages.WIDTH - LABEL_WIDTH - COUNT_WIDTH;
        for (Bar bar : bars) {
            float top = pages.y();
            List<Line> label = breaker.lines(ChartText.label(bar), Face.PLAIN, SIZE, LABEL_WIDTH - 10);
            Line count = breaker.lines(ChartText.number(bar.count()), Face.PLAIN, SIZE, COUNT_WIDTH)
                    .get(0);
            pages.need(label.size() * ROW);
            pages.draw(figure, on -> {
                float baseline = top - SIZE;
                for (Line line : label) {
                    pages.write(on, line, Face.PLAIN, SIZE, PdfColor.INK, PdfPages.LEFT, baseline);
                    baseline -= ROW;
                }
                float width = Math.max(1, room * bar.count() / most);
                PdfPages.fill(on, PdfColor.BAR, PdfPages.LEFT + LABEL_WIDTH, top - 1.5f, width, SIZE);
                float x = PdfPages.LEFT + PdfPages.WIDTH - count.width();
                pages.write(on, count, Face.PLAIN, SIZE, PdfColor.INK, x, top - SIZE);
            });
            pages.skip(label.size() * ROW);
        }
        pages.skip(8);
    }
}
