/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import dev.spoor.catalog.AccessPolicy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A file of users that tests change. Their passwords are checked quickly. */
public final class TestUsers {
    private static final int ITERATIONS = 1_000;

    private final UsersFile file;
    private final SecureRandom random = new SecureRandom();

    public TestUsers(Path path, Clock clock) {
        this.file = new UsersFile(path);
    }

    public Path path() {
        return file.path();
    }

    private void add(
            String name, String password, boolean withDigest, Role role, AccessPolicy policy, UserLimits limits) {
        User user = new User(
                name,
                role,
                Optional.of(PasswordHash.of(password.toCharArray(), random, ITERATIONS)),
                withDigest ? Optional.of(User.digestOf(name, password.toCharArray())) : Optional.empty(),
                List.of(),
                policy,
                limits);
        file.change(users -> UsersFile.with(users, user));
    }

    public void add(String name, String password) {
        add(name, password, false, Role.READER, AccessPolicy.OPEN, UserLimits.NONE);
    }

    public void addAdmin(String name, String password) {
        add(name, password, false, Role.ADMIN, AccessPolicy.OPEN, UserLimits.NONE);
    }

    public void addWithDigest(String name, String password) {
        add(name, password, true, Role.READER, AccessPolicy.OPEN, UserLimits.NONE);
    }

    public void addSeeing(String name, String password, String account, String hidden) {
        AccessPolicy policy = new AccessPolicy(Optional.of(Set.of(account)), Set.of(hidden));
        add(name, password, false, Role.READER, policy, UserLimits.NONE);
    }

    public void addLimited(String name, String password, UserLimits limits) {
        add(name, password, false, Role.READER, AccessPolicy.OPEN, limits);
    }

    private void change(String name, UnaryOperator<User> change) {
        file.change(users -> UsersFile.changing(users, name, change));
    }

    public void restrict(String name, String account) {
        AccessPolicy policy = new AccessPolicy(Optional.of(Set.of(account)), Set.of());
        change(
                name,
                user -> new User(
                        user.name(),
                        user.role(),
                        user.password(),
                        user.digest(),
                        user.tokens(),
                        policy,
                        user.limits()));
    }

    public void remove(String name) {
        change(name, user -> null);
    }

    /** Makes a token and returns its text. */
    public String token(String name, String tokenName, long expiresMillis) {
        String text = AccessToken.newText(random);
        Instant expires = Instant.ofEpochMilli(expiresMillis);
        change(name, user -> user.withToken(new AccessToken(tokenName, AccessToken.hashOf(text), expires)));
        return text;
    }

    public void removeToken(String name, String tokenName) {
        change(name, user -> user.withoutToken(tokenName));
    }
}
