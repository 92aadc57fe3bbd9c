/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.integrity.ChainName;
import dev.spoor.integrity.Finding;
import dev.spoor.integrity.FindingKind;
import dev.spoor.integrity.VerificationListener;
import dev.spoor.integrity.VerificationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Prints a verification as {@code aws cloudtrail validate-logs} does: what is valid on stdout, if asked for, what is not on
 * stderr, and counts at the end. What that command does not look for (files that no digest names, links between digests)
 * is not printed, but counts for the exit code. {@code AwsCommandTest} compares both, and names what differs. One thread.
 */
final class AwsOutput implements VerificationListener {
    private static final String SIGNATURE_FAILED = "signature verification failed";
    private static final String NOT_FOUND = "not found";
    private static final String INVALID_FORMAT = "invalid format";

    /** Where that command gives up with the error of the request. */
    private static final String NOT_READ = "it cannot be read";

    private static final Map<FindingKind, String> STATUS = new EnumMap<>(Map.ofEntries(
            Map.entry(FindingKind.DIGEST_UNREADABLE, NOT_READ),
            Map.entry(FindingKind.DIGEST_MALFORMED, INVALID_FORMAT),
            Map.entry(FindingKind.DIGEST_MOVED, "has been moved from its original location"),
            Map.entry(FindingKind.DIGEST_ALGORITHM_UNKNOWN, SIGNATURE_FAILED),
            Map.entry(FindingKind.DIGEST_SIGNATURE_INVALID, SIGNATURE_FAILED),
            Map.entry(FindingKind.DIGEST_SIGNATURE_MISSING, SIGNATURE_FAILED),
            Map.entry(FindingKind.DIGEST_UNSIGNED, SIGNATURE_FAILED),
            Map.entry(FindingKind.DIGEST_MISSING, NOT_FOUND),
            Map.entry(FindingKind.LOG_CHANGED, "hash value doesn't match"),
            Map.entry(FindingKind.LOG_MALFORMED, INVALID_FORMAT),
            Map.entry(FindingKind.LOG_TRAILING_DATA, "unexpected data after end of compressed stream"),
            Map.entry(FindingKind.LOG_UNREADABLE, NOT_READ),
            Map.entry(FindingKind.LOG_MISSING, NOT_FOUND)));

    private final Writer out;
    private final Diagnostics diagnostics;
    private final Instant since;
    private final Instant until;
    private final boolean isVerbose;
    private final Tally standard = new Tally("digest");
    private final Tally backfill = new Tally("backfill digest");
    private final Tally logs = new Tally("log");
    private boolean isDigestValid;
    private boolean isBehindEmptyLine = true;

    /** Counts of one kind of file. */
    private static final class Tally {
        private final String kind;
        private long valid;
        private long invalid;

        Tally(String kind) {
            this.kind = kind;
        }

        void add(boolean isValid) {
            valid += isValid ? 1 : 0;
            invalid += isValid ? 0 : 1;
        }

        String text() {
            long total = valid + invalid;
            return total == 0
                    ? ""
                    : "\n" + valid + "/" + total + " " + kind + " files valid"
                            + (invalid > 0 ? ", " + invalid + "/" + total + " " + kind + " files INVALID" : "");
        }
    }

    /** Writes the heading. */
    AwsOutput(Writer out, Diagnostics diagnostics, String trailArn, Instant since, Instant until, boolean isVerbose)
            throws IOException {
        this.out = out;
        this.diagnostics = diagnostics;
        this.since = since.truncatedTo(ChronoUnit.SECONDS);
        this.until = until.truncatedTo(ChronoUnit.SECONDS);
        this.isVerbose = isVerbose;
        out.write("Validating log files for trail " + trailArn + " between " + this.since + " and " + this.until
                + "\n\n");
    }

    @Override
    public void digest(DigestResult result) {
        isDigestValid = result.problem().isEmpty();
        (result.chain().isBackfill() ? backfill : standard).add(isDigestValid);
        tell(
                ofBackfill(result.chain()) + "Digest file",
                result.address(),
                result.problem().map(kind -> status(kind, result)));
    }

    private static String ofBackfill(ChainName chain) {
        return chain.isBackfill() ? "(backfill) " : "";
    }

    private static String status(FindingKind kind, DigestResult result) {
        String fingerprint = result.fingerprint().orElse("");
        if (kind == FindingKind.DIGEST_KEY_UNKNOWN) {
            return "public key not found in region " + result.chain().homeRegion() + " for fingerprint " + fingerprint;
        }
        return kind == FindingKind.DIGEST_KEY_UNUSABLE
                ? "Unable to load PKCS #1 key with fingerprint " + fingerprint
                : STATUS.getOrDefault(kind, INVALID_FORMAT);
    }

    /** That command does not look at the files of a digest with any fault. */
    @Override
    public void logFile(LogResult result) {
        if (isDigestValid) {
            logs.add(result.problem().isEmpty());
            tell("Log file", result.address(), result.problem().map(kind -> STATUS.getOrDefault(kind, NOT_FOUND)));
        }
    }

    private void tell(String what, String address, Optional<String> wrong) {
        String line = what + "\t" + address + "\t";
        if (wrong.isPresent()) {
            complain(line + "INVALID: " + wrong.get());
        } else if (isVerbose) {
            isBehindEmptyLine = false;
            try {
                out.write(line + "valid\n");
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Between empty lines: one above it is left out below another complaint. */
    private void complain(String text) {
        diagnostics.line((isBehindEmptyLine ? "" : "\n") + text + "\n");
        isBehindEmptyLine = true;
    }

    @Override
    public void finding(Finding finding) {
        if (finding.kind() == FindingKind.LOGGING_GAP) {
            complain(finding.chain().map(AwsOutput::ofBackfill).orElse("")
                    + "No log files were delivered by CloudTrail between "
                    + instant(finding.time().orElseThrow().fromMicros()) + " and "
                    + instant(finding.time().orElseThrow().untilMicros()));
        }
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Writes the counts. */
    void finish(VerificationReport report) throws IOException {
        out.write((isBehindEmptyLine ? "" : "\n") + "Results requested for " + since + " to " + until + "\n");
        if (standard.valid + standard.invalid + backfill.valid + backfill.invalid == 0) {
            out.write("No digests found\n");
            return;
        }
        if (report.proven().isEmpty()) {
            out.write("No valid digests found in range\n");
        } else {
            Instant first = instant(report.proven().get().fromMicros());
            Instant last = instant(report.proven().get().untilMicros());
            out.write("Results found for " + (first.isBefore(since) ? since : first) + " to "
                    + (last.isAfter(until) ? until : last) + ":\n");
        }
        out.write(standard.text() + backfill.text() + logs.text() + "\n");
    }
}
