/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A key pair of our own to sign digests with, as CloudTrail has them.
 *
 * @param fingerprint as digests name it
 * @param pkcs1 the public key, DER
 * @param pair both keys
 */
public record DigestKey(String fingerprint, byte[] pkcs1, KeyPair pair) {
    private static final int BITS = 1_024;
    private static final int COUNT = 5;

    /** What stands before PKCS#1 in the X.509 form of a key of 1,024 bits. */
    private static final int X509_HEAD_BYTES = 22;

    /** A few, made once for each process: making one takes longer than a test. */
    public static final List<DigestKey> ALL =
            IntStream.range(0, COUNT).mapToObj(i -> make()).toList();

    private static DigestKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            byte[] x509 = pair.getPublic().getEncoded();
            byte[] pkcs1 = Arrays.copyOfRange(x509, X509_HEAD_BYTES, x509.length);
            byte[] hash = MessageDigest.getInstance("MD5").digest(pkcs1);
            return new DigestKey(HexFormat.of().formatHex(hash), pkcs1, pair);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA and MD5", e);
        }
    }

    /** Hexadecimal. */
    String sign(String text) {
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(pair.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs", e);
        }
    }

    /** The answer of {@code aws cloudtrail list-public-keys}. */
    public static String answer(List<DigestKey> keys) {
        return keys.stream()
                .map(key -> entry(key.fingerprint, Base64.getEncoder().encodeToString(key.pkcs1)))
                .collect(Collectors.joining(",", "{\"PublicKeyList\": [", "]}"));
    }

    /** One key of such an answer. */
    public static String entry(String fingerprint, String value) {
        return "{\"Value\": \"" + value + "\", \"ValidityStartTime\": 1704067200.0, \"ValidityEndTime\": 1735689600.0,"
                + " \"Fingerprint\": \"" + fingerprint + "\"}";
    }
}
