/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: PBKDF2 (RFC 8018) with HMAC-SHA256, written {@code pbkdf2-sha256$ITERATIONS$SALT$HASH}, salt and hash
 * in Base64. Checking one takes some tenths of a second of a processor, on purpose.
 */
public record PasswordHash(int iterations, byte[] salt, byte[] hash) {
    /** What OWASP's password storage cheat sheet asks of this function. */
    static final int ITERATIONS = 600_000;

    static final int PASSWORD_CHARACTERS_MIN = 10;
    static final int PASSWORD_CHARACTERS_MAX = 1_000;

    private static final String SCHEME = "pbkdf2-sha256";
    private static final String FUNCTION = "PBKDF2WithHmacSHA256";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** The hash of a new password; INVALID_ARGUMENT if it is too short or too long. */
    public static PasswordHash of(char[] password, SecureRandom random) {
        return of(password, random, ITERATIONS);
    }

    static PasswordHash of(char[] password, SecureRandom random, int iterations) {
        if (password.length < PASSWORD_CHARACTERS_MIN || password.length > PASSWORD_CHARACTERS_MAX) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "a password has " + PASSWORD_CHARACTERS_MIN + " to " + PASSWORD_CHARACTERS_MAX + " characters, not "
                            + password.length);
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(iterations, salt, derived(password, salt, iterations, HASH_BYTES));
    }

    /** One that no password has, and that takes as long to check as others. */
    static PasswordHash ofNobody(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return new PasswordHash(ITERATIONS, salt, hash);
    }

    /** Reads what {@link #toString} writes; IllegalArgumentException for anything else. */
    static PasswordHash parse(String text) {
        String[] parts = text.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalArgumentException("no hash of a password");
        }
        int iterations = Integer.parseInt(parts[1]);
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] hash = Base64.getDecoder().decode(parts[3]);
        if (iterations < 1 || salt.length == 0 || hash.length < HASH_BYTES) {
            throw new IllegalArgumentException("no hash of a password");
        }
        return new PasswordHash(iterations, salt, hash);
    }

    /** Whether it is that of a password. */
    boolean matches(char[] password) {
        return password.length <= PASSWORD_CHARACTERS_MAX
                && password.length > 0
                && MessageDigest.isEqual(hash, derived(password, salt, iterations, hash.length));
    }

    private static byte[] derived(char[] password, byte[] salt, int iterations, int bytes) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, bytes * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(FUNCTION).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + FUNCTION, e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash that
                && iterations == that.iterations
                && Arrays.equals(salt, that.salt)
                && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return SCHEME + "$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }
}
