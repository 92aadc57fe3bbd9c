/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * A bearer token of a user as it is kept. The token itself is shown once, when it is made: 256 random bits, so that its plain
 * SHA-256 is as hard to undo as to guess.
 *
 * @param name by which its user knows it
 * @param hash SHA-256 of the token, hexadecimal
 * @param expires from when on it is refused
 */
public record AccessToken(String name, String hash, Instant expires) {
    private static final String PREFIX = "spoor_";
    private static final int RANDOM_BYTES = 32;

    /** The text of a new token. */
    public static String newText(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a token's text. */
    public static String hashOf(String text) {
        return Hashes.hex(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
