/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.Engine;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.output.OutputFormat;
import dev.spoor.output.OutputOptions;
import dev.spoor.output.ResultWriter;
import dev.spoor.output.ResultWriters;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a report: {@code report.html}, {@code report.json}, {@code findings.ocsf.json}, and in {@code data} all rows of each
 * question as {@code ID.csv}, for spreadsheets, and {@code ID.jsonl}, exactly as they are. One thread, but for rows of questions.
 */
public final class ReportFolder implements EvidenceSink, AutoCloseable {
    /** Folder of the rows. */
    public static final String DATA = "data";

    private final Path folder;
    private final Writer sourcesFileOrNull;
    private final SourceList sourcesOrNull;

    private ReportFolder(Path folder, Writer sourcesFileOrNull, SourceList sourcesOrNull) {
        this.folder = folder;
        this.sourcesFileOrNull = sourcesFileOrNull;
        this.sourcesOrNull = sourcesOrNull;
    }

    /**
     * Makes the folder.
     *
     * @throws EngineException OBJECT_EXISTS if there is something in it: rows of another run must not lie beside those of this one
     */
    public static ReportFolder create(Path folder) throws IOException {
        requireNew(folder);
        Files.createDirectories(folder.resolve(DATA));
        return new ReportFolder(folder, null, null);
    }

    /** @throws EngineException OBJECT_EXISTS if there is such a folder with something in it */
    public static void requireNew(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new EngineException(ErrorCode.OBJECT_EXISTS, "the folder " + folder + " is not empty")
                            .advise("name a new one: each report has a folder of its own");
                }
            }
        }
    }

    /** As {@link #create}, with a list of the files that the report rests on, each with its hash: every one of them is read for it. */
    public static ReportFolder createWithSources(Path folder, Engine engine) throws IOException {
        ReportFolder plain = create(folder);
        Writer file = Files.newBufferedWriter(folder.resolve(EvidenceBundle.SOURCES));
        return new ReportFolder(plain.folder, file, new SourceList(engine, file));
    }

    Path path() {
        return folder;
    }

    /** The files in it, in order, relative to it. */
    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    /** The files that the report rests on. */
    SourceList sources() {
        return sourcesOrNull;
    }

    @Override
    public boolean wantsFiles() {
        return sourcesOrNull != null;
    }

    @Override
    public void lake(long version) {
        sourcesOrNull.setLake(version);
    }

    @Override
    public void logFile(String key, long bytes, String state, String integrityOrNull) throws IOException {
        sourcesOrNull.addLog(key, bytes, state, integrityOrNull);
    }

    @Override
    public void dataFile(String key, long bytes) throws IOException {
        sourcesOrNull.addLake(key, bytes);
    }

    @Override
    public RowSink begin(Question question, List<String> columns, Schema schema) throws IOException {
        return new RowFiles(question, columns, schema);
    }

    private Path file(Question question, String ending) {
        return folder.resolve(DATA).resolve(question.id() + ending);
    }

    /** The files of a question. */
    private final class RowFiles implements RowSink {
        private final Writer csvFile;
        private final Writer jsonFile;
        private final ResultWriter csv;

        RowFiles(Question question, List<String> columns, Schema schema) throws IOException {
            csvFile = Files.newBufferedWriter(file(question, ".csv"));
            jsonFile = Files.newBufferedWriter(file(question, ".jsonl"));
            csv = ResultWriters.open(OutputFormat.SPREADSHEET, csvFile, OutputOptions.standard());
            csv.begin(columns, schema);
        }

        @Override
        public void rows(Batch batch) throws IOException {
            csv.write(batch);
        }

        @Override
        public void lines(CharSequence lines) throws IOException {
            jsonFile.append(lines);
        }

        @Override
        public void end() throws IOException {
            csv.end();
        }

        @Override
        public void close() throws IOException {
            try (Writer first = csvFile;
                    Writer second = jsonFile) {
                csv.close();
            }
        }
    }

    /** Writes what is made of the answers. Rows of a question that failed are taken away: they would be a part that looks whole. */
    public void write(Report report) throws IOException {
        close();
        for (Answer failed : report.failures()) {
            for (String ending : List.of(".csv", ".jsonl")) {
                Files.deleteIfExists(file(failed.question(), ending));
            }
        }
        Files.writeString(folder.resolve("report.html"), ReportPage.of(report));
        Files.writeString(folder.resolve("report.json"), ReportJson.of(report));
        Files.writeString(folder.resolve("findings.ocsf.json"), OcsfFindings.of(report));
    }

    /** Ends the list of sources. */
    @Override
    public void close() throws IOException {
        if (sourcesFileOrNull != null) {
            sourcesFileOrNull.close();
        }
    }
}
