/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.json.JsonTree;
import dev.spoor.json.MalformedJsonException;
import dev.spoor.report.ReportPack.Parameter;
import dev.spoor.report.ReportPack.Type;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The manifest of a bundle, read. */
final class BundleManifest {
    private final Map<String, Object> members;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Map<?, ?>> questions = new LinkedHashMap<>();

    /** Text of a file in the bundle. */
    interface Files {
        String text(String name) throws IOException;
    }

    private BundleManifest(Map<String, Object> members) {
        this.members = members;
    }

    /** @throws IOException if it is no manifest of a known version */
    static BundleManifest parse(byte[] json) throws IOException {
        try {
            BundleManifest manifest = new BundleManifest(JsonTree.object(json, json.length));
            if (!EvidenceBundle.FORMAT.equals(manifest.members.get("format"))
                    || !Long.toString(EvidenceBundle.VERSION).equals(manifest.members.get("version"))) {
                throw new IOException("its format is not " + EvidenceBundle.FORMAT + " " + EvidenceBundle.VERSION);
            }
            for (Map<?, ?> file : manifest.list("files")) {
                manifest.files.put((String) file.get("name"), (String) file.get("sha256"));
            }
            for (Map<?, ?> question : manifest.list("questions")) {
                manifest.questions.put((String) question.get("id"), question);
            }
            manifest.request();
            manifest.lakeVersion();
            manifest.logsBesideLake();
            return manifest;
        } catch (MalformedJsonException e) {
            throw new IOException("it is no JSON", e);
        } catch (ClassCastException | NullPointerException | DateTimeException | IllegalArgumentException e) {
            throw new IOException("an entry is missing or of the wrong kind", e);
        }
    }

    private List<Map<?, ?>> list(String name) {
        List<Map<?, ?>> items = new ArrayList<>();
        ((List<?>) members.get(name)).forEach(item -> items.add((Map<?, ?>) item));
        return items;
    }

    String title() {
        Object edition = members.get("edition");
        return members.get("title") + (edition == null ? "" : " " + edition);
    }

    Instant since() {
        return Instant.parse((String) members.get("since"));
    }

    Instant until() {
        return Instant.parse((String) members.get("until"));
    }

    /** SHA-256 of each file, by name. */
    Map<String, String> files() {
        return files;
    }

    /** Hash of the rows of a question; empty if it had no answer. */
    Optional<String> rowsHash(String question) {
        return Optional.ofNullable((String) questions.get(question).get("rows-sha256"));
    }

    long rows(String question) {
        return Long.parseLong((String) questions.get(question).get("rows"));
    }

    /** The version of the lake that the report rests on; empty if there was none. */
    OptionalLong lakeVersion() {
        String version = (String) members.get("lake-version");
        return version == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(version));
    }

    /** Log files that the report rests on and that version of the lake does not hold. */
    long logsBesideLake() {
        Object count = members.get("logs-beside-lake");
        return count == null ? 0 : Long.parseLong((String) count);
    }

    ReportRequest request() {
        return new ReportRequest(
                new Period(since(), until()),
                Optional.empty(),
                Map.of(),
                0,
                Instant.parse((String) members.get("created")),
                (String) members.get("producer"));
    }

    /** The questions as they were asked: the values that held are the initial ones now. */
    ReportPack pack(Files bundle) throws IOException {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Map<?, ?> each : list("parameters")) {
            Type type = Type.find((String) each.get("type")).orElseThrow();
            parameters.put((String) each.get("name"), new Parameter(type, (String) each.get("value"), ""));
        }
        List<Question> asked = new ArrayList<>();
        for (Map.Entry<String, Map<?, ?>> each : questions.entrySet()) {
            String file = EvidenceBundle.QUESTIONS + each.getKey() + ".sql";
            asked.add(new Question(
                    each.getKey(),
                    (String) each.getValue().get("title"),
                    List.of(),
                    "",
                    "",
                    Map.of(),
                    List.of(),
                    Chart.NONE,
                    bundle.text(file).strip(),
                    file));
        }
        return new ReportPack(
                (String) members.get("pack"), title(), "", "", List.of(), Optional.empty(), parameters, asked);
    }
}
