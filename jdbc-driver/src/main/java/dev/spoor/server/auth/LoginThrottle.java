/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed logins, by address and by name, and says when there were too many in a while. Holds a bounded number of both; the one
 * that was seen longest ago is forgotten first. Thread-safe.
 */
final class LoginThrottle {
    static final int FAILURES_OF_ADDRESS_MAX = 10;

    /** More, as somebody else's guesses must not easily lock a user out. */
    static final int FAILURES_OF_NAME_MAX = 50;

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int KEYS_MAX = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > KEYS_MAX;
        }
    };

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Failures since a time. */
    private record Failures(long sinceMillis, int count) {}

    private static String ofAddress(String address) {
        return "address " + address;
    }

    private static String ofName(String name) {
        return "name " + User.key(name);
    }

    /** Whether somebody there, or of that name, has to wait. */
    synchronized boolean isBlocked(String address, String name) {
        return count(ofAddress(address)) >= FAILURES_OF_ADDRESS_MAX || count(ofName(name)) >= FAILURES_OF_NAME_MAX;
    }

    private int count(String key) {
        Failures known = failures.get(key);
        return known == null || isOver(known) ? 0 : known.count();
    }

    private boolean isOver(Failures known) {
        return Math.abs(clock.millis() - known.sinceMillis()) >= WINDOW.toMillis();
    }

    /** @param name empty if none was claimed */
    synchronized void failed(String address, String name) {
        add(ofAddress(address));
        if (!name.isEmpty()) {
            add(ofName(name));
        }
    }

    private void add(String key) {
        Failures known = failures.get(key);
        failures.put(
                key,
                known == null || isOver(known)
                        ? new Failures(clock.millis(), 1)
                        : new Failures(known.sinceMillis(), known.count() + 1));
    }
}
