/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The content of a digest file.
 *
 * @param startMicros begin of the time that it is about, microseconds since 1970, UTC
 * @param endMicros end of it
 * @param endText the end as it is written, which is what is signed
 * @param original where CloudTrail put it
 * @param fingerprint of the public key that proves its signature
 * @param signatureAlgorithm such as {@code SHA256withRSA}
 * @param previous what it says of the digest before it; empty for the first of a chain
 * @param logFiles what was delivered; none in a quiet hour
 * @param sha256 hash of its own unpacked bytes, hexadecimal, lower case
 */
public record Digest(
        long startMicros,
        long endMicros,
        String endText,
        OriginalName original,
        String fingerprint,
        String signatureAlgorithm,
        Optional<Previous> previous,
        List<LogFileClaim> logFiles,
        String sha256) {
    /** The only one there is. */
    static final String SIGNATURE_ALGORITHM = "SHA256withRSA";

    /** The only one there is. */
    static final String HASH_ALGORITHM = "SHA-256";

    /** What stands for the signature of the previous digest where there is none. */
    private static final String NO_PREVIOUS = "null";

    public Digest {
        Objects.requireNonNull(original, "original is null");
        Objects.requireNonNull(fingerprint, "fingerprint is null");
        logFiles = List.copyOf(logFiles);
    }

    /**
     * What a digest says of the one before it.
     *
     * @param original where that one was put
     * @param sha256 of its unpacked bytes, hexadecimal
     * @param hashAlgorithm such as {@code SHA-256}
     * @param signature of it, hexadecimal
     */
    public record Previous(OriginalName original, String sha256, String hashAlgorithm, String signature) {}

    /**
     * What a digest says of a log file.
     *
     * @param original where it was put
     * @param sha256 of its unpacked bytes, hexadecimal
     * @param hashAlgorithm such as {@code SHA-256}
     */
    public record LogFileClaim(OriginalName original, String sha256, String hashAlgorithm) {}

    /** The text that CloudTrail signs. */
    String signedText() {
        return endText + "\n" + original + "\n" + sha256 + "\n"
                + previous.map(Previous::signature).orElse(NO_PREVIOUS);
    }
}
