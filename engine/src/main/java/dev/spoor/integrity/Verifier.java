/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.CheckedFile;
import dev.spoor.dataset.DigestBooks;
import dev.spoor.dataset.IntegrityBooks;
import dev.spoor.dataset.Verification;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;

/**
 * Verifies logs against the digests that CloudTrail signed. One verification at a time; what it has found out about files
 * is kept in the books as it goes, so that one that was broken off need not begin anew.
 */
public final class Verifier {
    private final List<EvidencePlace> places;
    private final KeySource keys;
    private final IntegrityBooks books;
    private final Optional<DigestBooks> kept;
    private final ExecutorService threads;
    private final Clock clock;

    /**
     * Makes one; owns nothing of what it is given.
     *
     * @param places with digests, log files or both
     * @param keys of which the caller trusts all
     * @param books what is known from before
     * @param kept digests that a lake keeps
     * @param threads that read and hash; as many files are read at once
     */
    public Verifier(
            List<EvidencePlace> places,
            KeySource keys,
            IntegrityBooks books,
            Optional<DigestBooks> kept,
            ExecutorService threads,
            Clock clock) {
        this.places = List.copyOf(places);
        this.keys = keys;
        this.books = books;
        this.kept = kept;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Verifies.
     *
     * @param cancellation throws to break off; asked often, on the caller's thread
     * @throws dev.spoor.error.EngineException STORE_FAILURE when a place cannot be listed to its end; what is wrong with
     *     files is no exception but a finding
     */
    public VerificationReport run(VerificationScope scope, VerificationListener listener, Runnable cancellation) {
        long started = nowMicros();
        Evidence evidence = Evidence.list(places, scope, kept, cancellation);
        recall(evidence);
        Verdicts verdicts = new Verdicts(books, listener, started);
        for (String problem : evidence.listingProblems()) {
            verdicts.find(ofNoChain(FindingKind.LISTING_INCOMPLETE, Optional.empty(), problem));
        }
        VerificationReport report;
        try (LogExaminer logExaminer = new LogExaminer(evidence, threads, scope.isAnew())) {
            ChainExamination.Parts parts = new ChainExamination.Parts(
                    scope,
                    evidence,
                    new DigestExaminer(evidence, keys(evidence)),
                    logExaminer,
                    verdicts,
                    listener,
                    threads,
                    cancellation);
            examine(evidence, parts);
            // another trail may name what this one does not
            long unnamed = scope.trail().isPresent()
                    ? 0
                    : new UnnamedFiles(scope, verdicts).judge(evidence.logs(), cancellation);
            tellStrays(evidence, verdicts);
            report = verdicts.report(scope, logExaminer, unnamed);
        } finally {
            verdicts.flush(); // also when it is broken off: what was read need not be read again
        }
        if (report.standard().total() + report.backfill().total() == 0) {
            verdicts.find(ofNoChain(
                    FindingKind.NO_DIGESTS, Optional.empty(), "there are no digest files, so nothing is proven"));
        }
        books.keep(new Verification(
                0,
                started,
                nowMicros(),
                scope.sinceMicros(),
                scope.untilMicros(),
                scope.narrowedTo(),
                verdicts.findings().stream().map(Finding::noted).toList()));
        return new VerificationReport(
                scope,
                report.standard(),
                report.backfill(),
                report.logFiles(),
                report.proven(),
                report.unnamedFiles(),
                report.hashedFiles(),
                report.knownFiles(),
                report.hashedBytes(),
                verdicts.findings());
    }

    private PublicKeys keys(Evidence evidence) {
        Set<String> regions = new TreeSet<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Map.Entry<ChainName, List<StoredFile>> chain : evidence.chains().entrySet()) {
            regions.add(chain.getKey().region());
            first = Math.min(first, chain.getValue().get(0).digestName().endMicros());
            last = Math.max(
                    last,
                    chain.getValue()
                            .get(chain.getValue().size() - 1)
                            .digestName()
                            .endMicros());
        }
        return regions.isEmpty() ? new PublicKeys() : keys.keys(regions, first, last);
    }

    private long nowMicros() {
        return clock.millis() * 1_000;
    }

    /** Facts of earlier verifications, as far as they are about the versions that are there now. */
    private void recall(Evidence evidence) {
        Map<String, Map<String, CheckedFile>> known = new HashMap<>();
        for (EvidencePlace place : places) {
            String source = place.store().location();
            known.computeIfAbsent(source, books::files);
        }
        for (StoredFile file : evidence.logs()) {
            CheckedFile checked =
                    known.get(file.place().store().location()).get(file.entry().key());
            if (checked != null && checked.isOf(file.entry())) {
                file.know(checked);
            }
        }
    }

    private static void examine(Evidence evidence, ChainExamination.Parts parts) {
        List<ChainName> chains = new ArrayList<>(evidence.chains().keySet());
        int done = 0;
        for (ChainName chain : chains) {
            new ChainExamination(chain, evidence.chains().get(chain), parts).run();
            parts.listener()
                    .progress(new VerificationListener.Progress(
                            ++done,
                            chains.size(),
                            parts.verdicts().logs().count().total(),
                            parts.logExaminer().hashedBytes()));
        }
    }

    private static void tellStrays(Evidence evidence, Verdicts verdicts) {
        for (StoredFile stray : evidence.strays()) {
            String name = stray.entry().key();
            if (!name.endsWith(DigestExaminer.SIGNATURE_ENDING) && !name.endsWith(DigestExaminer.HEAD_ENDING)) {
                verdicts.find(ofNoChain(
                        FindingKind.STRAY_FILE,
                        Optional.of(stray.address()),
                        "it lies among the digests and is not named like one"));
            }
        }
    }

    private static Finding ofNoChain(FindingKind kind, Optional<String> file, String text) {
        return new Finding(kind, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), file, 1, text);
    }
}
