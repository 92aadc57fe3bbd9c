/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.format.TimeWindow;
import dev.spoor.output.DisplayText;
import dev.spoor.report.BundleReport;
import dev.spoor.report.BundleReport.Check;
import dev.spoor.report.BundleSources;
import dev.spoor.report.BundleVerifier;
import dev.spoor.report.SourceView;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStores;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** {@code spoor bundle verify}: whether a report that somebody handed over is what was signed, and what the logs say. */
final class BundleCommand {
    static final String WORD = "bundle";

    static final String USAGE = """
            usage: spoor bundle verify FILE [--key FINGERPRINT] [--logs PATH | --lake DIR] [options]

            Checks an evidence bundle of spoor report run --bundle: its signature, and that every file in it is as signed. With
            --logs also that the log files are those which the report rests on, found by their content wherever they lie, and
            that its questions give the same rows over them. With --lake its questions are asked of
            the lake in the version that the report rests on, if the lake still keeps it.

              --key FINGERPRINT    the key that must have signed it: ask who made the bundle

            exit codes: 0 everything holds, 4 something does not
            """;

    private final Clock clock;
    private final Writer out;
    private final BiFunction<EngineConfig, Clock, Engine> engines;
    private final List<String> names = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();
    private Optional<String> trusted = Optional.empty();

    /** @param engines opens one with a clock */
    BundleCommand(Clock clock, Writer out, BiFunction<EngineConfig, Clock, Engine> engines) {
        this.clock = clock;
        this.out = out;
        this.engines = engines;
    }

    /** Runs the words behind {@code bundle}; throws EngineException. */
    ExitCode run(List<String> words) throws UsageException, IOException {
        for (Iterator<String> left = words.iterator(); left.hasNext(); ) {
            word(left.next(), left);
        }
        if (words.isEmpty() || words.contains("--help")) {
            out.write(USAGE);
            return ExitCode.OK;
        }
        if (names.size() != 2 || !names.get(0).equals("verify")) {
            throw new UsageException("bundle verifies one file: spoor bundle verify FILE");
        }
        Path file = OptionValue.path("bundle verify", names.get(1));
        if (!Files.isRegularFile(file)) {
            throw new UsageException("bundle verify " + file + ": no such file");
        }
        ShellArguments arguments = ArgumentParser.parse(rest, clock.instant(), Optional.empty());
        try (BundleVerifier bundle = BundleVerifier.open(file)) {
            BundleReport report = bundle.verify(trusted);
            out.write(DisplayText.visible(report.title()) + "\n");
            boolean isGood = tell(report.checks());
            if (isGood && (!arguments.logs().isEmpty() || arguments.lake().isPresent())) {
                isGood = repeat(bundle, arguments);
            }
            return isGood ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
        }
    }

    private boolean repeat(BundleVerifier bundle, ShellArguments arguments) throws UsageException, IOException {
        EngineConfig config = new EngineConfig(
                arguments.logs(), arguments.tables(), arguments.settings(), TimeWindow.ALL, arguments.lake());
        Clock then = Clock.fixed(bundle.created(), ZoneOffset.UTC);
        if (arguments.lake().isPresent()) {
            try (Engine engine = engines.apply(config, then)) {
                return tell(bundle.repeat(engine).checks());
            }
        }
        BundleSources sources = bundle.sources();
        if (arguments.logs().size() != 1 || sources.hasLake()) {
            throw new UsageException(
                    sources.hasLake()
                            ? "the report was made of a lake: name it with --lake DIR"
                            : "name one folder with --logs PATH: the log files are found in it by their content");
        }
        ObjectStore logs =
                ObjectStores.open(arguments.logs().get(0), arguments.settings().storeOptions(warning -> {}));
        SourceView view = sources.in(logs);
        boolean isThere = tell(List.of(view.check()));
        try (Engine engine = Engine.open(config.withoutLogs(), view, then)) {
            return tell(bundle.repeat(engine).checks()) && isThere;
        }
    }

    private boolean tell(List<Check> checks) throws IOException {
        for (Check check : checks) {
            out.write((check.isGood() ? "good  " : "BAD   ") + check.name() + ": " + DisplayText.visible(check.text())
                    + "\n");
        }
        return checks.stream().allMatch(Check::isGood);
    }

    private void word(String word, Iterator<String> left) throws UsageException {
        if (word.equals("--key") || word.startsWith("--key=")) {
            trusted = Optional.of(OptionValue.of(word, word.indexOf('='), left));
        } else if (!word.startsWith("-")) {
            names.add(word);
        } else {
            rest.add(word);
            if (word.indexOf('=') < 0 && left.hasNext() && !ArgumentParser.isFlag(word)) {
                rest.add(left.next());
            }
        }
    }
}
