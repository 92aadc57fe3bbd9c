/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.integrity.Digest.LogFileClaim;
import dev.spoor.integrity.Digest.Previous;
import dev.spoor.json.JsonTree;
import dev.spoor.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads digest files. Stateless. */
public final class DigestParser {
    /** A digest that unpacks to more would name hundreds of thousands of log files. */
    private static final int UNPACKED_BYTES_MAX = 256 << 20;

    private DigestParser() {}

    /** The bytes are no digest file. */
    public static final class NoDigestException extends Exception {
        private static final long serialVersionUID = 1L;

        NoDigestException(String reason) {
            super(reason);
        }
    }

    /** Reads the stored bytes of a digest file. Says nothing about whether it is genuine. */
    public static Digest parse(byte[] stored) throws NoDigestException {
        byte[] text = unpacked(stored);
        Map<String, Object> members;
        try {
            members = JsonTree.object(text, text.length);
        } catch (MalformedJsonException e) {
            throw new NoDigestException("it is no JSON document: " + e.getMessage());
        }
        if (!members.containsKey("previousDigestSignature")) {
            throw new NoDigestException("it lacks previousDigestSignature");
        }
        String end = required(members, "digestEndTime");
        return new Digest(
                micros(required(members, "digestStartTime"), "digestStartTime"),
                micros(end, "digestEndTime"),
                end,
                new OriginalName(required(members, "digestS3Bucket"), required(members, "digestS3Object")),
                required(members, "digestPublicKeyFingerprint"),
                JsonTree.text(members, "digestSignatureAlgorithm").orElse(Digest.SIGNATURE_ALGORITHM),
                previous(members),
                logFiles(members),
                HexFormat.of().formatHex(Sha256.newDigest().digest(text)));
    }

    private static byte[] unpacked(byte[] stored) throws NoDigestException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            byte[] text = in.readNBytes(UNPACKED_BYTES_MAX + 1);
            if (text.length > UNPACKED_BYTES_MAX) {
                throw new NoDigestException("it unpacks to more than " + UNPACKED_BYTES_MAX + " bytes");
            }
            return text;
        } catch (IOException e) {
            throw new NoDigestException("it is no gzip file: " + e.getMessage());
        }
    }

    private static String required(Map<?, ?> members, String key) throws NoDigestException {
        return JsonTree.text(members, key).orElseThrow(() -> new NoDigestException("it lacks " + key));
    }

    private static long micros(String text, String key) throws NoDigestException {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new NoDigestException("its " + key + " is no time: '" + text + "'");
        }
    }

    /** All or nothing: a digest that half names its predecessor is none. */
    private static Optional<Previous> previous(Map<String, Object> members) throws NoDigestException {
        if (members.get("previousDigestS3Object") == null && members.get("previousDigestSignature") == null) {
            return Optional.empty();
        }
        return Optional.of(new Previous(
                new OriginalName(
                        required(members, "previousDigestS3Bucket"), required(members, "previousDigestS3Object")),
                required(members, "previousDigestHashValue").toLowerCase(Locale.ROOT),
                JsonTree.text(members, "previousDigestHashAlgorithm").orElse(Digest.HASH_ALGORITHM),
                required(members, "previousDigestSignature")));
    }

    private static List<LogFileClaim> logFiles(Map<String, Object> members) throws NoDigestException {
        List<LogFileClaim> files = new ArrayList<>();
        if (!(members.get("logFiles") instanceof List<?> list)) {
            throw new NoDigestException("it lacks logFiles");
        }
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> file)) {
                throw new NoDigestException("its logFiles are no objects");
            }
            files.add(new LogFileClaim(
                    new OriginalName(required(file, "s3Bucket"), required(file, "s3Object")),
                    required(file, "hashValue").toLowerCase(Locale.ROOT),
                    JsonTree.text(file, "hashAlgorithm").orElse(Digest.HASH_ALGORITHM)));
        }
        return files;
    }
}
