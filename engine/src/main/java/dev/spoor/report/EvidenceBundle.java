/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.report.ReportPack.Parameter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A report as one signed file that somebody else can check: a zip with all files of the report's folder, the SQL of each question in
 * {@code questions}, the files that it rests on in {@code sources.jsonl}, {@code manifest.json} with the hash of every other file, and
 * the Ed25519 signature over the manifest.
 */
public final class EvidenceBundle {
    static final String FORMAT = "spoor-evidence-bundle";
    static final long VERSION = 1;
    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.sig";
    static final String PUBLIC_KEY = "public-key.pem";
    static final String SOURCES = "sources.jsonl";
    static final String QUESTIONS = "questions/";

    private final Report report;
    private final ZipOutputStream zip;
    private final List<Packed> packed = new ArrayList<>();

    /** A file that is in the zip. */
    private record Packed(String name, long bytes, String sha256) {}

    private EvidenceBundle(Report report, ZipOutputStream zip) {
        this.report = report;
        this.zip = zip;
    }

    /**
     * Writes the bundle of a report.
     *
     * @param folder of the report, which was made with its sources
     * @param zip must not lie in that folder, and not exist
     */
    public static void write(Report report, ReportFolder folder, SigningKey key, Path zip) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip, StandardOpenOption.CREATE_NEW);
                ZipOutputStream entries = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            EvidenceBundle bundle = new EvidenceBundle(report, entries);
            for (Path file : folder.files()) {
                try (InputStream in = Files.newInputStream(folder.path().resolve(file))) {
                    bundle.put(file.toString().replace('\\', '/'), in);
                }
            }
            for (Answer answer : report.answers()) {
                bundle.put(
                        QUESTIONS + answer.question().id() + ".sql",
                        bytes(answer.question().sql() + "\n"));
            }
            byte[] manifest = bundle.manifest(folder, key).getBytes(StandardCharsets.UTF_8);
            bundle.put(MANIFEST, new ByteArrayInputStream(manifest));
            bundle.put(SIGNATURE, bytes(Base64.getEncoder().encodeToString(key.sign(manifest)) + "\n"));
            bundle.put(PUBLIC_KEY, bytes(key.publicPem()));
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String name, InputStream in) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(report.request().created()));
        zip.putNextEntry(entry);
        HashingInput hashing = new HashingInput(in);
        hashing.transferTo(zip);
        zip.closeEntry();
        packed.add(new Packed(name, hashing.count(), hashing.sha256()));
    }

    private String manifest(ReportFolder folder, SigningKey key) {
        return JsonText.object(json -> {
            json.put("format", FORMAT).put("version", VERSION);
            json.put("pack", report.pack().name()).put("title", report.pack().title());
            json.put("edition", report.edition().isEmpty() ? null : report.edition());
            json.put("since", report.request().period().since().toString());
            json.put("until", report.request().period().until().toString());
            json.put("created", report.request().created().toString());
            json.put("producer", report.request().producer()).put("snapshot", report.snapshot());
            json.put("events", report.events()).put("incomplete", report.isIncomplete() ? "yes" : "no");
            json.put("key", key.fingerprint());
            SourceList sources = folder.sources();
            json.put("sources", sources.count()).put("sources-unavailable", sources.unavailable());
            if (sources.lake().isPresent()) {
                json.put("lake-version", Long.toString(sources.lake().getAsLong()));
                json.put("logs-beside-lake", sources.logsBesideLake());
            }
            json.array("parameters", this::parameters);
            json.array("questions", this::questions);
            json.array("files", files -> {
                for (Packed file : packed) {
                    files.inObject(item -> item.put("name", file.name())
                            .put("bytes", file.bytes())
                            .put("sha256", file.sha256()));
                }
            });
        });
    }

    private void parameters(JsonText json) throws IOException {
        for (Map.Entry<String, String> each : report.parameters().entrySet()) {
            Parameter declared = report.pack().parameters().get(each.getKey());
            json.inObject(item -> item.put("name", each.getKey())
                    .put("type", declared.type().label())
                    .put("value", each.getValue()));
        }
    }

    private void questions(JsonText json) throws IOException {
        for (Answer answer : report.answers()) {
            json.inObject(item -> item.put("id", answer.question().id())
                    .put("title", answer.question().title())
                    .put("control", answer.control().isEmpty() ? null : answer.control())
                    .put("state", answer.state())
                    .put("rows", answer.rows())
                    .put("rows-sha256", answer.failure().isPresent() ? null : answer.rowsHash()));
        }
    }
}
