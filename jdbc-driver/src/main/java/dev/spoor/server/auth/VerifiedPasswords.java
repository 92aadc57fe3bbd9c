/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Checks passwords. BASIC sends the password with each request, and checking takes long on purpose: so one that was right is
 * remembered for a while, as an HMAC under a key of this process. At most a few are checked at a time. Thread-safe.
 */
final class VerifiedPasswords {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int REMEMBERED_MAX = 1_000;
    private static final int CHECKS_AT_A_TIME = 2;
    private static final long WAIT_SECONDS = 10;
    private static final int KEY_BYTES = 32;

    private final Clock clock;
    private final byte[] key = new byte[KEY_BYTES];

    /** What the password of a user that there is not is compared with, so that it takes as long. */
    private final PasswordHash nobodys;

    private final Semaphore checks = new Semaphore(CHECKS_AT_A_TIME);
    private final Map<String, Verified> verified = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    VerifiedPasswords(Clock clock, SecureRandom random) {
        this.clock = clock;
        random.nextBytes(key);
        this.nobodys = PasswordHash.ofNobody(random);
    }

    private record Verified(PasswordHash hash, long atMillis) {}

    private String proof(String name, char[] password) {
        String pair = User.key(name) + "\0" + new String(password);
        return Hashes.hex(Hashes.hmac(key, pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether it is known to be right without checking. */
    boolean isKnown(User user, char[] password) {
        synchronized (verified) {
            Verified known = verified.get(proof(user.name(), password));
            return known != null
                    && user.password().filter(known.hash()::equals).isPresent()
                    && Math.abs(clock.millis() - known.atMillis()) < REMEMBERED.toMillis();
        }
    }

    /** Whether a password is that of a user; empty if too many are being checked. */
    Optional<Boolean> check(Optional<User> user, String name, char[] password) throws InterruptedException {
        if (!checks.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            return Optional.empty();
        }
        try {
            Optional<PasswordHash> hash = user.flatMap(User::password);
            boolean isRight = hash.orElse(nobodys).matches(password) && hash.isPresent();
            if (isRight) {
                synchronized (verified) {
                    verified.put(proof(name, password), new Verified(hash.get(), clock.millis()));
                }
            }
            return Optional.of(isRight);
        } finally {
            checks.release();
        }
    }
}
