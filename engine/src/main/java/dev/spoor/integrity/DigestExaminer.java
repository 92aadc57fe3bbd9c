/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.json.JsonTree;
import dev.spoor.json.MalformedJsonException;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges digests one by one: their form, their place, and their signature. Stateless; safe for all threads. */
final class DigestExaminer {
    /** Hexadecimal text of the signature alone. */
    static final String SIGNATURE_ENDING = ".signature";

    /** The answer of {@code aws s3api head-object}. */
    static final String HEAD_ENDING = ".head.json";

    /** CloudTrail's own are some kilobytes; this one would name a hundred thousand log files. */
    private static final int STORED_BYTES_MAX = 16 << 20;

    private static final int SIDECAR_BYTES_MAX = 1 << 20;
    private static final String SIGNATURE = "signature";
    private static final String BACKFILL_TIME = "backfill-generation-timestamp";

    private final Evidence evidence;
    private final PublicKeys keys;

    DigestExaminer(Evidence evidence, PublicKeys keys) {
        this.evidence = evidence;
        this.keys = keys;
    }

    /** Fetches a digest with what is attached to it. Never throws for what is wrong with the digest. */
    ExaminedDigest read(StoredFile file) {
        try {
            boolean isKept = file.keptOrNull() != null;
            byte[] content =
                    isKept ? evidence.keptContent(file) : bytes(file.place().store(), file.entry(), STORED_BYTES_MAX);
            Map<String, String> metadata = isKept ? file.keptOrNull().metadata() : metadata(file);
            Optional<String> signature = Optional.ofNullable(metadata.get(SIGNATURE));
            boolean hasTime = metadata.containsKey(BACKFILL_TIME);
            try {
                return new ExaminedDigest(file, DigestParser.parse(content), signature, hasTime);
            } catch (DigestParser.NoDigestException e) {
                return new ExaminedDigest(file, null, signature, hasTime)
                        .fails(FindingKind.DIGEST_MALFORMED, e.getMessage());
            }
        } catch (EngineException | IOException e) {
            if (e instanceof EngineException failure && failure.code() == ErrorCode.CANCELLED) {
                throw failure;
            }
            return new ExaminedDigest(file, null, Optional.empty(), false)
                    .fails(FindingKind.DIGEST_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(ObjectStore store, ObjectEntry entry, int max) throws IOException {
        try (InputStream in = store.read(entry, ByteRange.ALL)) {
            byte[] content = in.readNBytes(max + 1);
            if (content.length > max) {
                throw new IOException("it has more than " + max + " bytes");
            }
            return content;
        }
    }

    /** Of the object; where it has none, of the files beside it. */
    private Map<String, String> metadata(StoredFile file) throws IOException {
        Map<String, String> found = file.place().store().userMetadata(file.entry());
        if (!found.isEmpty()) {
            return found;
        }
        Optional<StoredFile> head = evidence.sidecar(file, HEAD_ENDING);
        if (head.isPresent()) {
            return headMetadata(bytes(head.get().place().store(), head.get().entry(), SIDECAR_BYTES_MAX));
        }
        Optional<StoredFile> signature = evidence.sidecar(file, SIGNATURE_ENDING);
        if (signature.isPresent()) {
            byte[] text = bytes(signature.get().place().store(), signature.get().entry(), SIDECAR_BYTES_MAX);
            return Map.of(SIGNATURE, new String(text, StandardCharsets.ISO_8859_1).strip());
        }
        return Map.of();
    }

    private static Map<String, String> headMetadata(byte[] json) {
        Map<String, String> metadata = new HashMap<>();
        try {
            if (JsonTree.object(json, json.length).get("Metadata") instanceof Map<?, ?> members) {
                members.forEach((name, value) -> {
                    if (value instanceof String text) {
                        metadata.put(name.toString(), text);
                    }
                });
            }
        } catch (MalformedJsonException e) {
            return Map.of(); // as if it were not there: the digest is told to have no signature
        }
        return metadata;
    }

    /**
     * Judges a digest.
     *
     * @param signatures what the digests that follow it say its signature is
     */
    void judge(ExaminedDigest examined, Collection<String> signatures) {
        Digest digest = examined.digestOrNull();
        if (digest == null) {
            return;
        }
        if (!examined.file().isAt(digest.original())) {
            examined.fails(
                    FindingKind.DIGEST_MOVED,
                    "it says that it was put to " + digest.original().address());
            return;
        }
        Optional<String> unknown = unknownAlgorithm(digest);
        if (unknown.isPresent()) {
            examined.fails(FindingKind.DIGEST_ALGORITHM_UNKNOWN, unknown.get());
            return;
        }
        List<RSAPublicKey> candidates = keys.candidates(digest.fingerprint());
        if (keys.whyUnusable(digest.fingerprint()).isPresent()) {
            examined.fails(
                    FindingKind.DIGEST_KEY_UNUSABLE,
                    "of its public key " + digest.fingerprint() + ": "
                            + keys.whyUnusable(digest.fingerprint()).get());
        } else if (candidates.isEmpty()) {
            examined.fails(
                    FindingKind.DIGEST_KEY_UNKNOWN,
                    "its public key " + digest.fingerprint() + " of region "
                            + examined.file().digestName().region() + " was not given");
        } else {
            judgeSignature(examined, candidates, signatures);
        }
    }

    private static Optional<String> unknownAlgorithm(Digest digest) {
        if (!digest.signatureAlgorithm().equals(Digest.SIGNATURE_ALGORITHM)) {
            return Optional.of("it was signed with '" + digest.signatureAlgorithm() + "'");
        }
        return digest.logFiles().stream()
                .map(Digest.LogFileClaim::hashAlgorithm)
                .filter(algorithm -> !algorithm.equals(Digest.HASH_ALGORITHM))
                .findFirst()
                .map(algorithm -> "it hashes with '" + algorithm + "'");
    }

    private static void judgeSignature(
            ExaminedDigest examined, List<RSAPublicKey> candidates, Collection<String> signatures) {
        Digest digest = examined.digestOrNull();
        Optional<String> attached = examined.attachedSignature();
        boolean isAttachedRight =
                attached.filter(text -> isSignature(digest, text, candidates)).isPresent();
        boolean isProven =
                isAttachedRight || signatures.stream().anyMatch(text -> isSignature(digest, text, candidates));
        if (isProven) {
            examined.proves();
        }
        if (attached.isPresent() && !isAttachedRight) {
            examined.fails(
                    FindingKind.DIGEST_SIGNATURE_INVALID,
                    isProven
                            ? "the signature in the metadata of its object is not its own; the one in the next digest is"
                            : "its signature is not that of its content");
        } else if (attached.isEmpty() && examined.file().place().isOriginal()) {
            examined.fails(
                    FindingKind.DIGEST_SIGNATURE_MISSING,
                    "its object has no signature in its metadata"
                            + (isProven ? "; the one in the next digest proves its content" : ""));
        } else if (!isProven && signatures.isEmpty()) {
            examined.fails(
                    FindingKind.DIGEST_UNSIGNED,
                    "its signature was in the metadata of its object, which this copy has lost");
        } else if (!isProven) {
            examined.fails(
                    FindingKind.DIGEST_SIGNATURE_INVALID,
                    "the signature that the next digest has of it is not that of its content");
        }
    }

    private static boolean isSignature(Digest digest, String hex, List<RSAPublicKey> candidates) {
        byte[] signature;
        try {
            signature = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return candidates.stream().anyMatch(key -> isSignature(digest, signature, key));
    }

    private static boolean isSignature(Digest digest, byte[] signature, RSAPublicKey key) {
        try {
            Signature verifier = Signature.getInstance(Digest.SIGNATURE_ALGORITHM);
            verifier.initVerify(key);
            verifier.update(digest.signedText().getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
