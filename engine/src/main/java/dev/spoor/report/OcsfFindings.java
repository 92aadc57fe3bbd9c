/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Findings in the Open Cybersecurity Schema Framework 1.3.0: a Compliance Finding (class 2003) for each question of a framework that
 * may find something, passed ones too, and a Detection Finding (class 2004) for each finding without a control. Source of names and
 * numbers: the framework's published schema, github.com/ocsf/ocsf-schema: events/findings, objects/compliance. What it has no name for,
 * the period of the report, is unmapped.
 */
final class OcsfFindings {
    private static final String VERSION = "1.3.0";
    private static final int CATEGORY = 2;
    private static final int COMPLIANCE = 2003;
    private static final int DETECTION = 2004;
    private static final int CREATE = 1;
    private static final int NEW = 1;

    private OcsfFindings() {}

    /** A JSON array of events. */
    static String of(Report report) {
        return JsonText.array(json -> {
            for (Answer answer : report.answers()) {
                boolean isControl = !answer.control().isEmpty();
                if (isControl && answer.question().mayFind() || answer.isFinding()) {
                    json.inObject(event -> event(event, report, answer, isControl ? COMPLIANCE : DETECTION));
                }
            }
        });
    }

    private static void event(JsonText json, Report report, Answer answer, int classUid) throws IOException {
        json.put("activity_id", CREATE).put("activity_name", "Create");
        json.put("category_uid", CATEGORY).put("category_name", "Findings");
        json.put("class_uid", classUid);
        json.put("class_name", classUid == COMPLIANCE ? "Compliance Finding" : "Detection Finding");
        json.put("type_uid", classUid * 100L + CREATE);
        json.put("time", report.request().created().toEpochMilli());
        if (answer.first().isPresent()) {
            json.put("start_time", answer.first().map(Instant::toEpochMilli).orElseThrow());
            json.put("end_time", answer.last().map(Instant::toEpochMilli).orElseThrow());
        }
        json.put("severity_id", severityId(answer.severity())).put("severity", severity(answer.severity()));
        json.put("status_id", NEW).put("status", "New");
        json.put("count", Math.min(answer.rows(), Integer.MAX_VALUE));
        json.put("message", answer.failure().orElse(Counted.of(answer.rows(), "row") + " of evidence"));
        json.object("metadata", metadata -> {
            metadata.put("version", VERSION).put("log_name", "CloudTrail");
            metadata.object("product", product -> product.put("name", "Spoor")
                    .put("vendor_name", "Spoor")
                    .put("version", report.request().producer()));
        });
        json.object("finding_info", finding -> finding(finding, report, answer));
        Period period = report.request().period();
        json.object("unmapped", unmapped -> unmapped.put("since", period.since().toString())
                .put("until", period.until().toString()));
        if (classUid == COMPLIANCE) {
            json.object("compliance", compliance -> compliance(compliance, report, answer));
        }
        if (!answer.question().advice().isEmpty()) {
            json.object(
                    "remediation",
                    remediation -> remediation.put("desc", answer.question().advice()));
        }
    }

    /** The same question over the same period of the same data is the same finding. */
    private static void finding(JsonText json, Report report, Answer answer) throws IOException {
        Period period = report.request().period();
        json.put(
                "uid",
                report.pack().name() + "/" + answer.question().id() + "/" + period.since() + "/" + period.until());
        json.put("title", answer.question().title())
                .put("desc", answer.question().text());
        json.put("created_time", report.request().created().toEpochMilli());
        if (answer.first().isPresent()) {
            json.put(
                    "first_seen_time", answer.first().map(Instant::toEpochMilli).orElseThrow());
            json.put("last_seen_time", answer.last().map(Instant::toEpochMilli).orElseThrow());
        }
        json.put("types", List.of(report.pack().title()));
    }

    private static void compliance(JsonText json, Report report, Answer answer) throws IOException {
        String edition = report.edition().isEmpty() ? "" : " " + report.edition();
        json.put("standards", List.of(report.pack().title() + edition)).put("control", answer.control());
        if (answer.failure().isPresent()) {
            json.put("status_id", 2)
                    .put("status", "Warning")
                    .put("status_detail", answer.failure().get());
        } else if (answer.isFinding()) {
            json.put("status_id", 3).put("status", "Fail");
        } else {
            json.put("status_id", 1).put("status", "Pass");
        }
    }

    private static int severityId(Severity severity) {
        return severity.ordinal() + 1;
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case INFO -> "Informational";
            case LOW -> "Low";
            case MEDIUM -> "Medium";
            case HIGH -> "High";
            case CRITICAL -> "Critical";
        };
    }
}
