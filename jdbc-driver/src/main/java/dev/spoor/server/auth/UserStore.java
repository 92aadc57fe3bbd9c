/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import dev.spoor.error.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The users that may log in now: those of a file, which is read again when it has changed. A file that cannot be used any more has
 * no users, so that nobody who was removed stays; whoever runs the server is told. Thread-safe.
 */
public final class UserStore {
    /** How long a change of the file may go unnoticed. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final UsersFile file;
    private final Clock clock;
    private final Consumer<String> warnings;
    private volatile Users users;

    private UserStore(UsersFile file, Clock clock, Consumer<String> warnings, Users users) {
        this.file = file;
        this.clock = clock;
        this.warnings = warnings;
        this.users = users;
    }

    /** Opens a file; EngineException if it cannot be used. */
    public static UserStore open(UsersFile file, Clock clock, Consumer<String> warnings) {
        Stamp stamp = Stamp.of(file);
        return new UserStore(file, clock, warnings, new Users(file.read(), stamp, clock.millis()));
    }

    /** What tells whether a file is another one now. */
    private record Stamp(long modifiedMillis, long size, Object keyOrNull) {
        static Stamp of(UsersFile file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
            } catch (IOException e) {
                return new Stamp(0, -1, null);
            }
        }
    }

    /** What a file said, and when somebody looked whether it still does. */
    private static final class Users {
        private final List<User> all;
        private final Map<String, User> byName = new HashMap<>();
        private final Map<String, User> byToken = new HashMap<>();
        private final Stamp stamp;
        private volatile long lookedMillis;

        Users(List<User> all, Stamp stamp, long nowMillis) {
            this.all = all;
            this.stamp = stamp;
            this.lookedMillis = nowMillis;
            for (User user : all) {
                byName.put(User.key(user.name()), user);
                user.tokens().forEach(token -> byToken.put(token.hash(), user));
            }
        }
    }

    private Users current() {
        Users known = users;
        long now = clock.millis();
        if (Math.abs(now - known.lookedMillis) < LOOK_EVERY.toMillis()) {
            return known;
        }
        synchronized (this) {
            Stamp stamp = Stamp.of(file);
            if (!stamp.equals(users.stamp)) {
                users = read(stamp, now);
            }
            users.lookedMillis = now;
            return users;
        }
    }

    private Users read(Stamp stamp, long nowMillis) {
        try {
            return new Users(file.read(), stamp, nowMillis);
        } catch (EngineException e) {
            warnings.accept(e.getMessage() + "; nobody can log in until it is repaired");
            return new Users(List.of(), stamp, nowMillis);
        }
    }

    public List<User> all() {
        return current().all;
    }

    Optional<User> find(String name) {
        return Optional.ofNullable(current().byName.get(User.key(name)));
    }

    /** The user of a token that has not expired. */
    Optional<User> ofToken(String text) {
        String hash = AccessToken.hashOf(text);
        return Optional.ofNullable(current().byToken.get(hash)).filter(user -> user.tokens().stream()
                .anyMatch(token -> token.hash().equals(hash) && clock.instant().isBefore(token.expires())));
    }
}
