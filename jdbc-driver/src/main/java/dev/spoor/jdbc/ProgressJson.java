/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How progress travels: {@code {"figures": {"ROWS": 3, ...}, "time": {"unit": "HOUR", "total": 24, "gaps": {"111122223333": 3},
 * "digests": "NONE"}}};
 * without {@code time} when that is not known, and {@code null} when there is no query. Figures of other names are skipped.
 */
public final class ProgressJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProgressJson() {}

    /** For {@link ServerProtocol#PROGRESS_PATH}. */
    public static String write(Optional<QueryProgress> progress) {
        if (progress.isEmpty()) {
            return "null";
        }
        ObjectNode all = JSON.createObjectNode();
        ObjectNode figures = all.putObject("figures");
        progress.get().figures().forEach((figure, value) -> figures.put(figure.name(), value));
        progress.get().timeWithFiles().ifPresent(time -> {
            ObjectNode told = all.putObject("time");
            told.put("unit", time.unit()).put("total", time.total()).put("digests", time.digests());
            ObjectNode gaps = told.putObject("gaps");
            time.gaps().forEach(gaps::put);
        });
        return all.toString();
    }

    /** Throws IOException for text of another form. */
    static Optional<QueryProgress> read(byte[] text) throws IOException {
        JsonNode all = JSON.readTree(text);
        if (all == null || !all.isObject()) {
            return Optional.empty();
        }
        Map<QueryProgress.Figure, Long> figures = new EnumMap<>(QueryProgress.Figure.class);
        for (QueryProgress.Figure figure : QueryProgress.Figure.values()) {
            JsonNode value = all.path("figures").path(figure.name());
            if (value.canConvertToLong()) {
                figures.put(figure, value.longValue());
            }
        }
        JsonNode time = all.path("time");
        if (!time.isObject()) {
            return Optional.of(new QueryProgress(figures, null));
        }
        Map<String, Long> gaps = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> gap : time.path("gaps").properties()) {
            gaps.put(gap.getKey(), gap.getValue().longValue());
        }
        return Optional.of(new QueryProgress(
                figures,
                new QueryProgress.TimeWithFiles(
                        time.path("unit").textValue(),
                        time.path("total").longValue(),
                        gaps,
                        time.path("digests").textValue())));
    }
}
