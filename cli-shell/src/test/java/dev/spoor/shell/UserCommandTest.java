/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.server.audit.AuditLog;
import dev.spoor.server.audit.QueryAudit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands about servers: who may ask, and what was asked. */
class UserCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitCode run(String typed, String... words) {
        out.reset();
        err.reset();
        Streams streams = new Streams(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), out, err, false, false, false, 80);
        return new Shell(streams, CLOCK).run(List.of(words));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void usersAreAddedChangedListedAndRemoved() throws IOException {
        String users = folder.resolve("users.json").toString();
        assertEquals(
                ExitCode.OK,
                run(
                        "a long password\n",
                        "user",
                        "add",
                        "Ada",
                        "--users",
                        users,
                        "--account",
                        "111111111111",
                        "--hide",
                        "sourceIPAddress",
                        "--queries",
                        "2",
                        "--time",
                        "30s",
                        "--memory",
                        "1GB",
                        "--rows",
                        "5000",
                        "--digest"),
                this::said);
        assertEquals(ExitCode.OK, run("", "user", "add", "robot", "--users", users, "--tokens-only", "--admin"));
        assertEquals(ExitCode.OK, run("", "user", "token", "robot", "nightly", "--users", users, "--expires", "1d"));
        String token = said().strip();
        assertTrue(token.matches("spoor_[A-Za-z0-9_-]{43}"), token);
        String kept = Files.readString(Path.of(users));
        assertFalse(kept.contains(token) || kept.contains("a long password"), kept);
        assertEquals(ExitCode.OK, run("", "user", "list", "--users", users));
        assertEquals(
                "Ada\treader\tpassword, digest\taccounts 111111111111 without sourceIPAddress\t2 at a time, 30000 ms,"
                        + " 1.0 GB, 5000 rows\nrobot\tadmin\ttoken nightly until 2026-02-02T12:00:00Z\tall accounts\tno limits\n",
                said());
        assertEquals(ExitCode.OK, run("", "user", "revoke", "robot", "nightly", "--users", users));
        assertEquals(ExitCode.OK, run("another password\n", "user", "passwd", "ada", "--users", users));
        assertEquals(ExitCode.OK, run("", "user", "list", "--users", users));
        assertTrue(said().contains("Ada\treader\tpassword, digest\t") && said().contains("cannot log in"), said());
        assertEquals(ExitCode.OK, run("", "user", "remove", "ADA", "--users", users));
        assertEquals(ExitCode.OK, run("", "user", "list", "--users", users));
        assertFalse(said().contains("Ada"), said());
    }

    @Test
    void whatIsWrongIsSaidAndChangesNothing() throws IOException {
        String users = folder.resolve("users.json").toString();
        assertEquals(ExitCode.OK, run("", "user", "add", "robot", "--users", users, "--tokens-only"));
        String before = Files.readString(Path.of(users));
        for (List<String> wrong : List.of(
                List.of("add", "robot", "--tokens-only"),
                List.of("add", "a b", "--tokens-only"),
                List.of("add", "ROBOT", "--tokens-only"),
                List.of("add", "short"),
                List.of("add", "--tokens-only"),
                List.of("add", "x", "y", "--tokens-only"),
                List.of("add", "x", "--account", "12"),
                List.of("add", "x", "--rows", "0"),
                List.of("add", "x", "--time", "soon"),
                List.of("add", "x", "--nonsense"),
                List.of("passwd", "nobody"),
                List.of("remove", "nobody"),
                List.of("revoke", "robot", "nosuch"),
                List.of("token", "robot", "a b"),
                List.of("token", "robot"),
                List.of("nonsense", "x"))) {
            String[] words = new String[wrong.size() + 3];
            words[0] = "user";
            for (int i = 0; i < wrong.size(); i++) {
                words[i + 1] = wrong.get(i);
            }
            words[wrong.size() + 1] = "--users";
            words[wrong.size() + 2] = users;
            assertEquals(ExitCode.WRONG_USAGE, run("short\n", words), wrong + ": " + said());
            assertFalse(said().isEmpty());
            assertEquals(before, Files.readString(Path.of(users)), wrong.toString());
        }
        assertEquals(ExitCode.WRONG_USAGE, run("", "user", "list"));
        assertEquals(ExitCode.OK, run("", "user", "--help"));
        assertTrue(said().contains("--tokens-only"), said());
    }

    @Test
    void anAuditLogIsVerified() throws IOException {
        Path log = folder.resolve("audit");
        try (AuditLog writer = AuditLog.open(log, CLOCK)) {
            new QueryAudit(writer, warning -> {}).began("ada", "here", "SELECT 'x'", List.of());
        }
        assertEquals(ExitCode.OK, run("", "audit", "verify", log.toString()), this::said);
        assertTrue(said().startsWith("intact: 1 "), said());
        Path file = log.resolve("audit-00000001.log");
        Files.writeString(file, Files.readString(file).replace("'x'", "'y'"));
        assertEquals(ExitCode.QUERY_FAILED, run("", "audit", "verify", log.toString()));
        assertTrue(said().startsWith("broken: entry 1, in audit-00000001.log"), said());
        assertEquals(ExitCode.WRONG_USAGE, run("", "audit", "list"));
    }
}
