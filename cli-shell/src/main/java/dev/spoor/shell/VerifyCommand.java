/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.IntegrityCheck;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.integrity.Finding;
import dev.spoor.integrity.VerificationListener;
import dev.spoor.integrity.VerificationReport;
import dev.spoor.integrity.VerificationReport.Count;
import dev.spoor.integrity.VerificationScope;
import dev.spoor.store.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code spoor verify}: whether logs are what CloudTrail delivered. */
final class VerifyCommand {
    static final String WORD = "verify";

    static final String USAGE = """
            usage: spoor verify --logs PATH... --keys FILE... [--since T] [--until T] [--account ID]... [--region NAME]...
                                [--trail NAME|ARN] [--original [PATH=]s3://BUCKET/PREFIX]... [--lake DIR] [options]

            Compares log files with the digests that CloudTrail signed every hour, and these with each other: what was changed,
            what is missing, what was added, and from when to when nothing is proven. Reads only what is new since the last time.

              --logs PATH          folder or bucket with CloudTrail-Digest and CloudTrail folders; may be repeated
              --keys FILE          public keys: the answer of 'aws cloudtrail list-public-keys', a key as DER, base64 or PEM,
                                   or a folder of such files; may be repeated
              --fetch-keys         ask AWS for the keys of each region; they are kept for the next time
              --since T, --until T  time of delivery: 7d, 2026-01-22, 2026-01-22T16:53:53Z
              --account, --region  only files of these; may be repeated
              --trail NAME|ARN     only digests of this trail; files that no digest names are not looked for then
              --original ADDRESS   what the logs are a copy of, if their path does not tell; PATH= when there are several logs
              --again              read every file, also those that were read before
              --lake DIR           keep what is found out in the ledger of this lake
              --format text|aws    aws: as 'aws cloudtrail validate-logs' prints it; needs --trail ARN and --since
              --verbose            a line for each file, valid or not

            exit codes: 0 everything is proven, 2 wrong usage, 4 there is a problem, 130 cancelled
            """;

    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]+:cloudtrail:([a-z0-9-]+):[0-9]{12}:trail/([A-Za-z0-9._-]{3,128})");
    private static final Pattern TRAIL_NAME = Pattern.compile("[A-Za-z0-9._-]{3,128}");
    private static final long PROGRESS_MILLIS = 200;

    /** How findings are printed. */
    private enum Form {
        TEXT,
        AWS
    }

    private final Diagnostics diagnostics;
    private final boolean showsProgress;
    private final Clock clock;
    private final Optional<Path> userConfig;
    private final Writer out;
    private final Consumer<Runnable> cancelling;
    private final Consumer<String> warnings;
    private final List<String> rest = new ArrayList<>();
    private final List<Path> keys = new ArrayList<>();
    private final Set<String> accounts = new HashSet<>();
    private final Set<String> regions = new HashSet<>();
    private final List<String> originals = new ArrayList<>();
    private Optional<String> trail = Optional.empty();
    private Form form = Form.TEXT;
    private boolean fetchesKeys;
    private boolean isAnew;
    private boolean isVerbose;
    private boolean isHelp;
    private long progressShown;

    /**
     * Makes one.
     *
     * @param cancelling is given what stops a run
     * @param warnings gets troubles that cost time only
     */
    VerifyCommand(
            Streams streams,
            Diagnostics diagnostics,
            Clock clock,
            Optional<Path> userConfig,
            Writer out,
            Consumer<Runnable> cancelling,
            Consumer<String> warnings) {
        this.diagnostics = diagnostics;
        this.showsProgress = streams.errTerminal();
        this.clock = clock;
        this.userConfig = userConfig;
        this.out = out;
        this.cancelling = cancelling;
        this.warnings = warnings;
    }

    /** Runs the words behind {@code verify}; throws EngineException. */
    ExitCode run(List<String> words) throws UsageException, IOException {
        for (Iterator<String> left = words.iterator(); left.hasNext(); ) {
            word(left.next(), left);
        }
        if (isHelp) {
            out.write(USAGE);
            return ExitCode.OK;
        }
        ShellArguments arguments = ArgumentParser.parse(rest, clock.instant(), userConfig);
        if (arguments.logs().isEmpty()) {
            throw new UsageException("verify needs logs: --logs PATH");
        }
        VerificationScope scope = scope(arguments.window());
        Optional<AwsOutput> aws = form == Form.AWS ? Optional.of(awsOutput(arguments.window())) : Optional.empty();
        IntegrityCheck.Subject subject = new IntegrityCheck.Subject(
                arguments.logs(), originals(arguments.logs()), keys, fetchesKeys, arguments.lake());
        long start = clock.millis();
        try (IntegrityCheck check = IntegrityCheck.open(subject, arguments.settings(), clock, warnings)) {
            cancelling.accept(check::cancel);
            VerificationReport report = check.run(scope, aws.isPresent() ? aws.get() : new TextOutput());
            diagnostics.clear();
            if (aws.isPresent()) {
                aws.get().finish(report);
            } else {
                summarize(report, clock.millis() - start);
            }
            return report.problems().isEmpty() ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
        } catch (EngineException e) {
            diagnostics.clear();
            if (e.code() == ErrorCode.CANCELLED) {
                diagnostics.line("Stopped. Files that were read need not be read again.");
                return ExitCode.CANCELLED;
            }
            throw e;
        }
    }

    private void word(String word, Iterator<String> left) throws UsageException {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        switch (name) {
            case "--help", "-h" -> isHelp = true;
            case "--fetch-keys" -> fetchesKeys = true;
            case "--again" -> isAnew = true;
            case "--verbose" -> isVerbose = true;
            case "--keys" -> keys.add(OptionValue.path(name, OptionValue.of(word, equals, left)));
            case "--account" ->
                accounts.add(matching(name, "[0-9]{12}", "twelve digits", OptionValue.of(word, equals, left)));
            case "--region" ->
                regions.add(matching(name, "[a-z]+(-[a-z0-9]+)+", "a region", OptionValue.of(word, equals, left)));
            case "--trail" -> trail = Optional.of(OptionValue.of(word, equals, left));
            case "--original" -> originals.add(OptionValue.of(word, equals, left));
            case "--format" -> form = form(OptionValue.of(word, equals, left));
            default -> {
                rest.add(word);
                if (equals < 0 && word.startsWith("-") && left.hasNext() && !ArgumentParser.isFlag(word)) {
                    rest.add(left.next());
                }
            }
        }
    }

    private static String matching(String name, String pattern, String what, String text) throws UsageException {
        if (!text.matches(pattern)) {
            throw new UsageException(name + " takes " + what + ", not '" + text + "'");
        }
        return text;
    }

    private static Form form(String text) throws UsageException {
        return switch (text) {
            case "text" -> Form.TEXT;
            case "aws" -> Form.AWS;
            default -> throw new UsageException("verify has the formats text and aws, not '" + text + "'");
        };
    }

    private VerificationScope scope(TimeWindow window) throws UsageException {
        Optional<String> name = trail;
        Optional<String> home = Optional.empty();
        if (trail.isPresent() && trail.get().startsWith("arn:")) {
            Matcher arn = ARN.matcher(trail.get());
            if (!arn.matches()) {
                throw new UsageException("--trail takes a name or an ARN such as"
                        + " arn:aws:cloudtrail:eu-west-1:111122223333:trail/NAME, not '" + trail.get() + "'");
            }
            home = Optional.of(arn.group(1));
            name = Optional.of(arn.group(2));
        } else if (trail.isPresent()) {
            matching("--trail", TRAIL_NAME.pattern(), "the name of a trail", trail.get());
        }
        // the command of AWS takes a digest, too, that ends when the time begins
        long since = form == Form.AWS ? Math.max(window.sinceMicros(), Long.MIN_VALUE + 1) - 1 : window.sinceMicros();
        return new VerificationScope(since, window.untilMicros(), accounts, regions, name, home, isAnew);
    }

    private AwsOutput awsOutput(TimeWindow window) throws UsageException, IOException {
        if (trail.isEmpty() || !ARN.matcher(trail.get()).matches() || window.sinceMicros() == Long.MIN_VALUE) {
            throw new UsageException("--format aws needs --trail ARN and --since T, as the command of AWS does");
        }
        Instant until = window.untilMicros() == Long.MAX_VALUE ? clock.instant() : instant(window.untilMicros());
        return new AwsOutput(out, diagnostics, trail.get(), instant(window.sinceMicros()), until, isVerbose);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Bare addresses are about the only logs. */
    private Map<String, String> originals(List<StoreLocation> logs) throws UsageException {
        Map<String, String> byPlace = new HashMap<>();
        for (String text : originals) {
            int equals = text.indexOf('=');
            String address = text.substring(equals + 1);
            String place = equals > 0 ? text.substring(0, equals) : logs.get(0).text();
            boolean isOfLogs = logs.stream().anyMatch(each -> each.text()
                    .equals(StoreLocation.parse(place).text()));
            if (!address.startsWith("s3://") || !isOfLogs || equals < 0 && logs.size() > 1) {
                throw new UsageException(
                        "--original takes s3://BUCKET/PREFIX, behind PATH= of one of the --logs if there are"
                                + " several, not '" + text + "'");
            }
            byPlace.put(StoreLocation.parse(place).text(), address);
        }
        return byPlace;
    }

    private static String period(Finding.Period time) {
        return instant(time.fromMicros()) + " to " + instant(time.untilMicros());
    }

    private void write(String text) {
        diagnostics.clear();
        try {
            out.write(text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For people: a line or two for each finding as it comes. */
    private final class TextOutput implements VerificationListener {
        @Override
        public void digest(DigestResult result) {
            if (isVerbose && result.problem().isEmpty()) {
                write("valid: " + result.address());
            }
        }

        @Override
        public void logFile(LogResult result) {
            if (isVerbose && result.problem().isEmpty()) {
                write("valid: " + result.address());
            }
        }

        @Override
        public void finding(Finding finding) {
            String where = finding.chain().isPresent()
                    ? finding.chain().get().toString()
                    : finding.account().map(account -> "account " + account).orElse("")
                            + finding.region().map(region -> ", " + region).orElse("");
            String files = finding.files() > 1 ? Footer.counted(finding.files(), "file") + ": " : "";
            write((finding.kind().isProblem() ? "problem: " : "remark: ")
                    + finding.kind().label()
                    + finding.file().map(file -> " " + file).orElse("") + "\n    " + files + finding.text()
                    + (where.isEmpty() ? "" : "\n    " + where)
                    + finding.time().map(time -> "; " + period(time)).orElse(""));
        }

        @Override
        public void progress(Progress now) {
            long time = clock.millis();
            if (showsProgress && time - progressShown >= PROGRESS_MILLIS) {
                progressShown = time;
                diagnostics.progress(now.chains() + " of " + Footer.counted(now.chainsInAll(), "chain") + ", "
                        + Footer.counted(now.logFiles(), "log file") + ", " + Footer.bytes(now.unpackedBytes())
                        + " hashed");
            }
        }
    }

    private void summarize(VerificationReport report, long millis) throws IOException {
        if (!report.findings().isEmpty()) {
            out.write("\n");
        }
        out.write("digests: " + counts(report.standard()) + "\n");
        if (report.backfill().total() > 0) {
            out.write("digests of late files: " + counts(report.backfill()) + "\n");
        }
        out.write("log files that they name: " + counts(report.logFiles()) + "\n");
        if (report.unnamedFiles() > 0) {
            out.write("log files that none names: " + Footer.grouped(report.unnamedFiles()) + "\n");
        }
        if (report.proven().isPresent()) {
            out.write("proven: " + period(report.proven().get())
                    + (report.findings().isEmpty() ? "" : ", but for what is listed above") + "\n");
        }
        out.write("read: " + Footer.counted(report.hashedFiles(), "file") + ", " + Footer.bytes(report.hashedBytes())
                + " unpacked, in " + Footer.seconds(millis) + "; known from before: "
                + Footer.grouped(report.knownFiles()) + "\n");
        out.write(Footer.counted(report.problems().size(), "problem") + ", "
                + Footer.counted(report.remarks().size(), "remark") + "\n");
    }

    private static String counts(Count count) {
        return Footer.grouped(count.valid()) + " valid"
                + (count.invalid() > 0 ? ", " + Footer.grouped(count.invalid()) + " invalid" : "")
                + (count.missing() > 0 ? ", " + Footer.grouped(count.missing()) + " missing" : "")
                + (count.unproven() > 0 ? ", " + Footer.grouped(count.unproven()) + " not proven" : "");
    }
}
