/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.integrity.PlantedTrail;
import dev.spoor.integrity.PlantedTrail.Mode;
import dev.spoor.integrity.PlantedTrail.Tampering;
import dev.spoor.s3.Gateway;
import dev.spoor.s3.MemoryS3;
import dev.spoor.s3.S3Answer;
import dev.spoor.s3.S3Request;
import dev.spoor.testing.DigestTrail;
import dev.spoor.testing.DigestTrail.ChainPlace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code spoor verify --format aws} prints what {@code aws cloudtrail validate-logs} prints, which is asked about the same
 * bucket, of a server in this process that also answers for CloudTrail. {@code -Dtests.aws=/usr/bin/aws} names that command,
 * and {@code -Dtests.iters} how many random trails are looked at besides one for each kind of tampering.
 */
@Tag("any-jdk")
@EnabledIfSystemProperty(named = "tests.aws", matches = ".+")
class AwsCommandTest {
    private static final int TRAILS = Integer.getInteger("tests.iters", 20);
    private static final long SEED = Long.getLong("tests.seed", 1);
    private static final long SECONDS_MAX = 120;
    private static final Instant START = Instant.parse("2024-03-09T20:00:00Z");

    @TempDir
    Path folder;

    /** What a command printed. */
    private record Printed(int code, String out, String err) {
        /** Each file's verdict; a file may be named by several lines. */
        Map<String, String> verdicts() {
            Map<String, String> verdicts = new TreeMap<>();
            Stream.concat(out.lines(), err.lines())
                    .map(line -> line.split("\t"))
                    .filter(parts -> parts.length == 3)
                    .forEach(parts -> verdicts.merge(parts[0] + " " + parts[1], parts[2], (a, b) -> a + ", " + b));
            return verdicts;
        }
    }

    /** A bucket and what CloudTrail says of it. */
    private static final class Aws implements Function<S3Request, S3Answer> {
        private final MemoryS3 bucket = new MemoryS3();
        private final PlantedTrail planted;
        private final ChainPlace place;

        Aws(PlantedTrail planted, ChainPlace place) {
            this.planted = planted;
            this.place = place;
            planted.trail()
                    .objects()
                    .values()
                    .forEach(object -> bucket.put(DigestTrail.key(object.name()), object.bytes(), object.metadata()));
        }

        @Override
        public S3Answer apply(S3Request request) {
            String target = request.headerOrNull("X-Amz-Target");
            if (target == null) {
                return bucket.apply(request);
            }
            return switch (target.substring(target.lastIndexOf('.') + 1)) {
                case "ListPublicKeys" -> json(planted.keysAnswer());
                case "DescribeTrails" ->
                    json("{\"trailList\": [{\"Name\": \"" + place.trail() + "\", \"S3BucketName\": \""
                            + DigestTrail.bucket(place.root() + "/") + "\"" + prefix() + ", \"IsOrganizationTrail\": "
                            + (place.organizationOrNull() != null) + ", \"TrailARN\": \"" + arn(place) + "\"}]}");
                case "DescribeOrganization" ->
                    json("{\"Organization\": {\"Id\": \"" + place.organizationOrNull() + "\"}}");
                default -> S3Answer.error(400, "NoSuchAction", target);
            };
        }

        private String prefix() {
            int slash = place.root().indexOf('/');
            return slash < 0 ? "" : ", \"S3KeyPrefix\": \"" + place.root().substring(slash + 1) + "\"";
        }

        private static S3Answer json(String text) {
            return new S3Answer(
                    200, Map.of("Content-Type", "application/x-amz-json-1.1"), text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String arn(ChainPlace place) {
        return "arn:aws:cloudtrail:" + place.homeRegion() + ":" + place.account() + ":trail/" + place.trail();
    }

    /** The same question for both. */
    private record Question(ChainPlace place, Instant since, Instant until, boolean isVerbose) {}

    private Printed aws(Gateway server, Question question) throws IOException, InterruptedException {
        Path config = folder.resolve("config");
        Files.writeString(config, "[default]\ns3 =\n  addressing_style = path\n");
        List<String> words = new ArrayList<>(List.of(
                System.getProperty("tests.aws"), "cloudtrail", "validate-logs", "--trail-arn", arn(question.place)));
        words.addAll(List.of("--region", question.place.region(), "--account-id", question.place.account()));
        words.addAll(List.of("--start-time", question.since.toString(), "--end-time", question.until.toString()));
        if (question.isVerbose) {
            words.add("--verbose");
        }
        Path out = folder.resolve("aws.out");
        Path err = folder.resolve("aws.err");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", server.address().toString(),
                        "AWS_CONFIG_FILE", config.toString(),
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_EC2_METADATA_DISABLED", "true"));
        Process process = builder.start();
        assertTrue(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS), "the command of AWS does not end");
        return new Printed(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Printed spoor(Gateway server, Question question, PlantedTrail planted) throws IOException {
        Path keys = folder.resolve("keys.json");
        Files.writeString(keys, planted.keysAnswer());
        List<String> words = new ArrayList<>(List.of("verify", "--logs", "s3://" + question.place.root()));
        words.addAll(List.of("--keys", keys.toString(), "--format", "aws", "--trail", arn(question.place)));
        words.addAll(List.of("--region", question.place.region(), "--account", question.place.account()));
        words.addAll(List.of("--since", question.since.toString(), "--until", question.until.toString()));
        words.addAll(List.of("--set", "cache=off", "--set", "cache.path=" + folder.resolve("cache")));
        server.settings().forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        if (question.isVerbose) {
            words.add("--verbose");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), out, err, false, false, false, 80);
        ExitCode code = new Shell(streams, Clock.fixed(planted.now(), ZoneOffset.UTC)).run(words);
        return new Printed(code.number(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Whether their verdict is another on purpose: we say more exactly what is wrong, and call wrong what is not whole. */
    private static boolean isOtherOnPurpose(String theirs, String ours) {
        return switch (ours) {
            // it prints what Python says of the text
            case "INVALID: signature verification failed" -> theirs.matches("INVALID: (Non-hex|Odd-length).*");
            // it hashes what is there of a file that was cut off
            case "INVALID: invalid format" -> theirs.matches("INVALID: hash value doesn't match|valid");
            // it looks at what is behind the first gzip member since May 2026
            case "INVALID: unexpected data after end of compressed stream" -> theirs.equals("valid");
            default -> false;
        };
    }

    /** True if not a letter differs. */
    private boolean compare(PlantedTrail planted, Question question) throws IOException, InterruptedException {
        String message = planted.done() + " " + question;
        try (Gateway server = new Gateway(new Aws(planted, question.place))) {
            Printed theirs = aws(server, question);
            Printed ours = spoor(server, question, planted);
            Map<String, String> verdicts = ours.verdicts();
            Map<String, String> left = new TreeMap<>(theirs.verdicts());
            boolean isOther = left.entrySet()
                    .removeIf(each ->
                            isOtherOnPurpose(each.getValue(), verdicts.getOrDefault(each.getKey(), "not named")));
            if (isOther) {
                verdicts.keySet().retainAll(left.keySet());
                assertEquals(left, verdicts, message);
                return false;
            }
            assertEquals(theirs.out, ours.out, message);
            assertEquals(theirs.err, ours.err, message);
            boolean isWrong = theirs.code != 0;
            assertTrue(!isWrong || ours.code == ExitCode.PROBLEM_FOUND.number(), message); // we find more
            return true;
        }
    }

    @Test
    void eachTamperingIsToldInTheSameWords() throws IOException, InterruptedException {
        Set<Tampering> others = EnumSet.noneOf(Tampering.class);
        for (Tampering tampering : Tampering.values()) {
            PlantedTrail planted = PlantedTrail.of(Mode.ORIGINAL, tampering);
            for (ChainPlace place : planted.places()) {
                String folder = "/" + place.account() + "/CloudTrail-Digest/" + place.region() + "/";
                Question question = new Question(place, START, planted.now(), true);
                if (planted.done().get(0).contains(folder) && !compare(planted, question)) {
                    others.add(tampering);
                }
            }
        }
        others.removeAll(EnumSet.of(Tampering.LOG_WITH_SECOND_MEMBER, Tampering.LOG_WITH_ZEROS_BEHIND));
        assertEquals(EnumSet.of(Tampering.SIGNATURE_NOT_HEXADECIMAL, Tampering.LOG_CUT_OFF), others);
    }

    @Test
    void partsOfRandomTrailsAreToldInTheSameWords() throws IOException, InterruptedException {
        int same = 0;
        for (long seed = SEED; seed < SEED + TRAILS; seed++) {
            Random random = new Random(seed);
            PlantedTrail planted = PlantedTrail.inBucket(seed);
            ChainPlace place =
                    planted.places().get(random.nextInt(planted.places().size()));
            Instant since = START.plus(30L * random.nextInt(24), ChronoUnit.MINUTES);
            Instant until = since.plus(30L * (1 + random.nextInt(40)), ChronoUnit.MINUTES);
            same += compare(planted, new Question(place, since, until, random.nextBoolean())) ? 1 : 0;
        }
        assertTrue(same >= TRAILS / 2, "only " + same + " of " + TRAILS);
    }
}
