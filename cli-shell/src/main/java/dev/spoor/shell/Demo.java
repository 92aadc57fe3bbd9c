/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.dataset.CacheFolder;
import dev.spoor.sample.SampleReport;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.shell.StatementSplitter.Statement;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Sample logs and a tour of questions. The logs are made once and kept in the user's cache folder; they are the same on
 * every machine.
 */
final class Demo {
    private static final String FOLDER = "demo";

    /** Written last, so that a folder that holds it is complete. */
    private static final String COMPLETE = "complete";

    private static final int PROGRESS_EVENTS_STEP = 1_000;

    private final Diagnostics diagnostics;
    private final Streams streams;
    private final SampleSpec spec;
    private final Path cache;

    Demo(Diagnostics diagnostics, Streams streams) {
        this(diagnostics, streams, SampleSpec.demo(), CacheFolder.ofUser());
    }

    /**
     * @param spec what logs to make; the tour wants the story in them
     * @param cache folder under which the logs are kept
     */
    Demo(Diagnostics diagnostics, Streams streams, SampleSpec spec, Path cache) {
        this.diagnostics = diagnostics;
        this.streams = streams;
        this.spec = spec;
        this.cache = cache;
    }

    /** The folder of the sample logs, made if they are not there. */
    Path trail() throws IOException {
        // Another spec or another build makes other logs: each has a folder of its own.
        String name = FOLDER + "-" + Integer.toHexString((spec + Version.text()).hashCode());
        Path home = cache.resolve(name);
        Path logs = home.resolve("logs");
        if (Files.exists(home.resolve(COMPLETE))) {
            diagnostics.line("Sample logs: " + logs);
            return logs;
        }
        diagnostics.line("Making sample logs in " + logs + " (once; about " + Footer.grouped(spec.events())
                + " events of " + spec.accounts() + " accounts in " + spec.regions() + " regions over " + spec.days()
                + " days) ...");
        make(home);
        return logs;
    }

    /** Asks each question of the tour. */
    ExitCode tour(StatementRunner statements, Writer out) throws IOException {
        ExitCode code = ExitCode.OK;
        List<Tour.Question> questions = Tour.questions(spec);
        for (int i = 0; i < questions.size(); i++) {
            Tour.Question question = questions.get(i);
            out.write((i == 0 ? "" : "\n") + (i + 1) + ". " + question.title() + "\n\n");
            out.write(question.sql().indent(4) + "\n");
            out.flush();
            Statement statement = new Statement(question.sql(), 1, 1);
            code = code.and(question.chart() ? statements.runAsChart(statement) : statements.run(statement, ""));
            if (code != ExitCode.OK && code != ExitCode.INPUT_UNREADABLE) {
                return code;
            }
            out.write("\n" + question.remark() + "\n");
            out.flush();
        }
        if (streams.inTerminal()) {
            diagnostics.line("\nNow ask your own. A statement ends with ; and quit ends.");
        }
        return code;
    }

    private void make(Path home) throws IOException {
        Path unfinished = home.resolveSibling(
                home.getFileName() + ".unfinished-" + ProcessHandle.current().pid());
        delete(unfinished);
        Path logs = Files.createDirectories(unfinished.resolve("logs"));
        SampleReport report = new SampleTrail(spec)
                .writeTo(logs, Runtime.getRuntime().availableProcessors(), new Counter(spec.events())::made);
        diagnostics.line("Made " + Footer.counted(report.records(), "record") + " in "
                + Footer.counted(report.logFiles(), "file") + ", " + Footer.bytes(report.bytes()) + ".");
        Files.createFile(unfinished.resolve(COMPLETE));
        delete(home);
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Shows how far the making is; called from several threads. */
    private final class Counter {
        private final long total;
        private long shown;

        Counter(long total) {
            this.total = total;
        }

        synchronized void made(long events) {
            if (streams.errTerminal() && events - shown >= PROGRESS_EVENTS_STEP) {
                shown = events;
                diagnostics.progress(Footer.grouped(events) + " of about " + Footer.grouped(total) + " events");
            }
        }
    }
}
