/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import dev.spoor.server.auth.DigestLogins.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out who sends a request: by BASIC (RFC 7617), DIGEST (RFC 7616) or a bearer token (RFC 6750). Nothing in an answer, and not
 * how long it takes, tells whether there is a user of a name. Thread-safe.
 */
public final class Authenticator {
    private static final String BASIC = "Basic ";
    private static final String DIGEST = "Digest ";
    private static final String BEARER = "Bearer ";
    private static final int HEADER_CHARACTERS_MAX = 8_192;

    private final UserStore users;
    private final LoginThrottle throttle;
    private final VerifiedPasswords passwords;
    private final DigestLogins digests;

    public Authenticator(UserStore users, Clock clock) {
        SecureRandom random = new SecureRandom();
        this.users = users;
        this.throttle = new LoginThrottle(clock);
        this.passwords = new VerifiedPasswords(clock, random);
        this.digests = new DigestLogins(clock, random);
    }

    /**
     * What a request shows.
     *
     * @param target path and query as sent
     * @param authorization value of the header, if there is one
     * @param address that it comes from
     */
    public record Credentials(String method, String target, Optional<String> authorization, String address) {}

    /** Checks them. May take some tenths of a second. */
    public Login login(Credentials shown) throws InterruptedException {
        String header = shown.authorization().orElse("");
        if (header.isEmpty() || header.length() > HEADER_CHARACTERS_MAX) {
            return refused("", false);
        }
        if (startsWith(header, BASIC)) {
            return basic(header.substring(BASIC.length()).trim(), shown.address());
        }
        if (startsWith(header, DIGEST)) {
            return digest(header.substring(DIGEST.length()).trim(), shown);
        }
        if (startsWith(header, BEARER)) {
            return bearer(header.substring(BEARER.length()).trim(), shown.address());
        }
        return refused("", false);
    }

    private static boolean startsWith(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private Login refused(String name, boolean isStale) {
        return new Login.Refused(challenges(isStale), name, false);
    }

    private List<String> challenges(boolean isStale) {
        List<String> challenges = new ArrayList<>();
        if (isStale || users.all().stream().anyMatch(user -> user.digest().isPresent())) {
            challenges.add(digests.challenge(isStale));
        }
        if (!isStale) {
            challenges.add("Basic realm=\"" + User.REALM + "\", charset=\"UTF-8\"");
            challenges.add("Bearer realm=\"" + User.REALM + "\"");
        }
        return challenges;
    }

    private Login failed(String name, String address) {
        throttle.failed(address, name);
        return new Login.Refused(challenges(false), name, true);
    }

    private static Login throttled(String name) {
        return new Login.Throttled(Math.toIntExact(LoginThrottle.WINDOW.toSeconds()), name);
    }

    private Login basic(String encoded, String address) throws InterruptedException {
        Optional<String> pair = decoded(encoded);
        int colon = pair.map(text -> text.indexOf(':')).orElse(-1);
        if (colon < 0) {
            return failed("", address);
        }
        String name = pair.get().substring(0, colon);
        char[] password = pair.get().substring(colon + 1).toCharArray();
        try {
            Optional<User> user = users.find(name);
            if (user.isPresent() && passwords.isKnown(user.get(), password)) {
                return new Login.Accepted(user.get().identity());
            }
            if (throttle.isBlocked(address, name)) {
                return throttled(name);
            }
            Optional<Boolean> isRight = passwords.check(user, name, password);
            if (isRight.isEmpty()) {
                return throttled(name);
            }
            return isRight.get() ? new Login.Accepted(user.get().identity()) : failed(name, address);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static Optional<String> decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private Login digest(String text, Credentials shown) {
        Map<String, String> fields = DigestLogins.fields(text).orElse(Map.of());
        String name = fields.getOrDefault("username", "");
        if (throttle.isBlocked(shown.address(), name)) {
            return throttled(name);
        }
        Optional<User> user = users.find(name);
        // a digest that nothing matches stands for a user that there is not
        String digest = user.flatMap(User::digest).orElse("");
        Outcome outcome = digests.check(fields, digest, shown.method(), shown.target());
        return switch (outcome) {
            case ACCEPTED ->
                digest.isEmpty()
                        ? failed(name, shown.address())
                        : new Login.Accepted(user.get().identity());
            case STALE -> refused(name, true);
            case REFUSED -> failed(name, shown.address());
        };
    }

    /** A token cannot be guessed, so that a right one is good however many wrong ones there were. */
    private Login bearer(String token, String address) {
        Optional<User> user = users.ofToken(token);
        if (user.isPresent()) {
            return new Login.Accepted(user.get().identity());
        }
        return throttle.isBlocked(address, "") ? throttled("") : failed("", address);
    }
}
