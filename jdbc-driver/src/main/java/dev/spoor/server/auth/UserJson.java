/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spoor.Setting;
import dev.spoor.catalog.AccessPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Users as JSON:
 *
 * <pre>{@code
 * {"version": 1, "users": [{"name": "alice", "role": "reader", "password": "pbkdf2-sha256$...", "digest": "...",
 *   "tokens": [{"name": "tableau", "sha256": "...", "expires": "2027-01-01T00:00:00Z"}],
 *   "accounts": ["111111111111"], "hide": ["sourceIPAddress"],
 *   "limits": {"queries": 4, "time": "5m", "memory": "1GB", "rows": 1000000}}]}
 * }</pre>
 *
 * Only name and role must be there. A name that is none of these is an error, so that no restriction is lost by a slip of the pen.
 */
final class UserJson {
    private static final int VERSION = 1;
    private static final Set<String> OF_FILE = Set.of("version", "users");
    private static final Set<String> OF_USER =
            Set.of("name", "role", "password", "digest", "tokens", "accounts", "hide", "limits");
    private static final Set<String> OF_TOKEN = Set.of("name", "sha256", "expires");
    private static final Set<String> OF_LIMITS = Set.of("queries", "time", "memory", "rows");

    private UserJson() {}

    /** Throws IllegalArgumentException, saying what is wrong. */
    static List<User> read(JsonNode file) {
        requireOnly(file, OF_FILE, "the file");
        if (!file.path("version").isInt() || file.path("version").intValue() != VERSION) {
            throw new IllegalArgumentException("it is not of version " + VERSION);
        }
        List<User> users = new ArrayList<>();
        for (JsonNode user : array(file, "users")) {
            users.add(user(user));
        }
        return users;
    }

    private static User user(JsonNode user) {
        requireOnly(user, OF_USER, "a user");
        String name = text(user, "name")
                .filter(User::isName)
                .orElseThrow(() -> new IllegalArgumentException("a user has no name, or none that is allowed"));
        try {
            return new User(
                    name,
                    role(text(user, "role").orElse("")),
                    text(user, "password").map(PasswordHash::parse),
                    text(user, "digest"),
                    tokens(array(user, "tokens")),
                    new AccessPolicy(
                            user.has("accounts") ? Optional.of(texts(user, "accounts")) : Optional.empty(),
                            texts(user, "hide")),
                    limits(user.path("limits")));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException("user " + name + ": " + e.getMessage(), e);
        }
    }

    private static Role role(String text) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("the role is reader or admin, not '" + text + "'");
    }

    private static List<AccessToken> tokens(Iterable<JsonNode> array) {
        List<AccessToken> tokens = new ArrayList<>();
        for (JsonNode token : array) {
            requireOnly(token, OF_TOKEN, "a token");
            tokens.add(new AccessToken(
                    required(token, "name"), required(token, "sha256"), Instant.parse(required(token, "expires"))));
        }
        return tokens;
    }

    private static UserLimits limits(JsonNode limits) {
        if (limits.isMissingNode()) {
            return UserLimits.NONE;
        }
        requireOnly(limits, OF_LIMITS, "limits");
        return new UserLimits(
                Math.toIntExact(number(limits, "queries")),
                text(limits, "time").map(Setting::duration).orElse(Duration.ZERO),
                text(limits, "memory").map(Setting::bytes).orElse(0L),
                number(limits, "rows"));
    }

    private static void requireOnly(JsonNode node, Set<String> names, String what) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(what + " is no JSON object");
        }
        for (Iterator<String> name = node.fieldNames(); name.hasNext(); ) {
            String found = name.next();
            if (!names.contains(found)) {
                throw new IllegalArgumentException(
                        what + " has '" + found + "', which is none of " + new TreeSet<>(names));
            }
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw new IllegalArgumentException("'" + name + "' is no text");
        }
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.textValue());
    }

    private static String required(JsonNode node, String name) {
        return text(node, name).orElseThrow(() -> new IllegalArgumentException("'" + name + "' is missing"));
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && (!value.isIntegralNumber() || value.longValue() < 1)) {
            throw new IllegalArgumentException("'" + name + "' is no number from 1 on");
        }
        return value.longValue();
    }

    private static Iterable<JsonNode> array(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isArray()) {
            throw new IllegalArgumentException("'" + name + "' is no array");
        }
        return value;
    }

    private static Set<String> texts(JsonNode node, String name) {
        Set<String> texts = new HashSet<>();
        for (JsonNode text : array(node, name)) {
            if (!text.isTextual()) {
                throw new IllegalArgumentException("'" + name + "' holds what is no text");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    static ObjectNode write(List<User> users) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("version", VERSION);
        ArrayNode list = file.putArray("users");
        for (User user : users) {
            ObjectNode node = list.addObject();
            node.put("name", user.name());
            node.put("role", user.role().name().toLowerCase(Locale.ROOT));
            user.password().ifPresent(password -> node.put("password", password.toString()));
            user.digest().ifPresent(digest -> node.put("digest", digest));
            write(user.tokens(), node);
            user.policy().accounts().ifPresent(accounts -> write(accounts, node.putArray("accounts")));
            if (!user.policy().hiddenColumns().isEmpty()) {
                write(user.policy().hiddenColumns(), node.putArray("hide"));
            }
            write(user.limits(), node);
        }
        return file;
    }

    private static void write(Set<String> texts, ArrayNode array) {
        new TreeSet<>(texts).forEach(array::add);
    }

    private static void write(List<AccessToken> tokens, ObjectNode user) {
        if (tokens.isEmpty()) {
            return;
        }
        ArrayNode array = user.putArray("tokens");
        for (AccessToken token : tokens) {
            ObjectNode node = array.addObject();
            node.put("name", token.name());
            node.put("sha256", token.hash());
            node.put("expires", token.expires().toString());
        }
    }

    private static void write(UserLimits limits, ObjectNode user) {
        if (limits.equals(UserLimits.NONE)) {
            return;
        }
        ObjectNode node = user.putObject("limits");
        if (limits.queriesMax() > 0) {
            node.put("queries", limits.queriesMax());
        }
        if (!limits.queryTime().isZero()) {
            node.put("time", limits.queryTime().toMillis() + "ms");
        }
        if (limits.memoryBytes() > 0) {
            node.put("memory", limits.memoryBytes() + "B");
        }
        if (limits.rowsMax() > 0) {
            node.put("rows", limits.rowsMax());
        }
    }
}
