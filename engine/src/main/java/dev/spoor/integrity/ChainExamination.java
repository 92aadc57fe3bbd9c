/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.CheckedDigest;
import dev.spoor.dataset.IntegrityState;
import dev.spoor.integrity.Digest.LogFileClaim;
import dev.spoor.integrity.Digest.Previous;
import dev.spoor.integrity.Evidence.Location;
import dev.spoor.integrity.Evidence.Whereabouts;
import dev.spoor.integrity.Finding.Period;
import dev.spoor.integrity.LogExaminer.Outcome;
import dev.spoor.integrity.VerificationListener.DigestResult;
import dev.spoor.integrity.VerificationListener.LogResult;
import dev.spoor.source.cloudtrail.DigestFileName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The examination of one chain: its digests one by one, what they say of each other, and the log files that they name.
 * Findings come newest first, those about log files behind their digest, those about the link to the digest before it
 * last. One thread; digests and log files are read by others.
 */
final class ChainExamination {
    /** So many log files may be under way; digests are taken up ahead of those that are waited for. */
    private static final int AHEAD_MAX = 1_024;

    private final ChainName chain;
    private final List<StoredFile> files;
    private final Parts parts;
    private final Map<StoredFile, ExaminedDigest> examined = new IdentityHashMap<>();
    private final Map<StoredFile, List<ExaminedDigest>> followers = new IdentityHashMap<>();
    private final Set<String> bucketsElsewhere = new HashSet<>();
    private final Set<OriginalName> missingDigests = new HashSet<>();
    private final List<ExaminedDigest> digests = new ArrayList<>();
    private int retired;

    /** What all chains are examined with. */
    record Parts(
            VerificationScope scope,
            Evidence evidence,
            DigestExaminer digestExaminer,
            LogExaminer logExaminer,
            Verdicts verdicts,
            VerificationListener listener,
            ExecutorService threads,
            Runnable cancellation) {}

    /** @param files its digests, oldest first */
    ChainExamination(ChainName chain, List<StoredFile> files, Parts parts) {
        this.chain = chain;
        this.files = files.stream()
                .filter(file -> parts.scope().needsDigest(file.digestName().endMicros()))
                .toList();
        this.parts = parts;
    }

    /** A digest whose log files are under way. */
    private record Awaited(ExaminedDigest digest, List<Future<Outcome>> logFiles) {}

    void run() {
        readDigests();
        judgeDigests();
        judgeKept();
        Deque<Awaited> ahead = new ArrayDeque<>();
        int logFilesAhead = 0;
        for (int i = digests.size() - 1; i >= 0; i--) {
            parts.cancellation().run();
            Awaited begun = begin(digests.get(i));
            ahead.add(begun);
            logFilesAhead += begun.logFiles().size();
            while (logFilesAhead > AHEAD_MAX) {
                Awaited first = ahead.remove();
                logFilesAhead -= first.logFiles().size();
                finish(first);
            }
        }
        ahead.forEach(this::finish);
        tellRetired();
        tellEnd();
        parts.verdicts().flush();
    }

    private void readDigests() {
        List<Future<ExaminedDigest>> reading = new ArrayList<>();
        for (StoredFile file : files) {
            reading.add(parts.threads().submit(() -> parts.digestExaminer().read(file)));
        }
        for (Future<ExaminedDigest> each : reading) {
            parts.cancellation().run();
            ExaminedDigest digest = LogExaminer.await(each);
            digest.position(digests.size());
            digests.add(digest);
            examined.put(digest.file(), digest);
        }
    }

    private void judgeDigests() {
        for (ExaminedDigest digest : digests) {
            previous(digest).ifPresent(previous -> {
                StoredFile before = find(digest, previous).fileOrNull();
                if (before != null) {
                    followers.computeIfAbsent(before, file -> new ArrayList<>()).add(digest);
                }
            });
        }
        List<Future<?>> judging = new ArrayList<>();
        for (ExaminedDigest digest : digests) {
            List<String> signatures = followers.getOrDefault(digest.file(), List.of()).stream()
                    .map(follower -> previous(follower).orElseThrow().signature())
                    .toList();
            judging.add(parts.threads().submit(() -> parts.digestExaminer().judge(digest, signatures)));
        }
        for (Future<?> each : judging) {
            LogExaminer.await(each);
        }
    }

    private static Optional<Previous> previous(ExaminedDigest digest) {
        return digest.digestOrNull() == null
                ? Optional.empty()
                : digest.digestOrNull().previous();
    }

    private Location find(ExaminedDigest from, Previous previous) {
        return parts.evidence().find(previous.original(), from.file().place());
    }

    /** Whether a digest is one that was asked about, and not only there to judge others. */
    private boolean isAsked(ExaminedDigest digest) {
        return parts.scope().hasDigest(digest.file().digestName().endMicros());
    }

    private Awaited begin(ExaminedDigest digest) {
        if (!digest.isProven()) {
            return new Awaited(digest, List.of());
        }
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (LogFileClaim claim : digest.digestOrNull().logFiles()) {
            outcomes.add(parts.logExaminer().examine(claim, digest.file().place()));
        }
        return new Awaited(digest, outcomes);
    }

    private void finish(Awaited awaited) {
        ExaminedDigest digest = awaited.digest();
        if (digest.isProven()) {
            parts.verdicts().covers(chain, digest.time());
        } else {
            parts.verdicts().lacks(chain, digest.time());
            leaveUnproven(digest);
        }
        if (isAsked(digest) && digest.position() < retired) {
            long logFiles = digest.digestOrNull().logFiles().size();
            keep(digest, new VerificationReport.Count(0, 0, logFiles, 0));
            return;
        }
        if (!isAsked(digest)) {
            awaited.logFiles().forEach(each -> judge(LogExaminer.await(each), digest));
            return;
        }
        parts.verdicts().digests(chain).add(digest.finding());
        parts.listener()
                .digest(new DigestResult(chain, digest.originalAddress(), digest.finding(), fingerprint(digest)));
        if (digest.finding().isEmpty()) {
            parts.verdicts().proves(chain, digest.time());
        }
        digest.finding().ifPresent(kind -> find(kind, digest, digest.file().address(), digest.reason()));
        boolean hasLostTime = chain.isBackfill()
                && digest.finding().isEmpty()
                && digest.file().place().isOriginal()
                && !digest.hasTimeOfBackfill();
        if (hasLostTime) {
            find(
                    FindingKind.DIGEST_TIME_LOST,
                    digest,
                    digest.file().address(),
                    "its object does not tell when it was made; nothing that was signed is affected");
        }
        finishLogs(awaited);
        judgeLink(digest);
    }

    private static Optional<String> fingerprint(ExaminedDigest digest) {
        return Optional.ofNullable(digest.digestOrNull()).map(Digest::fingerprint);
    }

    private void find(FindingKind kind, ExaminedDigest digest, String address, String text) {
        parts.verdicts().find(Finding.of(kind, chain, digest.time(), address, text));
    }

    private void finishLogs(Awaited awaited) {
        ExaminedDigest digest = awaited.digest();
        Verdicts.Tally tally = new Verdicts.Tally();
        for (Future<Outcome> each : awaited.logFiles()) {
            parts.cancellation().run();
            Outcome outcome = LogExaminer.await(each);
            judge(outcome, digest);
            String original = outcome.claim().original().address();
            if (outcome.problem().equals(Optional.of(FindingKind.CHAIN_ELSEWHERE))) {
                tellElsewhere(outcome.claim().original(), digest);
                continue;
            }
            tally.add(outcome.problem());
            parts.verdicts().logs().add(outcome.problem());
            parts.listener().logFile(new LogResult(chain, original, outcome.problem()));
            outcome.problem().ifPresent(kind -> {
                StoredFile file = outcome.fileOrNull();
                find(kind, digest, file == null ? original : file.address(), outcome.reason());
            });
        }
        keep(digest, tally.count());
    }

    private void judge(Outcome outcome, ExaminedDigest digest) {
        if (outcome.fileOrNull() != null) {
            outcome.fileOrNull()
                    .judge(outcome.stateOrNull(), digest.digestOrNull().original());
            parts.verdicts().keep(outcome.fileOrNull());
        }
    }

    /** What a digest names that proves nothing is not proven either. */
    private void leaveUnproven(ExaminedDigest digest) {
        if (digest.digestOrNull() == null) {
            return;
        }
        for (LogFileClaim claim : digest.digestOrNull().logFiles()) {
            StoredFile file = parts.evidence()
                    .find(claim.original(), digest.file().place())
                    .fileOrNull();
            if (file != null) {
                file.judge(IntegrityState.UNPROVEN, digest.digestOrNull().original());
            }
        }
    }

    private void keep(ExaminedDigest digest, VerificationReport.Count logFiles) {
        DigestFileName name = digest.file().digestName();
        Digest content = digest.digestOrNull();
        parts.verdicts()
                .keep(
                        digest.file().place(),
                        new CheckedDigest(
                                digest.file().entry().key(),
                                chain.account(),
                                chain.region(),
                                chain.trail(),
                                chain.homeRegion(),
                                chain.isBackfill(),
                                content == null ? null : content.startMicros(),
                                content == null ? name.endMicros() : content.endMicros(),
                                digest.finding().map(FindingKind::label).orElse(CheckedDigest.VALID),
                                digest.reason().isEmpty() ? null : digest.reason(),
                                content == null ? null : content.sha256(),
                                previous(digest)
                                        .map(previous -> previous.original().toString())
                                        .orElse(null),
                                content == null ? 0 : content.logFiles().size(),
                                logFiles.valid(),
                                logFiles.missing(),
                                logFiles.invalid(),
                                parts.verdicts().nowMicros()));
    }

    private void tellElsewhere(OriginalName name, ExaminedDigest digest) {
        if (bucketsElsewhere.add(name.bucket())) {
            find(
                    FindingKind.CHAIN_ELSEWHERE,
                    digest,
                    name.address(),
                    "files in bucket " + name.bucket() + " that were not given with --logs are not verified");
        }
    }

    // ---- digests that are gone, and that a lake keeps -------------------------------------------------------------

    /**
     * The oldest digests that are gone with everything that they name are what retention leaves. Any other that is gone
     * is missing, whatever its copy proves.
     */
    private void judgeKept() {
        while (retired < digests.size() && isRetired(digests.get(retired))) {
            digests.get(retired).notes("kept copy: its object is gone, and so is what it names");
            retired++;
        }
        for (ExaminedDigest digest : digests.subList(retired, digests.size())) {
            if (digest.file().keptOrNull() != null) {
                digest.fails(
                        FindingKind.DIGEST_MISSING,
                        digest.isProven()
                                ? "its object is gone; kept copy: the lake's proves what it named"
                                : "its object is gone; kept copy: the lake's is not proven"
                                        + (digest.reason().isEmpty() ? "" : ", " + digest.reason()));
            }
        }
    }

    private boolean isRetired(ExaminedDigest digest) {
        return digest.file().keptOrNull() != null
                && digest.isProven()
                && digest.finding().isEmpty()
                && digest.digestOrNull().logFiles().stream()
                        .allMatch(claim -> parts.evidence()
                                        .find(claim.original(), digest.file().place())
                                        .whereabouts()
                                == Whereabouts.ABSENT);
    }

    /** One remark for all of a chain: what is gone at its begin is gone by retention, or was removed; nothing tells which. */
    private void tellRetired() {
        List<ExaminedDigest> asked =
                digests.subList(0, retired).stream().filter(this::isAsked).toList();
        if (!asked.isEmpty()) {
            long logFiles = asked.stream()
                    .mapToLong(digest -> digest.digestOrNull().logFiles().size())
                    .sum();
            Period time = new Period(
                    asked.get(0).time().fromMicros(),
                    asked.get(asked.size() - 1).time().untilMicros());
            parts.verdicts()
                    .find(Finding.of(
                            FindingKind.DIGESTS_KEPT,
                            chain,
                            time,
                            Optional.empty(),
                            asked.size(),
                            "gone from their place, by retention or removed by somebody, and with them all " + logFiles
                                    + " log files that they name; the lake keeps copies of these digests"));
        }
    }

    // ---- links -----------------------------------------------------------------------------------------------

    /** What a digest says of the one before it counts if it is proven, or nothing speaks against it. */
    private void judgeLink(ExaminedDigest digest) {
        boolean isHeard = digest.isProven() || digest.is(FindingKind.DIGEST_UNSIGNED);
        if (!isHeard || digest.time().fromMicros() <= parts.scope().sinceMicros()) {
            return;
        }
        Optional<Previous> previous = digest.digestOrNull().previous();
        if (previous.isEmpty()) {
            tellBeginning(digest);
            return;
        }
        Location location = find(digest, previous.get());
        if (location.whereabouts() == Whereabouts.ABSENT) {
            tellMissing(digest, previous.get().original());
        } else if (location.whereabouts() == Whereabouts.ELSEWHERE) {
            tellElsewhere(previous.get().original(), digest);
        } else if (examined.containsKey(location.fileOrNull())) {
            compareLink(digest, previous.get(), examined.get(location.fileOrNull()));
            tellUnchained(digest, location.fileOrNull());
        }
    }

    private Optional<ExaminedDigest> older(ExaminedDigest than) {
        for (int i = than.position() - 1; i >= 0; i--) {
            if (digests.get(i).time().untilMicros() <= than.time().untilMicros()) {
                return Optional.of(digests.get(i));
            }
        }
        return Optional.empty();
    }

    private void tellBeginning(ExaminedDigest digest) {
        Optional<ExaminedDigest> older = older(digest);
        if (older.isPresent()) {
            Period gap =
                    new Period(older.get().time().untilMicros(), digest.time().fromMicros());
            parts.verdicts()
                    .find(Finding.of(
                            FindingKind.LOGGING_GAP,
                            chain,
                            gap,
                            Optional.of(digest.file().address()),
                            1,
                            "CloudTrail began the chain anew: logging or its validation was off between "
                                    + text(gap.fromMicros()) + " and " + text(gap.untilMicros())));
        }
    }

    private static String text(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /** More than one in a row may be missing: the digest before them tells from when on. */
    private void tellMissing(ExaminedDigest digest, OriginalName missing) {
        if (!missingDigests.add(missing)) {
            return;
        }
        long end = Optional.ofNullable(DigestFileName.parseOrNull(OriginalName.fileName(missing.key())))
                .map(DigestFileName::endMicros)
                .orElse(digest.time().fromMicros());
        long start = older(digest).map(older -> older.time().untilMicros()).orElse(end - VerificationScope.HOUR_MICROS);
        Period time = new Period(Math.min(start, end), end);
        String reason = "the next digest names it, and it is not there";
        parts.verdicts().lacks(chain, time);
        parts.verdicts().digests(chain).add(Optional.of(FindingKind.DIGEST_MISSING));
        parts.listener()
                .digest(new DigestResult(
                        chain, missing.address(), Optional.of(FindingKind.DIGEST_MISSING), Optional.empty()));
        parts.verdicts().find(Finding.of(FindingKind.DIGEST_MISSING, chain, time, missing.address(), reason));
        parts.verdicts()
                .keep(
                        digest.file().place(),
                        new CheckedDigest(
                                missing.key(),
                                chain.account(),
                                chain.region(),
                                chain.trail(),
                                chain.homeRegion(),
                                chain.isBackfill(),
                                null,
                                end,
                                FindingKind.DIGEST_MISSING.label(),
                                reason,
                                null,
                                null,
                                0,
                                0,
                                0,
                                0,
                                parts.verdicts().nowMicros()));
    }

    /** What is wrong with the one before is told there; here, only a contradiction between two that are proven. */
    private void compareLink(ExaminedDigest digest, Previous said, ExaminedDigest before) {
        if (!before.isProven()) {
            return;
        }
        Digest found = before.digestOrNull();
        boolean isSameHash = said.hashAlgorithm().equals(Digest.HASH_ALGORITHM)
                && said.sha256().equals(found.sha256());
        boolean isSameSignature = before.attachedSignature().isEmpty()
                || before.is(FindingKind.DIGEST_SIGNATURE_INVALID)
                || before.attachedSignature().get().equalsIgnoreCase(said.signature());
        if (!isSameHash || !isSameSignature) {
            find(
                    FindingKind.DIGEST_LINK_BROKEN,
                    digest,
                    digest.file().address(),
                    "what it says of the " + (isSameHash ? "signature" : "hash") + " of the digest before it, "
                            + before.originalAddress() + ", is not so");
        }
    }

    /** Proven digests between one and the one that it names. */
    private void tellUnchained(ExaminedDigest digest, StoredFile named) {
        for (int i = digest.position() - 1; i >= 0 && digests.get(i).file() != named; i--) {
            ExaminedDigest between = digests.get(i);
            if (between.isProven() && isAsked(between) && !followers.containsKey(between.file())) {
                find(
                        FindingKind.DIGEST_UNCHAINED,
                        between,
                        between.file().address(),
                        "no digest that follows names it");
            }
        }
    }

    /** A chain that ends early: what comes after its last digest cannot be told from nothing. */
    private void tellEnd() {
        if (digests.isEmpty() || chain.isBackfill()) {
            return;
        }
        ExaminedDigest last = digests.get(digests.size() - 1);
        long end = Math.min(parts.scope().untilMicros(), parts.verdicts().nowMicros());
        if (last.time().untilMicros() + VerificationScope.LATE_MICROS_MAX < end) {
            Period rest = new Period(last.time().untilMicros(), end);
            parts.verdicts()
                    .find(Finding.of(
                            FindingKind.CHAIN_ENDS,
                            chain,
                            rest,
                            Optional.of(last.file().address()),
                            1,
                            "there is no digest after " + text(rest.fromMicros())
                                    + ": logging or validation is off since, or the newest digests were removed"));
        }
    }
}
