/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.output.DisplayText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A delivery as plain text: the text part of a mail, and the file beside reports. What could drive a terminal is made visible. */
final class MessageText {
    /** What a mail calls the files that it only names. */
    static final String TOO_LARGE = "Files that are too large for this mail";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private MessageText() {}

    static String of(Delivery delivery) {
        return of(delivery, delivery.files(), List.of());
    }

    /**
     * As the text of a mail.
     *
     * @param attached files that come along
     * @param named files that are too large for that
     */
    static String of(Delivery delivery, List<DeliveryFile> attached, List<DeliveryFile> named) {
        StringBuilder text = new StringBuilder();
        text.append(headline(delivery)).append("\n\n");
        if (!delivery.text().isBlank()) {
            delivery.text().lines().forEach(line -> text.append(visible(line)).append('\n'));
            text.append('\n');
        }
        for (Map.Entry<String, String> fact : delivery.facts().entrySet()) {
            text.append(visible(fact.getKey()))
                    .append(": ")
                    .append(visible(fact.getValue()))
                    .append('\n');
        }
        appendFindings(delivery, text);
        appendFiles("Files", attached.stream().map(DeliveryFile::name).toList(), text);
        appendFiles(
                TOO_LARGE, named.stream().map(file -> file.path().toString()).toList(), text);
        return text.append('\n').append(foot(delivery)).append('\n').toString();
    }

    private static void appendFiles(String title, List<String> names, StringBuilder text) {
        if (!names.isEmpty()) {
            text.append('\n').append(title).append('\n');
            names.forEach(name -> text.append("  ").append(visible(name)).append('\n'));
        }
    }

    private static void appendFindings(Delivery delivery, StringBuilder text) {
        if (delivery.findingsTotal() == 0) {
            return;
        }
        text.append("\nFindings: ").append(delivery.findingsTotal()).append('\n');
        FindingsTable.lines(delivery)
                .ifPresentOrElse(
                        lines -> lines.forEach(
                                line -> text.append("  ").append(line).append('\n')),
                        () -> delivery.findings().forEach(finding -> appendFinding(delivery, finding, text)));
        if (delivery.findingsLeftOut() > 0) {
            text.append('\n').append(leftOut(delivery.findingsLeftOut())).append('\n');
        }
    }

    private static void appendFinding(Delivery delivery, List<String> finding, StringBuilder text) {
        text.append('\n');
        for (int column = 0; column < finding.size(); column++) {
            text.append(column == 0 ? "- " : "  ")
                    .append(visible(delivery.columns().get(column)))
                    .append(": ")
                    .append(visible(finding.get(column)))
                    .append('\n');
        }
    }

    /** Severity and title. */
    static String headline(Delivery delivery) {
        return "[" + delivery.severity().label().toUpperCase(Locale.ROOT) + "] " + visible(delivery.title());
    }

    /** What a message says of findings that it does not show. */
    static String leftOut(long count) {
        return count == 1 ? "1 more finding is not shown here." : count + " more findings are not shown here.";
    }

    /** Where a message comes from and when. */
    static String foot(Delivery delivery) {
        return "Spoor, schedule " + visible(delivery.source()) + ", " + time(delivery) + ", delivery "
                + visible(delivery.id());
    }

    static String time(Delivery delivery) {
        return TIME.format(delivery.created().atOffset(ZoneOffset.UTC));
    }

    static String visible(String text) {
        return DisplayText.visible(text);
    }
}
