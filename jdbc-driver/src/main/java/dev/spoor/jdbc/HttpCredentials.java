/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client shows a server to prove who it is: nothing, a bearer token, BASIC, or DIGEST with SHA-256 (RFC 7616). Thread-safe. */
final class HttpCredentials {
    private static final String SCHEME = "Digest ";
    private static final Pattern FIELD = Pattern.compile("([a-zA-Z]+)=(?:\"([^\"]*)\"|([^,\\s]+))");
    private static final int RANDOM_BYTES = 16;

    private final String constantOrNull;
    private final String user;
    private final String password;
    private final boolean isDigest;
    private final SecureRandom random = new SecureRandom();
    private Challenge challengeOrNull;
    private int count;

    private HttpCredentials(String constantOrNull, String user, String password, boolean isDigest) {
        this.constantOrNull = constantOrNull;
        this.user = user;
        this.password = password;
        this.isDigest = isDigest;
    }

    /** What a server said that the next proofs are made for. */
    private static final class Challenge {
        private final String realm;
        private final String nonce;

        Challenge(String realm, String nonce) {
            this.realm = realm;
            this.nonce = nonce;
        }
    }

    static HttpCredentials of(DriverSettings settings) throws SQLException {
        String token = settings.get(DriverProperty.TOKEN);
        String user = settings.get(DriverProperty.USER);
        String password = settings.get(DriverProperty.PASSWORD);
        String way = settings.get(DriverProperty.AUTHENTICATION).toUpperCase(Locale.ROOT);
        if (!List.of("BASIC", "DIGEST").contains(way)) {
            throw SqlFailures.invalid("'" + way + "' is not a value of " + DriverProperty.AUTHENTICATION.key()
                    + ": expected BASIC or DIGEST; a token needs neither");
        }
        if (!token.isEmpty()) {
            return new HttpCredentials("Bearer " + token, "", "", false);
        } else if (user.isEmpty() || way.equals("DIGEST")) {
            return new HttpCredentials(null, user, password, !user.isEmpty());
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new HttpCredentials("Basic " + Base64.getEncoder().encodeToString(pair), user, "", false);
    }

    /** The value of the header for a request; empty if there is nothing to show, or nothing yet. */
    synchronized Optional<String> header(String method, String target) {
        if (!isDigest || challengeOrNull == null) {
            return Optional.ofNullable(constantOrNull);
        }
        String realm = challengeOrNull.realm;
        String nonce = challengeOrNull.nonce;
        String nc = HexDigits.of(++count);
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String cnonce = HexDigits.of(bytes);
        String secret = sha256(user + ":" + realm + ":" + password);
        String response = sha256(String.join(":", secret, nonce, nc, cnonce, "auth", sha256(method + ":" + target)));
        return Optional.of(
                SCHEME + "username=\"" + user.replace("\"", "\\\"") + "\", realm=\"" + realm + "\", nonce=\"" + nonce
                        + "\", uri=\"" + target + "\", algorithm=SHA-256, qop=auth, nc=" + nc + ", cnonce=\"" + cnonce
                        + "\", response=\"" + response + "\"");
    }

    /**
     * Whether a request that was refused is worth another try, with a proof for what the server wants.
     *
     * @param challenges values of WWW-Authenticate
     * @param wasShown whether the request showed a proof; then only a stale nonce is worth it
     */
    synchronized boolean challenged(List<String> challenges, boolean wasShown) {
        if (!isDigest) {
            return false;
        }
        for (String text : challenges) {
            boolean isOurs = text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                    && "SHA-256".equalsIgnoreCase(field(text, "algorithm"));
            boolean isStale = "true".equalsIgnoreCase(field(text, "stale"));
            if (isOurs && (isStale || !wasShown)) {
                challengeOrNull = new Challenge(field(text, "realm"), field(text, "nonce"));
                count = 0;
                return true;
            }
        }
        return false;
    }

    private static String field(String challenge, String name) {
        for (Matcher matcher = FIELD.matcher(challenge); matcher.find(); ) {
            if (matcher.group(1).equalsIgnoreCase(name)) {
                return matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            }
        }
        return "";
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexDigits.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
