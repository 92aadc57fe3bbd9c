/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.testing.DigestKey;
import dev.spoor.testing.DigestTrail;
import dev.spoor.testing.DigestTrail.ChainPlace;
import dev.spoor.testing.DigestTrail.SignedDigest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code spoor verify} as a user runs it: on a copy of a bucket with signatures in files beside the digests. */
class VerifyCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-03-10T06:30:00Z"), ZoneOffset.UTC);
    private static final String ARN = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main";
    private static final ChainPlace PLACE =
            new ChainPlace("bucket", null, "111122223333", "eu-west-1", "main", "eu-west-1", false);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final DigestTrail trail = new DigestTrail();
    private List<SignedDigest> chain;
    private Path logs;
    private Path keys;
    private String lake;

    @BeforeEach
    void deliver() throws IOException {
        Instant start = Instant.parse("2024-03-10T00:00:00Z");
        chain = trail.chain(PLACE, start, 6, DigestKey.ALL.subList(0, 2), () -> 2);
        SignedDigest newest = chain.get(5);
        trail.put(newest.name() + ".signature", newest.signature().getBytes(StandardCharsets.UTF_8), Map.of());
        logs = folder.resolve("logs");
        keys = folder.resolve("keys.json");
        Files.writeString(keys, DigestKey.answer(DigestKey.ALL));
    }

    private ExitCode run(String... words) {
        if (!Files.exists(logs)) {
            trail.writeTo(logs);
        }
        List<String> all = new ArrayList<>(List.of("verify", "--logs", logs.toString()));
        all.addAll(List.of("--set", "cache.path=" + folder.resolve("cache")));
        all.addAll(List.of(words));
        return shell(all.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private ExitCode shell(String... words) {
        out.reset();
        err.reset();
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), out, err, false, false, false, 80);
        return new Shell(streams, CLOCK).run(List.of(words));
    }

    private ExitCode ask(String sql) {
        String cache = "cache.path=" + folder.resolve("cache");
        return shell("--logs", logs.toString(), "--set", cache, "--stats", "off", "--no-header", "-c", sql);
    }

    @Test
    void whatIsWholeIsProvenAndNotReadAgain() {
        assertEquals(ExitCode.OK, run("--keys", keys.toString()), this::err);
        assertTrue(out().contains("digests: 6 valid\nlog files that they name: 12 valid\n"), this::out);
        assertTrue(out().contains("proven: 2024-03-10T00:00:00Z to 2024-03-10T06:00:00Z\n"), this::out);
        assertTrue(out().endsWith("known from before: 0\n0 problems, 0 remarks\n"), this::out);
        assertEquals(ExitCode.OK, run("--keys", keys.toString()));
        assertTrue(out().contains("read: 0 files, 0 B unpacked"), this::out);
        assertEquals(ExitCode.OK, run("--keys", keys.toString(), "--again"));
        assertTrue(out().contains("read: 12 files"), this::out);
    }

    @Test
    void problemsAreListedWithPlaceAndTime() throws IOException {
        String changed = chain.get(2).logs().get(0);
        trail.put(changed, DigestTrail.gzip("{\"Records\":[]}"), Map.of());
        String missing = trail.remove(chain.get(4).logs().get(1)).address();
        assertEquals(ExitCode.PROBLEM_FOUND, run("--keys", keys.toString()), this::err);
        assertTrue(out().contains("problem: log-changed " + logs + "/" + DigestTrail.key(changed) + "\n"), this::out);
        assertTrue(
                out().contains("problem: log-missing " + missing + "\n    it was delivered and is not there\n"
                        + "    trail main, account 111122223333, eu-west-1;"
                        + " 2024-03-10T04:00:00Z to 2024-03-10T05:00:00Z\n"),
                this::out);
        assertTrue(out().contains("log files that they name: 10 valid, 1 invalid, 1 missing\n"), this::out);
        assertTrue(out().endsWith("2 problems, 0 remarks\n"), this::out);
    }

    @Test
    void theFormOfAwsIsPrinted() {
        String missing = trail.remove(chain.get(4).logs().get(1)).address();
        ExitCode code = run(
                "--keys", keys.toString(), "--format", "aws", "--trail", ARN, "--since", "2024-03-10T02:00:00+01:00");
        assertEquals(ExitCode.PROBLEM_FOUND, code, this::err);
        assertEquals("Log file\t" + missing + "\tINVALID: not found\n\n", err());
        assertEquals("""
                Validating log files for trail %s between 2024-03-10T01:00:00Z and 2024-03-10T06:30:00Z

                Results requested for 2024-03-10T01:00:00Z to 2024-03-10T06:30:00Z
                Results found for 2024-03-10T01:00:00Z to 2024-03-10T06:00:00Z:

                6/6 digest files valid
                11/12 log files valid, 1/12 log files INVALID
                """.replace("%s", ARN), out());
    }

    @Test
    void aQueryOfTheVerdictStillTellsHowCompleteItIs() {
        trail.writeTo(logs);
        for (String column : List.of("eventName", "\"$verified\"")) {
            String sql = "SELECT " + column + " FROM events WHERE eventTime >= TIMESTAMP '2024-03-10 00:00:00'"
                    + " AND eventTime < TIMESTAMP '2024-03-10 06:00:00'";
            String cache = "cache.path=" + folder.resolve("cache");
            shell("--logs", logs.toString(), "--set", cache, "--stats", "json", "-c", sql);
            assertTrue(err().contains("\"hours\":"), this::err);
        }
    }

    @Test
    void filesWithoutAnyDigestAreOneRemarkForEachPlace() throws IOException {
        for (String day : List.of("01", "03", "09")) {
            String name = "111122223333_CloudTrail_eu-west-2_202403" + day + "T0005Z_abcdefghijklmnop.json.gz";
            trail.put(
                    "bucket/AWSLogs/111122223333/CloudTrail/eu-west-2/2024/03/" + day + "/" + name,
                    DigestTrail.gzip("{\"Records\":[]}"),
                    Map.of());
        }
        assertEquals(ExitCode.OK, run("--keys", keys.toString()), this::err);
        assertTrue(
                out().contains(
                                "remark: logs-uncovered\n    3 files: no digest covers their time: validation was off, or its"
                                        + " digest is not there yet\n    account 111122223333, eu-west-2;"
                                        + " 2024-03-01T00:05:00Z to 2024-03-09T00:06:00Z\n"),
                this::out);
        assertTrue(out().endsWith("0 problems, 1 remark\n"), this::out);
    }

    @Test
    void aTimeWithoutDigestsProvesNothing() {
        assertEquals(ExitCode.PROBLEM_FOUND, run("--keys", keys.toString(), "--since", "2024-03-10T06:20:00Z"));
    }

    @Test
    void queriesSeeWhatWasFoundOut() throws IOException {
        String changed = chain.get(2).logs().get(0);
        trail.put(changed, DigestTrail.gzip("{\"Records\":[{\"eventID\":\"e\"}]}"), Map.of());
        trail.log(PLACE, Instant.parse("2024-03-10T06:10:00Z"));
        trail.writeTo(logs);
        String byState = "SELECT \"$verified\", count(*) FROM events GROUP BY 1 ORDER BY 1 NULLS LAST";
        assertEquals(ExitCode.OK, ask(byState), this::err);
        assertEquals(",13\n", out());
        assertEquals(ExitCode.PROBLEM_FOUND, run("--keys", keys.toString()), this::err);
        assertEquals(ExitCode.OK, ask(byState), this::err);
        assertEquals("changed,1\nuncovered,1\nvalid,11\n", out());
        ask("SELECT count(*) FROM events WHERE \"$verified\" = 'valid'");
        assertEquals("11\n", out());
        ask("SELECT count(*) FROM events WHERE \"$verified\" <> 'valid' AND eventName IS NULL");
        assertEquals("1\n", out());
        ask("EXPLAIN SELECT eventName FROM events WHERE \"$verified\" = 'changed'");
        assertTrue(out().contains("after file: 1\n"), this::out);
        ask("SELECT state, files, files_valid, files_invalid FROM sys.digests ORDER BY key LIMIT 1 OFFSET 2");
        assertEquals("valid,2,1,1\n", out());
        ask("SELECT integrity, count(*) FROM sys.log_files GROUP BY 1 ORDER BY 1");
        assertEquals("changed,1\nuncovered,1\nvalid,11\n", out());
        ask("SELECT code, severity, files FROM sys.integrity_findings ORDER BY 1");
        assertEquals("log-changed,problem,1\nlogs-uncovered,remark,1\n", out());
        Files.writeString(logs.resolve(DigestTrail.key(changed)), "other bytes: nobody has verified them");
        ask("SELECT count(*) FROM sys.log_files WHERE integrity IS NULL");
        assertEquals("1\n", out());
    }

    @Test
    void rowsOfALakeAreVerifiedByTheFileTheyCameFrom() throws IOException {
        String changed = chain.get(2).logs().get(0);
        trail.put(changed, DigestTrail.gzip("{\"Records\":[{\"eventID\":\"e\"}]}"), Map.of());
        String lake = folder.resolve("lake").toString();
        trail.writeTo(logs);
        assertEquals(ExitCode.OK, shell("compact", "--logs", logs.toString(), "--lake", lake), this::err);
        assertEquals(ExitCode.PROBLEM_FOUND, run("--keys", keys.toString(), "--lake", lake), this::err);
        for (String events : List.of("events", "deliveries")) {
            String sql = "SELECT \"$verified\", count(*) FROM " + events + " GROUP BY 1 ORDER BY 1";
            assertEquals(
                    ExitCode.OK,
                    shell("--lake", lake, "--logs", logs.toString(), "--no-header", "--stats", "off", "-c", sql),
                    this::err);
            assertEquals("changed,1\nvalid,11\n", out());
        }
        String sql = "SELECT count(*) FROM events WHERE \"$verified\" = 'valid'";
        assertEquals(ExitCode.OK, shell("--lake", lake, "--no-header", "--stats", "off", "-c", sql), this::err);
        assertEquals("11\n", out());
    }

    /** What is asked of files, whether by their verdict or by name, is asked of the days only that they are about. */
    @Tag("any-jdk")
    @Test
    void dataFilesOfALakeAreSkippedByTheFilesThatWereVerified() throws IOException {
        DigestTrail days = new DigestTrail();
        chain = days.chain(PLACE, Instant.parse("2024-03-08T20:00:00Z"), 40, DigestKey.ALL.subList(0, 1), () -> 1);
        String changed = chain.get(10).logs().get(0);
        byte[] honest = days.get(changed).bytes();
        days.put(changed, DigestTrail.gzip("{\"Records\":[{\"eventTime\":\"2024-03-09T06:01:00Z\"}]}"), Map.of());
        days.writeTo(logs);
        lake = folder.resolve("lake").toString();
        assertEquals(ExitCode.OK, shell("compact", "--logs", logs.toString(), "--lake", lake), this::err);
        assertEquals(ExitCode.PROBLEM_FOUND, run("--keys", keys.toString(), "--lake", lake), this::err);
        assertEquals(
                "changed,1\nunproven,1\nvalid,38\n",
                askLake("SELECT \"$verified\", count(*) FROM events GROUP BY 1 ORDER BY 1"));
        String explained = askLake("EXPLAIN SELECT eventName FROM events WHERE \"$verified\" = 'changed'");
        assertTrue(explained.contains("after lake: day: 1\n"), explained);
        assertTrue(askLake("EXPLAIN SELECT eventName FROM events WHERE \"$path\" = '" + DigestTrail.key(changed) + "'")
                .contains("after lake: day: 1\n"));
        assertEquals("38\n", askLake("SELECT count(*) FROM events WHERE \"$verified\" = 'valid'"));
        assertEquals("1\n", askLake("SELECT count(*) FROM events WHERE \"$verified\" = 'changed'"));
        // the honest file is put back: what the lake has of the other one is not thereby valid
        Files.write(logs.resolve(DigestTrail.key(changed)), honest);
        for (int round = 0; round < 2; round++) {
            run("--keys", keys.toString(), "--lake", lake);
            assertEquals(
                    "1,unproven\n38,valid\n2,\n",
                    askLake("SELECT count(*), \"$verified\" FROM events GROUP BY 2 ORDER BY 2"));
            assertEquals("38\n", askLake("SELECT count(*) FROM events WHERE \"$verified\" = 'valid'"));
            shell("compact", "--logs", logs.toString(), "--lake", lake);
        }
    }

    private void delete(String name) throws IOException {
        Files.delete(logs.resolve(DigestTrail.key(name)));
    }

    /** Retention takes the oldest, and with them what they name; whatever else is gone is missing. */
    @Tag("any-jdk")
    @Test
    void digestsThatALakeKeepsStandInForThoseThatAreGone() throws IOException {
        trail.writeTo(logs);
        lake = folder.resolve("lake").toString();
        assertEquals(ExitCode.OK, shell("compact", "--logs", logs.toString(), "--lake", lake), this::err);
        for (SignedDigest old : chain.subList(0, 2)) {
            delete(old.name());
            for (String log : old.logs()) {
                delete(log);
            }
        }
        assertEquals(ExitCode.OK, run("--keys", keys.toString(), "--lake", lake), this::out);
        assertTrue(
                out().contains("remark: digests-kept\n    2 files: gone from their place, by retention or removed by"
                        + " somebody, and with them all 4 log files that they name; the lake keeps copies of these"
                        + " digests\n    trail main, account 111122223333, eu-west-1;"
                        + " 2024-03-10T00:00:00Z to 2024-03-10T02:00:00Z\n"),
                this::out);
        assertTrue(out().contains("digests: 4 valid\nlog files that they name: 8 valid\n"), this::out);
        String kept = "SELECT count(*), sum(files_missing) FROM sys.digests WHERE reason LIKE 'kept copy%'";
        assertEquals("2,4\n", askLake(kept));
        delete(chain.get(3).name());
        delete(chain.get(4).logs().get(0));
        assertEquals(ExitCode.PROBLEM_FOUND, run("--keys", keys.toString(), "--lake", lake), this::out);
        String missing = "problem: digest-missing " + logs + "/"
                + DigestTrail.key(chain.get(3).name())
                + "\n    its object is gone; kept copy: the lake's proves what it named\n";
        assertTrue(out().contains(missing), this::out);
        assertTrue(
                out().contains("digests: 3 valid, 1 missing\nlog files that they name: 7 valid, 1 missing\n"),
                this::out);
        assertTrue(out().contains("2 problems, 1 remark\n"), this::out);
        // without the copies
        assertEquals(ExitCode.PROBLEM_FOUND, run("--keys", keys.toString()), this::out);
        assertTrue(out().contains("digests: 2 valid, 2 missing, 1 not proven\n"), this::out);
        // a log file of the first digest is back: what else that names is missing
        Path first = logs.resolve(DigestTrail.key(chain.get(1).logs().get(0)));
        Files.write(first, trail.get(chain.get(1).logs().get(0)).bytes());
        assertEquals(ExitCode.PROBLEM_FOUND, run("--keys", keys.toString(), "--lake", lake), this::out);
        assertTrue(
                out().contains("digests: 3 valid, 2 missing\nlog files that they name: 8 valid, 2 missing\n"),
                this::out);
    }

    private String askLake(String sql) {
        ExitCode code = shell("--lake", lake, "--logs", logs.toString(), "--no-header", "--stats", "off", "-c", sql);
        assertEquals(ExitCode.OK, code, this::err);
        return out();
    }

    @Test
    void aPartOfABucketIsACopyOfWhatTheUserSays() {
        trail.writeTo(folder.resolve("all"));
        logs = folder.resolve("all").resolve("AWSLogs").resolve("111122223333");
        String cache = "cache.path=" + folder.resolve("cache");
        for (String original : List.of("", logs + "=")) {
            ExitCode code = shell(
                    "verify",
                    "--logs",
                    logs.toString(),
                    "--set",
                    cache,
                    "--keys",
                    keys.toString(),
                    "--account",
                    "111122223333",
                    "--original",
                    original + "s3://bucket/AWSLogs/111122223333");
            assertEquals(ExitCode.OK, code, this::out);
            assertTrue(out().contains("digests: 6 valid\nlog files that they name: 12 valid\n"), this::out);
        }
        assertEquals(ExitCode.PROBLEM_FOUND, run("--keys", keys.toString(), "--original", "s3://other/AWSLogs"));
        assertTrue(out().contains("problem: digest-moved "), this::out);
        assertEquals(ExitCode.WRONG_USAGE, run("--keys", keys.toString(), "--original", "elsewhere=s3://bucket/x"));
        assertEquals(ExitCode.WRONG_USAGE, run("--keys", keys.toString(), "--original", "/a/folder"));
    }

    @Test
    void usageIsChecked() {
        assertEquals(ExitCode.WRONG_USAGE, run(), this::err);
        assertTrue(err().contains("there are no public keys"), this::err);
        assertEquals(ExitCode.WRONG_USAGE, run("--keys", keys.toString(), "--trail", "arn:aws:s3:::bucket"));
        assertEquals(ExitCode.WRONG_USAGE, run("--keys", keys.toString(), "--account", "12"));
        assertEquals(ExitCode.WRONG_USAGE, run("--keys", keys.toString(), "--format", "aws"));
        assertEquals(
                ExitCode.WRONG_USAGE, run("--keys", keys.toString(), "--since", "2024-03-10", "--until", "2024-03-09"));
        assertEquals(ExitCode.OK, run("--help"));
        assertFalse(out().isEmpty());
    }
}
