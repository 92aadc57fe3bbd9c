/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.report.Html;
import dev.spoor.report.Severity;
import java.util.List;
import java.util.Map;

/**
 * A delivery as the HTML part of a mail: one column, no picture, no script, nothing to fetch, and styles at each element, for many
 * mail programs know no others.
 */
final class MessageHtml {
    private static final String FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    private static final String MUTED = "color:#57606a";
    private static final String CELL =
            "padding:6px 12px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid #d8dee4;"
                    + "overflow-wrap:break-word";

    private final Delivery delivery;
    private final Html html = new Html();

    private MessageHtml(Delivery delivery) {
        this.delivery = delivery;
    }

    /** @param notAttached files that are only named */
    static String of(Delivery delivery, List<DeliveryFile> notAttached) {
        MessageHtml message = new MessageHtml(delivery);
        message.head();
        message.facts();
        message.findings();
        message.files(notAttached);
        message.foot();
        return message.html.toString();
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#8b0000";
            case HIGH -> "#b42318";
            case MEDIUM -> "#9a4a00";
            case LOW -> "#6b5900";
            case INFO -> "#0b5394";
        };
    }

    private void head() {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .element("title", MessageText.headline(delivery))
                .raw("</head>\n<body style=\"margin:0;padding:0;background:#f6f8fa\">\n")
                .raw(
                        "<div style=\"max-width:680px;margin:0 auto;padding:24px 16px;font-size:15px;line-height:1.5;color:#1f2328;"
                                + FONT + "\">\n")
                .raw("<div style=\"background:#ffffff;border:1px solid #d8dee4;border-top:4px solid "
                        + colour(delivery.severity()) + ";border-radius:6px;padding:20px 24px\">\n")
                .raw("<div style=\"font-size:12px;font-weight:600;letter-spacing:0.04em;text-transform:uppercase;color:"
                        + colour(delivery.severity()) + "\">")
                .text(delivery.severity().label())
                .raw("</div>\n<h1 style=\"margin:2px 0 12px;font-size:20px;line-height:1.3;overflow-wrap:anywhere\">")
                .text(delivery.title())
                .raw("</h1>\n");
        if (!delivery.text().isBlank()) {
            html.raw("<p style=\"margin:0 0 16px;white-space:pre-line;overflow-wrap:anywhere\">")
                    .lines(String.join("\n", delivery.text().lines().toList()))
                    .raw("</p>\n");
        }
    }

    private void facts() {
        if (delivery.facts().isEmpty()) {
            return;
        }
        html.raw("<table role=\"presentation\" style=\"border-collapse:collapse;margin:0 0 16px\">\n");
        for (Map.Entry<String, String> fact : delivery.facts().entrySet()) {
            pair(fact.getKey(), fact.getValue(), "padding:2px 16px 2px 0;vertical-align:top");
        }
        html.raw("</table>\n");
    }

    private void pair(String name, String value, String style) {
        html.raw("<tr><td style=\"" + style + ";width:1%;white-space:nowrap;" + MUTED + "\">")
                .text(name)
                .raw("</td><td style=\"" + style + ";overflow-wrap:anywhere\">")
                .text(value)
                .raw("</td></tr>\n");
    }

    private void title(String text) {
        html.raw("<h2 style=\"margin:20px 0 4px;font-size:15px\">").text(text).raw("</h2>\n");
    }

    private void findings() {
        if (delivery.findingsTotal() == 0) {
            return;
        }
        title(delivery.findingsTotal() == 1 ? "1 finding" : delivery.findingsTotal() + " findings");
        // a phone has no room for wide tables, and mails cannot ask how wide it is
        if (FindingsTable.lines(delivery).isPresent()) {
            findingsTable();
        } else {
            findingsBelowEachOther();
        }
        if (delivery.findingsLeftOut() > 0) {
            html.raw("<p style=\"margin:8px 0 0;" + MUTED + "\">")
                    .text(MessageText.leftOut(delivery.findingsLeftOut()))
                    .raw("</p>\n");
        }
    }

    private void findingsTable() {
        html.raw("<table style=\"border-collapse:collapse;width:100%;font-size:13px\">\n<tr>");
        for (String column : delivery.columns()) {
            html.raw("<th scope=\"col\" style=\"" + CELL + ";font-weight:600;" + MUTED + "\">")
                    .text(column)
                    .raw("</th>");
        }
        html.raw("</tr>\n");
        for (List<String> finding : delivery.findings()) {
            html.raw("<tr>");
            for (String value : finding) {
                html.raw("<td style=\"" + CELL + "\">").text(value).raw("</td>");
            }
            html.raw("</tr>\n");
        }
        html.raw("</table>\n");
    }

    private void findingsBelowEachOther() {
        html.raw("<table role=\"presentation\" style=\"border-collapse:collapse;width:100%;font-size:13px\">\n");
        for (List<String> finding : delivery.findings()) {
            for (int column = 0; column < finding.size(); column++) {
                String padding = column == 0
                        ? "padding:8px 16px 1px 0;border-top:1px solid #d8dee4"
                        : column == finding.size() - 1 ? "padding:1px 16px 8px 0" : "padding:1px 16px 1px 0";
                pair(delivery.columns().get(column), finding.get(column), padding + ";vertical-align:top");
            }
        }
        html.raw("</table>\n");
    }

    private void files(List<DeliveryFile> notAttached) {
        if (notAttached.isEmpty()) {
            return;
        }
        title(MessageText.TOO_LARGE);
        html.raw("<ul style=\"margin:0;padding-left:20px;font-size:13px;overflow-wrap:anywhere\">\n");
        for (DeliveryFile file : notAttached) {
            html.element("li", file.path().toString());
        }
        html.raw("</ul>\n");
    }

    private void foot() {
        html.raw("</div>\n<p style=\"margin:12px 8px;font-size:12px;overflow-wrap:anywhere;" + MUTED + "\">")
                .text(MessageText.foot(delivery))
                .raw("</p>\n</div>\n</body></html>\n");
    }
}
