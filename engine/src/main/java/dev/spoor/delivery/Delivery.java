/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.report.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A message about a report or an alert, whatever way it goes. No text is null.
 *
 * @param id the same for every attempt and for nothing else: receivers may know a message by it that they got before
 * @param source name of the schedule that it comes from
 * @param title one line
 * @param severity the worst of what it tells
 * @param text a few plain sentences; may have several lines
 * @param facts short values by their name, in the order to show them
 * @param columns of the findings
 * @param findings rows of them, as wide as the columns; those that a message shows
 * @param findingsTotal how many there are, shown or not
 * @param files in the order to show them
 * @param created when it was made; the time that the message gives
 */
public record Delivery(
        String id,
        String source,
        String title,
        Severity severity,
        String text,
        Map<String, String> facts,
        List<String> columns,
        List<List<String>> findings,
        long findingsTotal,
        List<DeliveryFile> files,
        Instant created) {
    public Delivery {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(severity, "severity is null");
        Objects.requireNonNull(text, "text is null");
        Objects.requireNonNull(created, "created is null");
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        columns = List.copyOf(columns);
        findings = findings.stream().map(List::copyOf).toList();
        files = List.copyOf(files);
        if (id.isBlank()) {
            throw new IllegalArgumentException("a delivery without an id: " + title);
        }
        for (List<String> finding : findings) {
            if (finding.size() != columns.size()) {
                throw new IllegalArgumentException(
                        finding.size() + " values for " + columns.size() + " columns of " + id);
            }
        }
        if (findingsTotal < findings.size()) {
            throw new IllegalArgumentException(findings.size() + " of " + findingsTotal + " findings of " + id);
        }
    }

    /** How many findings the message does not show. */
    public long findingsLeftOut() {
        return findingsTotal - findings.size();
    }

    /** The same with so many findings at most. */
    Delivery withFindings(int most) {
        return findings.size() <= most
                ? this
                : new Delivery(
                        id,
                        source,
                        title,
                        severity,
                        text,
                        facts,
                        columns,
                        findings.subList(0, most),
                        findingsTotal,
                        files,
                        created);
    }

    /** All of it as one line of JSON, which {@link #ofJson} reads. The same delivery gives the same bytes. */
    public String toJson() {
        return DeliveryJson.write(this);
    }

    /**
     * What {@link #toJson} wrote.
     *
     * @throws dev.spoor.error.EngineException CORRUPT_DATA for anything else
     */
    public static Delivery ofJson(String json) {
        return DeliveryJson.read(json);
    }
}
