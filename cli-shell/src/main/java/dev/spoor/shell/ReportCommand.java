/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.report.Answer;
import dev.spoor.report.EvidenceBundle;
import dev.spoor.report.PackLibrary;
import dev.spoor.report.Period;
import dev.spoor.report.Question;
import dev.spoor.report.Report;
import dev.spoor.report.ReportFolder;
import dev.spoor.report.ReportOrder;
import dev.spoor.report.ReportPack;
import dev.spoor.report.ReportRequest;
import dev.spoor.report.ReportRunner;
import dev.spoor.report.Severity;
import dev.spoor.report.SigningKey;
import dev.spoor.report.pdf.PdfReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** {@code spoor report}: lists packs of questions, shows one, and answers one in a folder of files. */
final class ReportCommand {
    static final String WORD = "report";

    /** In place of a pack: those that come with Spoor. */
    private static final String ALL = "all";

    static final String USAGE = """
            usage: spoor report list
                   spoor report show PACK [--edition NAME]
                   spoor report run PACK... --since TIME [--until TIME] --out DIR [--logs PATH]... [--lake DIR]
                              [--edition NAME] [--param NAME=VALUE]... [--rows N] [--fail-on SEVERITY] [--no-pdf]
                              [--bundle] [--signing-key FILE] [options]

            Answers a pack of questions about a period, all of them over the same files, in a new folder: report.html (one page
            for reading and keeping), report.pdf (the same on A4, for filing), report.json, findings.ocsf.json, and in data all
            rows of each question as CSV and as lines of JSON. PACK is cis, pci, hipaa, soc2, investigate, a folder with a pack.yaml, or a
            YAML file; all are the five that come with Spoor. Several packs are answered at once, each in a folder of its name in
            DIR: all of them over the same files, and what they have in common is asked once.

              --since, --until     the period: the first instant inside, the first behind it (now)
              --out DIR            where to; must be new or empty
              --edition NAME       of the framework: see report show; of several packs for those that have it
              --param NAME=VALUE   a parameter of the pack: see report show; of several packs for those that have it
              --rows N             rows of each question that the page shows (50); the files hold all
              --fail-on SEVERITY   end with exit code 4 if there is a finding of that severity or a worse one: low, medium,
                                   high or critical
              --no-pdf             no report.pdf
              --bundle             also DIR.zip: everything in one signed file, with the hash of every file that was
                                   read; spoor bundle verify checks it
              --signing-key FILE   the Ed25519 key to sign with, made on first use (~/.local/share/spoor/signing-key.pem)

            exit codes: 0 answered, 1 a question has no answer, 3 answered but some input was unreadable, 4 --fail-on
            """;

    private final Diagnostics diagnostics;
    private final boolean showsProgress;
    private final Clock clock;
    private final Optional<Path> userConfig;
    private final Writer out;
    private final BiFunction<EngineConfig, Clock, Engine> engines;
    private final Consumer<Runnable> cancelling;
    private final List<String> names = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();
    private Optional<Path> folder = Optional.empty();
    private Optional<String> edition = Optional.empty();
    private Optional<Severity> failOn = Optional.empty();
    private int rows = ReportRequest.ROWS_MAX;
    private boolean isBundled;
    private boolean isPrinted = true;
    private Path key;

    /**
     * @param keys folder of the user's key
     * @param engines opens one with a clock
     * @param cancelling is given what stops a run
     */
    ReportCommand(
            Streams streams,
            Diagnostics diagnostics,
            Clock clock,
            Optional<Path> userConfig,
            Writer out,
            Path keys,
            BiFunction<EngineConfig, Clock, Engine> engines,
            Consumer<Runnable> cancelling) {
        this.diagnostics = diagnostics;
        this.showsProgress = streams.errTerminal();
        this.clock = clock;
        this.userConfig = userConfig;
        this.out = out;
        this.key = keys.resolve("signing-key.pem");
        this.engines = engines;
        this.cancelling = cancelling;
    }

    /** Runs the words behind {@code report}; throws EngineException. */
    ExitCode run(List<String> words) throws UsageException, IOException {
        for (Iterator<String> left = words.iterator(); left.hasNext(); ) {
            word(left.next(), left);
        }
        String verb = names.isEmpty() ? "--help" : names.remove(0);
        switch (verb) {
            case "--help" -> out.write(USAGE);
            case "list" -> list();
            case "show" -> show(pack());
            case "run" -> {
                return answer(packs());
            }
            default ->
                throw new UsageException("do not know what to do with 'report " + verb + "'; see spoor report --help");
        }
        return ExitCode.OK;
    }

    private void word(String word, Iterator<String> left) throws UsageException {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        switch (name) {
            case "--help", "-h" -> names.add(0, "--help");
            case "--out" -> folder = Optional.of(OptionValue.path(name, OptionValue.of(word, equals, left)));
            case "--edition" -> edition = Optional.of(OptionValue.of(word, equals, left));
            case "--bundle" -> isBundled = true;
            case "--no-pdf" -> isPrinted = false;
            case "--signing-key" -> key = OptionValue.path(name, OptionValue.of(word, equals, left));
            case "--rows" -> rows = OptionValue.positive(name, OptionValue.of(word, equals, left));
            case "--fail-on" -> failOn = Optional.of(severity(OptionValue.of(word, equals, left)));
            default -> {
                if (!word.startsWith("-")) {
                    names.add(word);
                    return;
                }
                rest.add(word);
                if (equals < 0 && left.hasNext() && !ArgumentParser.isFlag(word)) {
                    rest.add(left.next());
                }
            }
        }
    }

    private static Severity severity(String label) throws UsageException {
        return Severity.find(label)
                .filter(severity -> severity != Severity.INFO)
                .orElseThrow(
                        () -> new UsageException("--fail-on takes low, medium, high or critical, not '" + label + "'"));
    }

    private ReportPack pack() throws UsageException {
        if (names.size() != 1) {
            throw new UsageException(
                    "name one pack: " + String.join(", ", PackLibrary.SHIPPED) + ", a folder or a YAML file");
        }
        return PackLibrary.find(names.get(0));
    }

    /** Those named, in the order of their names on the command line. */
    private List<ReportPack> packs() throws UsageException {
        List<String> wanted = new ArrayList<>();
        names.forEach(name -> wanted.addAll(name.equals(ALL) ? PackLibrary.SHIPPED : List.of(name)));
        if (wanted.size() < 2) {
            return List.of(pack());
        }
        List<ReportPack> packs = new ArrayList<>();
        for (String name : wanted) {
            ReportPack pack = PackLibrary.find(name);
            if (packs.stream().anyMatch(other -> other.name().equals(pack.name()))) {
                throw new UsageException("two packs are called " + pack.name() + ": each needs a folder of its own");
            }
            packs.add(pack);
        }
        return packs;
    }

    private void list() throws IOException {
        for (String name : PackLibrary.SHIPPED) {
            ReportPack pack = PackLibrary.find(name);
            int questions = pack.questions(pack.edition().orElse("")).size();
            out.write(name + " ".repeat(14 - name.length()) + pack.title() + ", " + questions + " questions\n");
        }
    }

    private void show(ReportPack pack) throws IOException {
        String shown = edition.orElse(pack.edition().orElse(""));
        out.write(pack.title() + (shown.isEmpty() ? "" : " " + shown) + "\n\n" + pack.text() + "\n");
        if (!pack.editions().isEmpty()) {
            out.write("\nEditions: " + String.join(", ", pack.editions()) + "\n");
        }
        if (!pack.parameters().isEmpty()) {
            out.write("\nParameters:\n");
            for (var each : pack.parameters().entrySet()) {
                out.write("  " + each.getKey() + "='" + each.getValue().initial() + "'  "
                        + each.getValue().doc() + "\n");
            }
        }
        out.write("\nQuestions:\n");
        for (Question question : pack.questions(shown)) {
            String control = question.control(shown).map(number -> number + " ").orElse("");
            out.write("  " + control + question.title() + " (" + question.id() + ")\n");
        }
    }

    private ExitCode answer(List<ReportPack> packs) throws UsageException, IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ShellArguments arguments = ArgumentParser.parse(rest, now, userConfig);
        Path target = folder.orElseThrow(() -> new UsageException("report run needs --out DIR, a new folder"));
        TimeWindow window = arguments.window();
        if (window.sinceMicros() == Long.MIN_VALUE) {
            throw new UsageException("report run needs --since TIME, such as " + TimeArgument.FORMS);
        }
        Instant until = window.untilMicros() == Long.MAX_VALUE ? now : instant(window.untilMicros());
        Period period = new Period(instant(window.sinceMicros()), until);
        List<ReportRequest> requests = requests(packs, period, arguments.parameters(), now);
        List<Path> targets = packs.stream()
                .map(pack -> packs.size() == 1 ? target : target.resolve(pack.name()))
                .toList();
        if (packs.size() > 1) {
            ReportFolder.requireNew(target);
        }
        for (Path each : targets) {
            if (isBundled && Files.exists(zip(each))) {
                throw new UsageException(zip(each) + " is there already: name another folder with --out");
            }
        }
        EngineConfig config = new EngineConfig(
                arguments.logs(), arguments.tables(), arguments.settings(), TimeWindow.ALL, arguments.lake());
        // now() of a question is the time of the report, here and when a bundle is checked
        try (Engine engine = engines.apply(config, Clock.fixed(now, ZoneOffset.UTC));
                Folders folders = new Folders(engine)) {
            List<ReportOrder> orders = new ArrayList<>();
            for (int i = 0; i < packs.size(); i++) {
                orders.add(new ReportOrder(packs.get(i), requests.get(i), folders.create(targets.get(i))));
            }
            ReportRunner runner = new ReportRunner(engine, this::progress);
            cancelling.accept(runner::cancel);
            List<Report> reports = runner.run(orders);
            Optional<SigningKey> signing = isBundled ? Optional.of(SigningKey.openOrCreate(key)) : Optional.empty();
            write(reports, folders.all, targets, signing);
            diagnostics.clear();
            ExitCode code = ExitCode.OK;
            for (int i = 0; i < reports.size(); i++) {
                code = code.and(tell(reports.get(i), targets.get(i), signing));
            }
            return code;
        } catch (EngineException e) {
            diagnostics.clear();
            if (e.code() == ErrorCode.CANCELLED) {
                diagnostics.line("cancelled");
                return ExitCode.CANCELLED;
            }
            throw e;
        }
    }

    /** The folders of a run. */
    private final class Folders implements AutoCloseable {
        private final Engine engine;
        private final List<ReportFolder> all = new ArrayList<>();

        Folders(Engine engine) {
            this.engine = engine;
        }

        ReportFolder create(Path target) throws IOException {
            ReportFolder made =
                    isBundled ? ReportFolder.createWithSources(target, engine) : ReportFolder.create(target);
            all.add(made);
            return made;
        }

        @Override
        public void close() throws IOException {
            for (ReportFolder each : all) {
                each.close();
            }
        }
    }

    /** For each pack what it is asked with: of several, each takes the parameters and the edition that it has. */
    private List<ReportRequest> requests(
            List<ReportPack> packs, Period period, Map<String, String> parameters, Instant now) throws UsageException {
        boolean isOne = packs.size() == 1;
        for (String name : parameters.keySet()) {
            if (!isOne && packs.stream().noneMatch(pack -> pack.parameters().containsKey(name))) {
                throw new UsageException("none of the packs has a parameter " + name);
            }
        }
        if (!isOne && edition.isPresent() && packs.stream().noneMatch(pack -> hasEdition(pack, edition.get()))) {
            throw new UsageException("none of the packs has an edition '" + edition.get() + "'");
        }
        List<ReportRequest> requests = new ArrayList<>();
        for (ReportPack pack : packs) {
            Map<String, String> own = new LinkedHashMap<>(parameters);
            if (!isOne) {
                own.keySet().retainAll(pack.parameters().keySet());
            }
            requests.add(new ReportRequest(
                    period, edition.filter(name -> isOne || hasEdition(pack, name)), own, rows, now, Version.text()));
        }
        return requests;
    }

    private static boolean hasEdition(ReportPack pack, String name) {
        return pack.editions().contains(name);
    }

    private static Path zip(Path target) {
        return target.resolveSibling(target.getFileName() + ".zip");
    }

    private void progress(String what) {
        if (showsProgress) {
            diagnostics.progress("asking: " + what);
        }
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Writes the files of the reports, side by side: those of one are work for one core. */
    private void write(
            List<Report> reports, List<ReportFolder> folders, List<Path> targets, Optional<SigningKey> signing)
            throws IOException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            Report report = reports.get(i);
            ReportFolder files = folders.get(i);
            Path target = targets.get(i);
            tasks.add(() -> {
                files.write(report);
                if (isPrinted) {
                    PdfReport.write(report, target);
                }
                if (signing.isPresent()) {
                    EvidenceBundle.write(report, files, signing.get(), zip(target));
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(tasks.size(), Runtime.getRuntime().availableProcessors()));
        try {
            for (Future<Void> written : threads.invokeAll(tasks)) {
                written.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.CANCELLED, "interrupted while reports were written", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private ExitCode tell(Report report, Path target, Optional<SigningKey> signing) throws IOException {
        if (signing.isPresent()) {
            out.write("bundle: " + zip(target) + ", signed by key "
                    + signing.get().fingerprint() + "\n");
        }
        for (Answer finding : report.findings()) {
            String control = finding.control().isEmpty() ? "" : finding.control() + " ";
            out.write(finding.severity().label() + ": " + control
                    + finding.question().title() + ", " + Footer.counted(finding.rows(), "row") + "\n");
        }
        out.write(Footer.counted(report.answers().size(), "question") + ", "
                + Footer.counted(report.findings().size(), "finding") + ": " + target.resolve("report.html") + "\n");
        ExitCode code = report.isIncomplete() ? ExitCode.INPUT_UNREADABLE : ExitCode.OK;
        if (report.isIncomplete()) {
            diagnostics.line("WARNING: some input could not be read; the report lists it");
        }
        for (Answer failed : report.failures()) {
            diagnostics.line("error: no answer to '" + failed.question().title() + "': "
                    + failed.failure().orElseThrow());
            code = code.and(ExitCode.QUERY_FAILED);
        }
        return failOn.isPresent() && report.hasFinding(failOn.get()) ? code.and(ExitCode.PROBLEM_FOUND) : code;
    }
}
