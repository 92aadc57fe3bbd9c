/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.report.JsonText;
import dev.spoor.report.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A delivery as a message of Slack's blocks (https://docs.slack.dev/reference/block-kit/blocks), and title and text once more for
 * notifications and for programs that take messages of Slack but know no blocks. Texts that somebody else wrote are plain text or preformatted, so they mention nobody, link nowhere, and lose no
 * asterisk. Slack refuses messages that are too long: what had to be cut is said.
 */
final class SlackMessage {
    private static final int HEADER_MAX = 150;
    private static final int SECTION_MAX = 3_000;
    private static final int FIELD_MAX = 2_000;
    private static final int FIELDS_MAX = 10;
    private static final int CONTEXT_MAX = 1_000;

    /** What fits well on a screen, and all together into the 50 blocks and some 13,000 characters that Slack takes. */
    private static final int FINDINGS_MAX = 8;

    /** Lines of a table that fit into one section, with no character to be escaped. */
    private static final int TABLE_FINDINGS_MAX = 30;

    private static final int FINDING_MAX = 900;
    private static final int FILES_MAX = 10;
    private static final String FENCE = "```";

    private SlackMessage() {}

    /** One line of JSON. */
    static String of(Delivery whole) {
        Delivery lines = whole.withFindings(TABLE_FINDINGS_MAX);
        Delivery delivery = FindingsTable.lines(lines).isPresent() ? lines : whole.withFindings(FINDINGS_MAX);
        return JsonText.line(json -> {
            String notice = MessageText.headline(delivery) + "\n" + lines(delivery.text());
            json.put("text", fitting(notice.strip(), SECTION_MAX)); // mrkdwn
            json.array("blocks", blocks -> {
                text(
                        blocks,
                        "header",
                        cut(mark(delivery.severity()) + " " + MessageText.headline(delivery), HEADER_MAX));
                if (!delivery.text().isBlank()) {
                    text(blocks, "section", cut(lines(delivery.text()), SECTION_MAX));
                }
                facts(blocks, delivery.facts());
                findings(blocks, delivery);
                if (!delivery.files().isEmpty()) {
                    text(blocks, "section", cut(files(delivery.files()), SECTION_MAX));
                }
                blocks.inObject(block -> block.put("type", "context")
                        .array("elements", elements -> plain(elements, cut(foot(delivery), CONTEXT_MAX))));
            });
        });
    }

    private static String mark(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "\uD83D\uDD34"; // red circle
            case MEDIUM -> "\uD83D\uDFE0"; // orange circle
            case LOW -> "\uD83D\uDFE1"; // yellow circle
            case INFO -> "\uD83D\uDD35"; // blue circle
        };
    }

    private static void text(JsonText blocks, String type, String text) throws IOException {
        blocks.inObject(block -> block.put("type", type)
                .object("text", part -> part.put("type", "plain_text").put("text", text)));
    }

    private static void plain(JsonText elements, String text) throws IOException {
        elements.inObject(part -> part.put("type", "plain_text").put("text", text));
    }

    private static void facts(JsonText blocks, Map<String, String> facts) throws IOException {
        List<Map.Entry<String, String>> all = new ArrayList<>(facts.entrySet());
        for (int from = 0; from < all.size(); from += FIELDS_MAX) {
            List<Map.Entry<String, String>> some = all.subList(from, Math.min(all.size(), from + FIELDS_MAX));
            blocks.inObject(block -> block.put("type", "section").array("fields", fields -> {
                for (Map.Entry<String, String> fact : some) {
                    String text = MessageText.visible(fact.getKey()) + "\n" + MessageText.visible(fact.getValue());
                    plain(fields, cut(text, FIELD_MAX));
                }
            }));
        }
    }

    private static void findings(JsonText blocks, Delivery shown) throws IOException {
        Optional<List<String>> table = FindingsTable.lines(shown);
        if (table.isPresent() && !shown.findings().isEmpty()) {
            preformatted(blocks, String.join("\n", table.get()), SECTION_MAX - 2 * FENCE.length());
            return;
        }
        for (List<String> finding : shown.findings()) {
            StringBuilder lines = new StringBuilder();
            for (int column = 0; column < finding.size(); column++) {
                lines.append(column == 0 ? "" : "\n")
                        .append(MessageText.visible(shown.columns().get(column)))
                        .append(": ")
                        .append(MessageText.visible(finding.get(column)));
            }
            preformatted(blocks, lines.toString(), FINDING_MAX);
        }
    }

    private static void preformatted(JsonText blocks, String text, int most) throws IOException {
        // what would end the preformatted part gets a character without width into it
        String inside = text.replace(FENCE, "`\u200B`\u200B`");
        String markdown = FENCE + fitting(inside, most) + FENCE;
        blocks.inObject(block -> block.put("type", "section")
                .object("text", part -> part.put("type", "mrkdwn").put("text", markdown)));
    }

    private static String files(List<DeliveryFile> files) {
        StringBuilder text = new StringBuilder("Files");
        for (DeliveryFile file : files.subList(0, Math.min(FILES_MAX, files.size()))) {
            text.append("\n").append(MessageText.visible(file.path().toString()));
        }
        if (files.size() > FILES_MAX) {
            text.append("\nand ").append(files.size() - FILES_MAX).append(" more");
        }
        return text.toString();
    }

    private static String foot(Delivery shown) {
        long leftOut = shown.findingsLeftOut();
        return (leftOut == 0 ? "" : MessageText.leftOut(leftOut) + " ") + MessageText.foot(shown);
    }

    private static String lines(String text) {
        return String.join("\n", text.lines().map(MessageText::visible).toList());
    }

    /** At most so many characters. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - cutNote(text.length()).length();
        end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        return text.substring(0, end) + cutNote(text.length() - end);
    }

    /** Escaped, and cut before that, so that it is at most so long. */
    private static String fitting(String text, int most) {
        String whole = escaped(text);
        int end = text.length();
        while (whole.length() > most) {
            end -= Math.max(1, (whole.length() - most) / 5);
            end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
            whole = escaped(text.substring(0, end)) + cutNote(text.length() - end);
        }
        return whole;
    }

    private static String cutNote(int characters) {
        return String.format(Locale.ROOT, " ... (%d more characters)", characters);
    }

    /** What Slack asks to be escaped, and nothing else (https://docs.slack.dev/messaging/formatting-message-text). */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
