/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.report.pdf.PdfReport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files of a report that may be delivered. */
public enum ReportPart {
    /** The page. */
    HTML("report.html", "text/html"),
    /** The same for printing; made only where it is wanted. */
    PDF(PdfReport.FILE, "application/pdf"),
    /** The answers for programs. */
    JSON("report.json", "application/json"),
    /** The findings in the form that security tools exchange. */
    OCSF("findings.ocsf.json", "application/json"),
    /** All rows of all questions, for spreadsheets. */
    DATA("", "text/csv"),
    /** The signed zip with everything. */
    BUNDLE("", "application/zip");

    private final String file;
    private final String mediaType;

    ReportPart(String file, String mediaType) {
        this.file = file;
        this.mediaType = mediaType;
    }

    /** Its name in the folder of the report; empty for what has none of its own. */
    String file() {
        return file;
    }

    String mediaType() {
        return mediaType;
    }

    /** As in schedules. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReportPart> find(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(ReportPart::label).toList();
    }
}
