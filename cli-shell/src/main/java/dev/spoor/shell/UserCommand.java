/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.Setting;
import dev.spoor.catalog.AccessPolicy;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.server.auth.AccessToken;
import dev.spoor.server.auth.PasswordHash;
import dev.spoor.server.auth.Role;
import dev.spoor.server.auth.User;
import dev.spoor.server.auth.UserLimits;
import dev.spoor.server.auth.UsersFile;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code spoor user}: changes the file of users of {@code spoor serve}. Passwords are typed or come from stdin, never as words. */
final class UserCommand {
    static final String WORD = "user";

    static final String USAGE = """
            usage: spoor user add NAME --users FILE [--admin] [--tokens-only] [--digest] [--account ID]... [--hide COLUMN]...
                              [--queries N] [--time TIME] [--memory SIZE] [--rows N]
                   spoor user passwd NAME --users FILE [--digest]
                   spoor user token NAME TOKEN --users FILE [--expires TIME]
                   spoor user revoke NAME TOKEN --users FILE
                   spoor user remove NAME --users FILE
                   spoor user list --users FILE

            Says who may ask a server, which reads the file again when it changes. A password is asked for, or read from
            stdin. token makes a bearer token and shows it, once.

              --users FILE         the file, which only its owner may read
              --admin              may also read what others asked: sys.queries
              --tokens-only        has no password
              --digest             may log in by DIGEST, which needs a second hash, of SHA-256, in the file
              --account ID         sees the events of this account only; may be repeated
              --hide COLUMN        does not see a column such as sourceIPAddress or userIdentity.accessKeyId; may be repeated
              --queries N --time TIME --memory SIZE --rows N
                                   at a time; of each query
              --expires TIME       from now on (90d)
            """;

    private static final Duration EXPIRY = Duration.ofDays(90);
    private static final int PASSWORD_BYTES_MAX = 4_096;

    private final Streams streams;
    private final Clock clock;
    private final Writer out;
    private final SecureRandom random = new SecureRandom();
    private final List<String> names = new ArrayList<>();
    private final Set<String> accounts = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();
    private Optional<UsersFile> file = Optional.empty();
    private Role role = Role.READER;
    private boolean hasPassword = true;
    private boolean hasDigest;
    private Duration expiry = EXPIRY;

    /** What limits a user: 0 where nothing does. */
    private int queries;

    private long rows;
    private Duration time = Duration.ZERO;
    private long memory;

    UserCommand(Streams streams, Clock clock, Writer out) {
        this.streams = streams;
        this.clock = clock;
        this.out = out;
    }

    /** Runs the words behind {@code user}; throws EngineException. */
    void run(List<String> words) throws UsageException, IOException {
        for (Iterator<String> left = words.iterator(); left.hasNext(); ) {
            word(left.next(), left);
        }
        String verb = names.isEmpty() ? "--help" : names.remove(0);
        if (verb.equals("--help")) {
            out.write(USAGE);
            return;
        }
        UsersFile users = file.orElseThrow(() -> new UsageException("user " + verb + " needs --users FILE"));
        switch (verb) {
            case "add" -> add(users, named(1).get(0));
            case "passwd" -> changePassword(users, named(1).get(0));
            case "token" -> addToken(users, named(2).get(0), names.get(1));
            case "revoke" -> revoke(users, named(2).get(0), names.get(1));
            case "remove" -> {
                String name = named(1).get(0);
                users.change(all -> UsersFile.changing(all, name, user -> null));
            }
            case "list" -> list(users);
            default ->
                throw new UsageException("do not know what to do with 'user " + verb + "'; see spoor user --help");
        }
    }

    private List<String> named(int count) throws UsageException {
        if (names.size() != count) {
            throw new UsageException(
                    count == 1 ? "give the name of one user" : "give the name of a user and that of a token");
        }
        return names;
    }

    private void word(String word, Iterator<String> left) throws UsageException {
        switch (word) {
            case "--admin" -> role = Role.ADMIN;
            case "--tokens-only" -> hasPassword = false;
            case "--digest" -> hasDigest = true;
            case "--help", "-h" -> names.add(0, "--help");
            case "--users" -> file = Optional.of(new UsersFile(OptionValue.path(word, value(word, left))));
            case "--account" -> accounts.add(account(value(word, left)));
            case "--hide" -> hidden.add(value(word, left));
            case "--queries" -> queries = OptionValue.positive(word, value(word, left));
            case "--rows" -> rows = OptionValue.positive(word, value(word, left));
            case "--time" -> time = OptionValue.span(word, value(word, left));
            case "--expires" -> expiry = OptionValue.span(word, value(word, left));
            case "--memory" -> memory = size(value(word, left));
            default -> {
                if (word.startsWith("-")) {
                    throw new UsageException("unknown option " + word + "; see spoor user --help");
                }
                names.add(word);
            }
        }
    }

    private static String value(String name, Iterator<String> left) throws UsageException {
        if (!left.hasNext()) {
            throw new UsageException(name + " needs a value");
        }
        return left.next();
    }

    private static String account(String text) throws UsageException {
        if (!text.matches("[0-9]{12}")) {
            throw new UsageException("--account takes twelve digits, not '" + text + "'");
        }
        return text;
    }

    private static long size(String text) throws UsageException {
        try {
            long bytes = Setting.bytes(text);
            if (bytes > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new UsageException("--memory takes a size such as 512MB or 2GB, not '" + text + "'");
    }

    private void add(UsersFile users, String name) throws IOException {
        char[] password = hasPassword ? password() : new char[0];
        AccessPolicy policy = new AccessPolicy(accounts.isEmpty() ? Optional.empty() : Optional.of(accounts), hidden);
        UserLimits limits = new UserLimits(queries, time, memory, rows);
        User user = User.of(name, role, policy, limits);
        User made = hasPassword ? user.withPassword(PasswordHash.of(password, random), digest(name, password)) : user;
        Arrays.fill(password, '\0');
        users.change(all -> UsersFile.with(all, made));
    }

    private Optional<String> digest(String name, char[] password) {
        return hasDigest ? Optional.of(User.digestOf(name, password)) : Optional.empty();
    }

    private void changePassword(UsersFile users, String name) throws IOException {
        users.change(all -> UsersFile.changing(all, name, user -> user)); // is there such a user?
        char[] password = password();
        PasswordHash hash = PasswordHash.of(password, random);
        users.change(all -> UsersFile.changing(all, name, user -> {
            boolean keepsDigest = hasDigest || user.digest().isPresent();
            return user.withPassword(
                    hash, keepsDigest ? Optional.of(User.digestOf(user.name(), password)) : Optional.empty());
        }));
        Arrays.fill(password, '\0');
    }

    private void addToken(UsersFile users, String name, String token) throws IOException {
        if (!User.isName(token)) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "'" + token + "' is no name of a token: those have 1 to 64 letters, digits and . _ @ -");
        }
        String text = AccessToken.newText(random);
        Instant expires = clock.instant().plus(expiry);
        users.change(all -> UsersFile.changing(
                all, name, user -> user.withToken(new AccessToken(token, AccessToken.hashOf(text), expires))));
        out.write(text + "\n");
    }

    private static void revoke(UsersFile users, String name, String token) {
        users.change(all -> UsersFile.changing(all, name, user -> user.withoutToken(token)));
    }

    private void list(UsersFile users) throws IOException {
        for (User user : users.read()) {
            StringBuilder line = new StringBuilder(user.name());
            line.append('\t').append(user.role().name().toLowerCase(Locale.ROOT));
            line.append('\t').append(ways(user));
            line.append('\t').append(sight(user.policy()));
            line.append('\t').append(limits(user.limits()));
            out.write(line.append('\n').toString());
        }
    }

    private static String ways(User user) {
        List<String> ways = new ArrayList<>();
        user.password().ifPresent(password -> ways.add("password"));
        user.digest().ifPresent(digest -> ways.add("digest"));
        user.tokens().forEach(token -> ways.add("token " + token.name() + " until " + token.expires()));
        return ways.isEmpty() ? "cannot log in" : String.join(", ", ways);
    }

    private static String sight(AccessPolicy policy) {
        String which = policy.accounts()
                .map(ids -> "accounts " + String.join(" ", ids.stream().sorted().toList()))
                .orElse("all accounts");
        return policy.hiddenColumns().isEmpty()
                ? which
                : which + " without "
                        + String.join(
                                " ", policy.hiddenColumns().stream().sorted().toList());
    }

    private static String limits(UserLimits limits) {
        List<String> texts = new ArrayList<>();
        if (limits.queriesMax() > 0) {
            texts.add(limits.queriesMax() + " at a time");
        }
        if (!limits.queryTime().isZero()) {
            texts.add(limits.queryTime().toMillis() + " ms");
        }
        if (limits.memoryBytes() > 0) {
            texts.add(Footer.bytes(limits.memoryBytes()));
        }
        if (limits.rowsMax() > 0) {
            texts.add(limits.rowsMax() + " rows");
        }
        return texts.isEmpty() ? "no limits" : String.join(", ", texts);
    }

    private char[] password() throws IOException {
        Console console = streams.inTerminal() ? System.console() : null;
        if (console == null) {
            return firstLine(streams.in());
        }
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Again: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "the two passwords are not the same");
        }
        return first;
    }

    private static char[] firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n' && line.size() < PASSWORD_BYTES_MAX; c = in.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).replaceAll("\r$", "").toCharArray();
    }
}
