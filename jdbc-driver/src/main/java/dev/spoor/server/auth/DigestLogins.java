/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DIGEST logins (RFC 7616) with SHA-256 and {@code qop=auth}. A nonce carries its time and a proof that it is ours, so that nothing
 * is kept of those that nobody uses; of the others, which counts were used: each count is good once, in about any order, as clients
 * with several connections send them. Thread-safe.
 */
final class DigestLogins {
    private static final Duration NONCE_LIFE = Duration.ofMinutes(5);
    private static final int NONCES_MAX = 10_000;
    private static final int RANDOM_BYTES = 16;
    private static final int PROOF_BYTES = 16;
    private static final int KEY_BYTES = 32;

    /** Counts that may come in any order. */
    private static final int WINDOW = Long.SIZE;

    private static final Pattern FIELD =
            Pattern.compile("\\G\\s*([A-Za-z0-9*]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))\\s*(?:,|$)");

    private final Clock clock;
    private final SecureRandom random;
    private final byte[] key = new byte[KEY_BYTES];
    private final Map<String, Counts> used = new HashMap<>();

    DigestLogins(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        random.nextBytes(key);
    }

    /** What a login came to. */
    enum Outcome {
        ACCEPTED,
        /** All would be right with a fresh nonce. */
        STALE,
        REFUSED
    }

    /** Which counts of a nonce were used: the highest, and which of those just below it. */
    private static final class Counts {
        private final long expiresMillis;
        private long highest;
        private long below;

        Counts(long expiresMillis) {
            this.expiresMillis = expiresMillis;
        }

        boolean use(long count) {
            if (count > highest) {
                long step = count - highest;
                below = step >= WINDOW ? 0 : (below << step) | (highest == 0 ? 0 : 1L << (step - 1));
                highest = count;
                return true;
            }
            long back = highest - count;
            if (back == 0 || back > WINDOW || (below >>> (back - 1) & 1) != 0) {
                return false;
            }
            below |= 1L << (back - 1);
            return true;
        }
    }

    /** A challenge for {@code WWW-Authenticate}. */
    String challenge(boolean isStale) {
        byte[] body = new byte[Long.BYTES + RANDOM_BYTES];
        random.nextBytes(body);
        ByteBuffer.wrap(body).putLong(clock.millis());
        byte[] nonce = Arrays.copyOf(body, body.length + PROOF_BYTES);
        System.arraycopy(Hashes.hmac(key, body), 0, nonce, body.length, PROOF_BYTES);
        return "Digest realm=\"" + User.REALM + "\", qop=\"auth\", algorithm=SHA-256, charset=UTF-8, nonce=\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(nonce) + "\""
                + (isStale ? ", stale=true" : "");
    }

    /** The fields of a login, by name in lower case; empty if they are badly written or one is there twice. */
    static Optional<Map<String, String>> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find()) {
            String value = matcher.group(2) == null
                    ? matcher.group(3)
                    : matcher.group(2).replaceAll("\\\\(.)", "$1");
            if (fields.put(matcher.group(1).toLowerCase(Locale.ROOT), value) != null) {
                return Optional.empty();
            }
            end = matcher.end();
        }
        return end == text.length() && !fields.isEmpty() ? Optional.of(fields) : Optional.empty();
    }

    /**
     * Checks a login.
     *
     * @param digest of the user, as it is kept
     * @param target of the request, path and query as sent
     */
    Outcome check(Map<String, String> fields, String digest, String method, String target) {
        String nonce = fields.getOrDefault("nonce", "");
        String count = fields.getOrDefault("nc", "");
        boolean isForm = User.REALM.equals(fields.get("realm"))
                && "SHA-256".equalsIgnoreCase(fields.get("algorithm"))
                && "auth".equals(fields.get("qop"))
                && target.equals(fields.get("uri"))
                && count.matches("[0-9a-fA-F]{8}")
                && !fields.getOrDefault("cnonce", "").isEmpty();
        if (!isForm) {
            return Outcome.REFUSED;
        }
        String request = Hashes.sha256(method + ":" + target);
        String expected =
                Hashes.sha256(String.join(":", digest, nonce, count, fields.get("cnonce"), fields.get("qop"), request));
        if (!Hashes.same(expected, fields.getOrDefault("response", "").toLowerCase(Locale.ROOT))) {
            return Outcome.REFUSED;
        }
        return use(nonce, Long.parseLong(count, 16));
    }

    private Outcome use(String nonce, long count) {
        long made = madeMillis(nonce);
        long now = clock.millis();
        if (made < 0 || now - made >= NONCE_LIFE.toMillis() || made > now) {
            return Outcome.STALE;
        }
        synchronized (used) {
            if (!used.containsKey(nonce) && used.size() >= NONCES_MAX && !forgetExpired(now)) {
                return Outcome.STALE;
            }
            return used.computeIfAbsent(nonce, first -> new Counts(made + NONCE_LIFE.toMillis()))
                            .use(count)
                    ? Outcome.ACCEPTED
                    : Outcome.REFUSED;
        }
    }

    private boolean forgetExpired(long nowMillis) {
        for (Iterator<Counts> counts = used.values().iterator(); counts.hasNext(); ) {
            if (counts.next().expiresMillis <= nowMillis) {
                counts.remove();
            }
        }
        return used.size() < NONCES_MAX;
    }

    /** When a nonce of ours was made; -1 if it is none. */
    private long madeMillis(String nonce) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return -1;
        }
        int body = Long.BYTES + RANDOM_BYTES;
        boolean isOurs = bytes.length == body + PROOF_BYTES
                && MessageDigest.isEqual(
                        Arrays.copyOf(Hashes.hmac(key, Arrays.copyOf(bytes, body)), PROOF_BYTES),
                        Arrays.copyOfRange(bytes, body, bytes.length));
        return isOurs ? ByteBuffer.wrap(bytes).getLong() : -1;
    }
}
