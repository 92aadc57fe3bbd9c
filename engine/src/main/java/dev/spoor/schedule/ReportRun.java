/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.Engine;
import dev.spoor.Session;
import dev.spoor.dataset.ScheduledRun;
import dev.spoor.delivery.Delivery;
import dev.spoor.delivery.DeliveryFile;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.report.Answer;
import dev.spoor.report.EvidenceBundle;
import dev.spoor.report.Period;
import dev.spoor.report.Report;
import dev.spoor.report.ReportFolder;
import dev.spoor.report.ReportRequest;
import dev.spoor.report.ReportRunner;
import dev.spoor.report.Severity;
import dev.spoor.report.SigningKey;
import dev.spoor.report.pdf.PdfReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Answers a pack in a folder of its own, named by the time that it is scheduled for. It is written beside, and renamed when it is
 * whole: what lies there under its name is a report that ended. An attempt that did not end is removed by the next one.
 */
final class ReportRun implements EntryRun {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Schedule schedule;
    private final ReportEntry entry;
    private final Engine engine;
    private final Function<Instant, Session> sessions;
    private final ReportPlace place;
    private final Instant now;
    private ReportRunner running;
    private boolean isCancelled;

    /**
     * Makes one.
     *
     * @param sessions opens one in which it is always that instant
     * @param now the time that the report says it was made at
     */
    ReportRun(
            Schedule schedule,
            ReportEntry entry,
            Engine engine,
            Function<Instant, Session> sessions,
            ReportPlace place,
            Instant now) {
        this.schedule = schedule;
        this.entry = entry;
        this.engine = engine;
        this.sessions = sessions;
        this.place = place;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public String statement() {
        return "report " + entry.pack().name();
    }

    @Override
    public RunOutcome run(ScheduledRun run) throws IOException {
        Instant scheduled = Instant.EPOCH.plus(run.scheduledMicros(), ChronoUnit.MICROS);
        ReportRequest request = new ReportRequest(
                entry.period().at(scheduled, entry.zone()),
                entry.edition(),
                entry.parameters(),
                ReportRequest.ROWS_MAX,
                now,
                place.producer());
        Path folder = schedule.out().resolve(entry.name()).resolve(FOLDER.format(scheduled));
        Path part = part(folder, run.attempts());
        Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
        Path zipPart = folder.resolveSibling(part.getFileName() + ".zip");
        for (long attempt = 1; attempt <= run.attempts(); attempt++) {
            Path left = part(folder, attempt);
            remove(left);
            remove(left.resolveSibling(left.getFileName() + ".zip"));
        }
        if (run.attempts() > 1) {
            remove(folder);
            remove(zip);
        } else if (Files.exists(folder) || Files.exists(zip)) {
            throw new EngineException(ErrorCode.OBJECT_EXISTS, folder + " is there already")
                    .advise("another schedule writes to the same place: give this one another 'out:'");
        }
        ReportRunner runner = new ReportRunner(() -> sessions.apply(now), what -> {});
        begin(runner);
        Report report;
        try (ReportFolder files =
                entry.isBundled() ? ReportFolder.createWithSources(part, engine) : ReportFolder.create(part)) {
            report = runner.run(entry.pack(), request, files);
            files.write(report);
            if (entry.parts().contains(ReportPart.PDF)) {
                PdfReport.write(report, part);
            }
            if (entry.isBundled()) {
                EvidenceBundle.write(report, files, SigningKey.openOrCreate(place.signingKey()), zipPart);
            }
        }
        if (entry.isBundled()) {
            Files.move(zipPart, zip);
        }
        Files.move(part, folder);
        return outcome(run, report, folder, zip);
    }

    /** Each attempt writes to a place of its own: the one before may be about to notice that it is not its turn any more. */
    private static Path part(Path folder, long attempt) {
        return folder.resolveSibling(folder.getFileName() + ".part-" + attempt);
    }

    private RunOutcome outcome(ScheduledRun run, Report report, Path folder, Path zip) throws IOException {
        long rows = report.answers().stream().mapToLong(Answer::rows).sum();
        List<String> notes = new ArrayList<>();
        if (!report.failures().isEmpty()) {
            notes.add(report.failures().size() + " questions have no answer: "
                    + report.failures().get(0).failure().orElse(""));
        }
        if (report.isIncomplete()) {
            notes.add("some input could not be read; the report lists it");
        }
        String note = notes.isEmpty() ? null : String.join("; ", notes);
        boolean isTold = entry.deliverFrom() == Severity.INFO
                || report.hasFinding(entry.deliverFrom())
                || !report.failures().isEmpty();
        long findings = report.findings().size();
        return new RunOutcome(
                new ScheduledRun.Result(rows, findings, isTold ? findings : 0, 0, note, folder.toString()),
                List.of(),
                List.of(),
                Long.MIN_VALUE,
                isTold ? Optional.of(message(run, report, folder, zip, note)) : Optional.empty());
    }

    private Delivery message(ScheduledRun run, Report report, Path folder, Path zip, String noteOrNull)
            throws IOException {
        List<Answer> findings = report.findings();
        List<List<String>> shown = findings.stream()
                .map(finding -> List.of(
                        finding.severity().label(),
                        finding.control(),
                        finding.question().title(),
                        Long.toString(finding.rows())))
                .toList();
        Period period = report.request().period();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Period", period.since() + " to " + period.until());
        facts.put("Questions", Integer.toString(report.answers().size()));
        facts.put("Events", Long.toString(report.events()));
        facts.put("Report", folder.toString());
        if (noteOrNull != null) {
            facts.put("Note", noteOrNull);
        }
        String count = findings.size() == 1 ? "1 finding" : findings.size() + " findings";
        return new Delivery(
                run.deliveryId(),
                schedule.name() + "/" + entry.name(),
                entry.title() + ": " + count,
                findings.isEmpty() ? Severity.INFO : findings.get(0).severity(),
                "",
                facts,
                List.of("severity", "control", "finding", "rows"),
                shown,
                shown.size(),
                files(folder, zip),
                now);
    }

    private List<DeliveryFile> files(Path folder, Path zip) throws IOException {
        List<DeliveryFile> files = new ArrayList<>();
        for (ReportPart part : entry.parts()) {
            switch (part) {
                case HTML, PDF, JSON, OCSF ->
                    files.add(new DeliveryFile(part.file(), part.mediaType(), folder.resolve(part.file())));
                case DATA -> {
                    try (Stream<Path> data = Files.list(folder.resolve(ReportFolder.DATA))) {
                        data.filter(file -> file.toString().endsWith(".csv"))
                                .sorted()
                                .forEach(file -> files.add(new DeliveryFile(
                                        ReportFolder.DATA + "/" + file.getFileName(), part.mediaType(), file)));
                    }
                }
                case BUNDLE -> files.add(new DeliveryFile(zip.getFileName().toString(), part.mediaType(), zip));
            }
        }
        return files;
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        } else {
            Files.deleteIfExists(path);
        }
    }

    private synchronized void begin(ReportRunner runner) {
        running = runner;
        if (isCancelled) {
            runner.cancel();
        }
    }

    @Override
    public synchronized void cancel() {
        isCancelled = true;
        if (running != null) {
            running.cancel();
        }
    }
}
