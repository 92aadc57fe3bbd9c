/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import java.util.Optional;

/**
 * Hears of everything that a verification looks at, as it goes: chain by chain, standard chains first, in each the newest
 * digest first, behind a digest its log files in its order. Called on the thread that verifies.
 */
public interface VerificationListener {
    /**
     * What became of a digest.
     *
     * @param chain that it belongs to
     * @param address of the original, {@code s3://bucket/key}, as far as it is known
     * @param problem what is wrong with it; empty when it is valid
     * @param fingerprint of its public key; empty when its content does not tell
     */
    record DigestResult(ChainName chain, String address, Optional<FindingKind> problem, Optional<String> fingerprint) {}

    /**
     * What became of a log file that a valid digest names.
     *
     * @param chain of the digest
     * @param address of the original, {@code s3://bucket/key}
     * @param problem what is wrong with it; empty when it is valid
     */
    record LogResult(ChainName chain, String address, Optional<FindingKind> problem) {}

    /**
     * How far it has come.
     *
     * @param chains that are done
     * @param chainsInAll how many there are
     * @param logFiles that were judged
     * @param unpackedBytes that were hashed
     */
    record Progress(int chains, int chainsInAll, long logFiles, long unpackedBytes) {}

    default void digest(DigestResult result) {}

    default void logFile(LogResult result) {}

    default void finding(Finding finding) {}

    default void progress(Progress progress) {}
}
