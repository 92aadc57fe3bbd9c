/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.json.JsonTree;
import dev.spoor.json.MalformedJsonException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Public keys that signatures of digests are proven with, by fingerprint. Whoever gives them trusts them: a proof is worth
 * what the way is worth on which they came here. Built by one thread, then safe for all.
 *
 * <p>Files may hold the answer of {@code aws cloudtrail list-public-keys} (JSON), or one key: PKCS#1 or X.509 as DER, as
 * base64 of it, or as PEM. A file with one key is named by its fingerprint ({@code 0123...cdef.der}); a key whose file has
 * another name is tried for every fingerprint that is not known.
 */
public final class PublicKeys {
    private static final int FILE_BYTES_MAX = 16 << 20;
    private static final int FINGERPRINT_CHARS = 32;

    /** What stands before a PKCS#1 key in X.509: algorithm 1.2.840.113549.1.1.1 (RFC 8017, appendix A). */
    private static final byte[] RSA_ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int BIT_STRING = 0x03;
    private static final int LONG_LENGTH = 0x80;

    private final Map<String, RSAPublicKey> byFingerprint = new HashMap<>();
    private final Map<String, String> unusable = new HashMap<>();
    private final List<RSAPublicKey> unnamed = new ArrayList<>();

    /** What is known about a fingerprint: keys that may be it, in the order to try. */
    List<RSAPublicKey> candidates(String fingerprint) {
        RSAPublicKey named = byFingerprint.get(fingerprint.toLowerCase(Locale.ROOT));
        return named != null ? List.of(named) : List.copyOf(unnamed);
    }

    /** Why the key of a fingerprint cannot be used, if there is one that cannot. */
    Optional<String> whyUnusable(String fingerprint) {
        return Optional.ofNullable(unusable.get(fingerprint.toLowerCase(Locale.ROOT)));
    }

    /** Whether a fingerprint has its key here, usable or not. */
    public boolean knows(String fingerprint) {
        String name = fingerprint.toLowerCase(Locale.ROOT);
        return byFingerprint.containsKey(name) || unusable.containsKey(name);
    }

    /** Whether there is no key at all. */
    public boolean isEmpty() {
        return byFingerprint.isEmpty() && unusable.isEmpty() && unnamed.isEmpty();
    }

    /**
     * Adds the keys of a file, or of every file in a folder.
     *
     * @throws EngineException INVALID_CONFIGURATION for what cannot be read or holds no key
     */
    public PublicKeys addFile(Path fileOrFolder) {
        try {
            if (!Files.isDirectory(fileOrFolder)) {
                return addContent(fileOrFolder);
            }
            List<Path> files;
            try (Stream<Path> all = Files.list(fileOrFolder)) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                addContent(file);
            }
            return this;
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION, "the keys in " + fileOrFolder + " cannot be read: " + e, e);
        }
    }

    private PublicKeys addContent(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new EngineException(ErrorCode.INVALID_CONFIGURATION, file + " is too large for a file of keys");
        }
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.ISO_8859_1).strip();
        if (text.startsWith("{")) {
            return addAnswer(content, file.toString());
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        try {
            RSAPublicKey key = key(der(content, text));
            if (isFingerprint(stem)) {
                byFingerprint.put(stem, key);
            } else {
                unnamed.add(key);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            if (!isFingerprint(stem)) {
                throw new EngineException(ErrorCode.INVALID_CONFIGURATION, file + " holds no public key of RSA", e)
                        .advise("give the answer of 'aws cloudtrail list-public-keys', or a key as DER, base64 or PEM");
            }
            unusable.put(stem, "it is no RSA key in PKCS #1");
        }
        return this;
    }

    private static boolean isFingerprint(String text) {
        return text.length() == FINGERPRINT_CHARS && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static byte[] der(byte[] content, String text) {
        if (text.startsWith("-----BEGIN")) {
            String body = text.replaceAll("-----[A-Z ]+-----", "");
            return Base64.getMimeDecoder().decode(body);
        }
        boolean isBinary =
                content.length > 0 && content[0] == SEQUENCE && text.chars().anyMatch(c -> c < ' ');
        return isBinary ? content : Base64.getMimeDecoder().decode(text);
    }

    /**
     * Adds the keys of an answer of ListPublicKeys, as the AWS command prints it. A key that cannot be used is kept as
     * such.
     *
     * @param from for the message
     * @throws EngineException INVALID_CONFIGURATION if it is no such answer
     */
    public PublicKeys addAnswer(byte[] json, String from) {
        Map<String, Object> answer;
        try {
            answer = JsonTree.object(json, json.length);
        } catch (MalformedJsonException e) {
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION, from + " holds no JSON document: " + e.getMessage(), e);
        }
        if (!(answer.get("PublicKeyList") instanceof List<?> list)) {
            throw new EngineException(ErrorCode.INVALID_CONFIGURATION, from + " has no PublicKeyList")
                    .advise("it should be the answer of 'aws cloudtrail list-public-keys'");
        }
        for (Object each : list) {
            if (each instanceof Map<?, ?> key) {
                addNamed(
                        JsonTree.text(key, "Fingerprint").orElse(""),
                        JsonTree.text(key, "Value").orElse(""));
            }
        }
        return this;
    }

    private void addNamed(String fingerprint, String base64) {
        String name = fingerprint.toLowerCase(Locale.ROOT);
        try {
            byFingerprint.put(name, key(Base64.getDecoder().decode(base64)));
            unusable.remove(name);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            if (!byFingerprint.containsKey(name)) {
                unusable.put(name, "it is no RSA key in PKCS #1"); // the library's words would tell nobody anything
            }
        }
    }

    /** Reads PKCS#1, as CloudTrail gives it, or X.509. */
    private static RSAPublicKey key(byte[] der) throws GeneralSecurityException {
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        PublicKey key;
        try {
            key = rsa.generatePublic(new X509EncodedKeySpec(wrapped(der)));
        } catch (GeneralSecurityException e) {
            key = rsa.generatePublic(new X509EncodedKeySpec(der));
        }
        return (RSAPublicKey) key;
    }

    private static byte[] wrapped(byte[] pkcs1) {
        byte[] bits = new byte[pkcs1.length + 1];
        System.arraycopy(pkcs1, 0, bits, 1, pkcs1.length);
        return element(SEQUENCE, joined(RSA_ALGORITHM, element(BIT_STRING, bits)));
    }

    /** Lengths are as short as can be, which DER demands. */
    private static byte[] element(int tag, byte[] content) {
        byte[] length = BigInteger.valueOf(content.length).toByteArray();
        boolean hasSign = length.length > 1 && length[0] == 0;
        byte[] digits = hasSign ? Arrays.copyOfRange(length, 1, length.length) : length;
        byte[] head = content.length < LONG_LENGTH
                ? new byte[] {(byte) tag, (byte) content.length}
                : joined(new byte[] {(byte) tag, (byte) (LONG_LENGTH | digits.length)}, digits);
        return joined(head, content);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
