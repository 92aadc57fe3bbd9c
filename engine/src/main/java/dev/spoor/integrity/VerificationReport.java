/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.integrity.Finding.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a verification came to.
 *
 * @param scope what was asked
 * @param standard digests of the chains that are made every hour
 * @param backfill digests of the chains of late files
 * @param logFiles those that valid digests name
 * @param proven the time from the begin of the first valid digest to the end of the last one
 * @param unnamedFiles log files that no digest names, of whatever reason
 * @param hashedFiles how many files were read for it
 * @param knownFiles how many an earlier verification had read
 * @param hashedBytes unpacked bytes that were hashed
 * @param findings in the order in which they were found
 */
public record VerificationReport(
        VerificationScope scope,
        Count standard,
        Count backfill,
        Count logFiles,
        Optional<Period> proven,
        long unnamedFiles,
        long hashedFiles,
        long knownFiles,
        long hashedBytes,
        List<Finding> findings) {
    public VerificationReport {
        Objects.requireNonNull(scope, "scope is null");
        findings = List.copyOf(findings);
    }

    /**
     * How many of a kind.
     *
     * @param valid what CloudTrail delivered
     * @param invalid there, and something else
     * @param missing not there
     * @param unproven there, and nothing is left to prove it
     */
    public record Count(long valid, long invalid, long missing, long unproven) {
        public long total() {
            return valid + invalid + missing + unproven;
        }
    }

    /** Findings that are problems. */
    public List<Finding> problems() {
        return findings.stream().filter(each -> each.kind().isProblem()).toList();
    }

    /** Findings that are remarks. */
    public List<Finding> remarks() {
        return findings.stream().filter(each -> !each.kind().isProblem()).toList();
    }
}
