/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import dev.spoor.catalog.AccessPolicy;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who may log in.
 *
 * @param name as typed at a login; see {@link #isName}
 * @param password empty if they log in with tokens only
 * @param digest what DIGEST needs in place of the password, which is as good as the password for that: SHA-256 of
 *     {@code name:realm:password}, hexadecimal; empty unless it was asked for
 */
public record User(
        String name,
        Role role,
        Optional<PasswordHash> password,
        Optional<String> digest,
        List<AccessToken> tokens,
        AccessPolicy policy,
        UserLimits limits) {
    /** What DIGEST and BASIC name the whole of the server's data. */
    static final String REALM = "spoor";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    public User {
        tokens = List.copyOf(tokens);
    }

    /** Letters, digits, and {@code . _ @ -}; at most 64 of them. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Names match in any letter case, so that no two users look alike. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** What {@link #digest} is for a password. */
    public static String digestOf(String name, char[] password) {
        return Hashes.sha256(name + ":" + REALM + ":" + new String(password));
    }

    /** A user who cannot log in yet. */
    public static User of(String name, Role role, AccessPolicy policy, UserLimits limits) {
        return new User(name, role, Optional.empty(), Optional.empty(), List.of(), policy, limits);
    }

    Identity identity() {
        return new Identity(name, role, policy, limits);
    }

    public User withPassword(PasswordHash changed, Optional<String> changedDigest) {
        return new User(name, role, Optional.of(changed), changedDigest, tokens, policy, limits);
    }

    /** With one token more; INVALID_ARGUMENT if there is one of that name. */
    public User withToken(AccessToken token) {
        if (tokens.stream().anyMatch(known -> known.name().equals(token.name()))) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "the user " + name + " has a token " + token.name() + " already");
        }
        List<AccessToken> changed = new ArrayList<>(tokens);
        changed.add(token);
        return withTokens(changed);
    }

    /** INVALID_ARGUMENT if there is no token of that name. */
    public User withoutToken(String tokenName) {
        List<AccessToken> changed =
                tokens.stream().filter(token -> !token.name().equals(tokenName)).toList();
        if (changed.size() == tokens.size()) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "the user " + name + " has no token " + tokenName);
        }
        return withTokens(changed);
    }

    private User withTokens(List<AccessToken> changed) {
        return new User(name, role, password, digest, changed, policy, limits);
    }

    /** Without anything secret. */
    @Override
    public String toString() {
        return name;
    }
}
