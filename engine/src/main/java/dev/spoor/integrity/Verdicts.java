/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.CheckedDigest;
import dev.spoor.dataset.CheckedFile;
import dev.spoor.dataset.IntegrityBooks;
import dev.spoor.integrity.Finding.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Collects what is found out: findings, counts, what is known of which time, and rows for the books. One thread. */
final class Verdicts {
    private static final int ROWS_PER_WRITE = 2_000;

    private final IntegrityBooks books;
    private final VerificationListener listener;
    private final long nowMicros;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, List<CheckedFile>> files = new HashMap<>();
    private final Map<String, List<CheckedDigest>> digests = new HashMap<>();
    private final Map<List<String>, List<Period>> proven = new HashMap<>();
    private final Map<List<String>, List<Period>> broken = new HashMap<>();
    private final Tally standard = new Tally();
    private final Tally backfill = new Tally();
    private final Tally logs = new Tally();
    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;

    Verdicts(IntegrityBooks books, VerificationListener listener, long nowMicros) {
        this.books = books;
        this.listener = listener;
        this.nowMicros = nowMicros;
    }

    /** Counts what became of things. */
    static final class Tally {
        long valid;
        long invalid;
        long missing;
        long unproven;

        void add(Optional<FindingKind> finding) {
            if (finding.isEmpty()) {
                valid++;
            } else if (finding.get() == FindingKind.LOG_MISSING || finding.get() == FindingKind.DIGEST_MISSING) {
                missing++;
            } else if (finding.get().isProblem()) {
                invalid++;
            } else {
                unproven++;
            }
        }

        VerificationReport.Count count() {
            return new VerificationReport.Count(valid, invalid, missing, unproven);
        }
    }

    void find(Finding finding) {
        findings.add(finding);
        listener.finding(finding);
    }

    List<Finding> findings() {
        return findings;
    }

    long nowMicros() {
        return nowMicros;
    }

    Tally digests(ChainName chain) {
        return chain.isBackfill() ? backfill : standard;
    }

    Tally logs() {
        return logs;
    }

    /** Notes that a valid digest is about a time. */
    void proves(ChainName chain, Period time) {
        firstMicros = Math.min(firstMicros, time.fromMicros());
        lastMicros = Math.max(lastMicros, time.untilMicros());
        covers(chain, time);
    }

    /** Notes that a proven digest, in the scope or only near it, names all log files of a time. */
    void covers(ChainName chain, Period time) {
        if (!chain.isBackfill()) {
            proven.computeIfAbsent(List.of(chain.account(), chain.region()), key -> new ArrayList<>())
                    .add(time);
        }
    }

    /** Notes that there was a digest about a time, and that it is not here or proves nothing. */
    void lacks(ChainName chain, Period time) {
        broken.computeIfAbsent(List.of(chain.account(), chain.region()), key -> new ArrayList<>())
                .add(time);
    }

    /** The times that proven digests are about, as they came. */
    List<Period> proven(String account, String region) {
        return proven.getOrDefault(List.of(account, region), List.of());
    }

    /** The times of digests that prove nothing. */
    List<Period> broken(String account, String region) {
        return broken.getOrDefault(List.of(account, region), List.of());
    }

    Optional<Period> provenTime() {
        return firstMicros > lastMicros ? Optional.empty() : Optional.of(new Period(firstMicros, lastMicros));
    }

    /** Keeps what is known of a log file now, unless that is what the books say already. */
    void keep(StoredFile file) {
        CheckedFile known = file.knownOrNull();
        GzipHasher.Content content = file.contentOrNull();
        boolean isReadNow = content != null;
        String hash = isReadNow ? content.sha256OrNull() : known == null ? null : known.sha256OrNull();
        String fault = isReadNow ? content.faultOrNull() : known == null ? null : known.faultOrNull();
        CheckedFile now =
                new CheckedFile(file.entry(), hash, fault, file.stateOrNull(), file.digestOrNull(), nowMicros);
        boolean isSame = known != null
                && known.state() == now.state()
                && Objects.equals(known.sha256OrNull(), hash)
                && Objects.equals(known.faultOrNull(), fault)
                && Objects.equals(known.digestOrNull(), now.digestOrNull());
        if (!isSame) {
            file.know(now);
            String source = file.place().store().location();
            List<CheckedFile> rows = files.computeIfAbsent(source, key -> new ArrayList<>());
            rows.add(now);
            if (rows.size() >= ROWS_PER_WRITE) {
                books.keepFiles(source, rows);
                rows.clear();
            }
        }
    }

    /** Keeps what is known of a digest now. */
    void keep(EvidencePlace place, CheckedDigest digest) {
        digests.computeIfAbsent(place.store().location(), key -> new ArrayList<>())
                .add(digest);
    }

    /** Writes what is not written yet. */
    void flush() {
        files.forEach(books::keepFiles);
        digests.forEach(books::keepDigests);
        files.clear();
        digests.clear();
    }

    VerificationReport report(VerificationScope scope, LogExaminer examiner, long unnamedFiles) {
        return new VerificationReport(
                scope,
                standard.count(),
                backfill.count(),
                logs.count(),
                provenTime(),
                unnamedFiles,
                examiner.hashedFiles(),
                examiner.knownFiles(),
                examiner.hashedBytes(),
                findings);
    }
}
