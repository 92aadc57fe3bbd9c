/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.prune.Verdict;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.Layout;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class CloudTrailLayoutTest {
    private static final FieldPath TIME = FieldPath.of("eventTime");
    private static final FieldPath REGION = FieldPath.of("awsRegion");
    private static final String EU_FILE = "123456789012_CloudTrail_eu-west-1_20240131T0905Z_AbCdEfGh12345678.json.gz";
    private static final String EU_KEY = "AWSLogs/123456789012/CloudTrail/eu-west-1/2024/01/31/" + EU_FILE;
    private final Layout layout = new CloudTrailLayout();

    private KeyFacts read(String address) {
        return layout.read(address, CloudTrailLayout.DEFAULT_LATENESS_MICROS, false);
    }

    private static long micros(String instant) {
        return TimeUnit.SECONDS.toMicros(Instant.parse(instant).getEpochSecond());
    }

    private static boolean mayHoldTime(KeyFacts facts, String instantOrNull) {
        return mayHold(facts, TIME, instantOrNull == null ? null : (Object) micros(instantOrNull));
    }

    private static boolean mayHold(KeyFacts facts, FieldPath path, Object valueOrNull) {
        return facts.hints().stream().filter(hint -> hint.path().equals(path)).allMatch(hint -> hint.mayHold()
                .contains(valueOrNull));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/b/AWSLogs/123456789012/CloudTrail/eu-west-1/2024/01/31/123456789012_CloudTrail_eu-west-1_20240131T0905Z_AbCdEfGh12345678.json.gz",
                "/b/pre/fix/AWSLogs/o-abc1234567/123456789012/CloudTrail/eu-west-1/2024/01/31/123456789012_CloudTrail_eu-west-1_20240131T0905Z_AbCdEfGh12345678.json.gz",
                "/b/AWSLogs/123456789012/CloudTrail-Insight/eu-west-1/2024/01/31/123456789012_CloudTrail-Insight_eu-west-1_20240131T0905Z_AbCdEfGh12345678.json.gz",
                "/b/AWSLogs/123456789012/CloudTrail-NetworkActivity/eu-west-1/2024/01/31/123456789012_CloudTrail-NetworkActivity_eu-west-1_20240131T0905Z_AbCdEfGh12345678.json.gz",
                "/b/AWSLogs/123456789012/CloudTrail-Aggregated/eu-west-1/2024/01/31/123456789012_CloudTrail-Aggregated_eu-west-1_20240131T0905Z_AbCdEfGh12345678.json.gz",
                "/CloudTrail/eu-west-1/2024/01/31/123456789012_CloudTrail_eu-west-1_20240131T0905Z_AbCdEfGh12345678.json.gz",
                "/eu-west-1/2024/01/31/123456789012_CloudTrail_eu-west-1_20240131T0905Z_AbCdEfGh12345678.json.gz",
                "/31/123456789012_CloudTrail_eu-west-1_20240131T0905ZAbCdEfGh12345678.json.gz",
                "x/123456789012_CloudTrail_eu-west-1_20240131T0905Z_AbCdEfGh12345678.JSON",
            })
    void trailFilesAtEveryLevelTellTimeAndRegion(String address) {
        KeyFacts facts = read(address);
        assertTrue(facts.isEventFile());
        assertTrue(mayHoldTime(facts, "2024-01-31T09:20:00Z"));
        assertFalse(mayHoldTime(facts, "2024-01-31T09:20:01Z"));
        assertTrue(mayHoldTime(facts, "2024-01-30T09:05:00Z"));
        assertFalse(mayHoldTime(facts, "2024-01-30T09:04:59Z"));
        assertTrue(mayHoldTime(facts, null));
        assertTrue(mayHold(facts, REGION, "eu-west-1"));
        assertTrue(mayHold(facts, REGION, "us-east-1"));
        assertTrue(mayHold(facts, REGION, null));
        assertFalse(mayHold(facts, REGION, "eu-west-2"));
    }

    @Test
    void withoutTrustInLatenessOnlyYoungerEventsAreExcluded() {
        KeyFacts facts = layout.read(EU_KEY, Layout.LATENESS_NOT_TRUSTED, false);
        assertTrue(mayHoldTime(facts, "1999-01-01T00:00:00Z"));
        assertFalse(mayHoldTime(facts, "2024-01-31T09:20:01Z"));
        KeyFacts hugeLateness = layout.read(EU_KEY, Long.MAX_VALUE - 1, false);
        assertTrue(mayHoldTime(hugeLateness, "1999-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "/b/AWSLogs/123456789012/CloudTrail-Digest/eu-west-1/2024/01/31/123456789012_CloudTrail-Digest_eu-west-1_management_us-east-1_20240131T090512Z.json.gz, CloudTrail digest files",
        "/31/123456789012_CloudTrail-Digest_eu-west-1_my_trail_us-east-1_20240131T090512Z_backfill.json.gz, CloudTrail digest files",
        "/b/AWSLogs/o-abc/123456789012/CloudTrail-Digest/eu-west-1/anything.json.gz, CloudTrail digest files",
        "/b/AWSLogs/123456789012/CloudTrail-Lake/Query/2024/01/31/0a1b/result_1.csv.gz, CloudTrail Lake query results",
        "/b/AWSLogs/123456789012/CloudTrail-Lake/Query/2024/01/31/0a1b/result_sign.json, CloudTrail Lake query results",
        "/b/AWSLogs/123456789012/Config/eu-west-1/2024/1/31/ConfigHistory/123456789012_Config_eu-west-1_ConfigHistory_AWS_S3_20240131T010203Z_1.json.gz, files of another service (Config)",
        "/loose/123456789012_Config_eu-west-1_ConfigSnapshot_20240131T010203Z_0b.json.gz, files of another service (Config)",
        "/b/AWSLogs/123456789012/GuardDuty/eu-west-1/2024/01/31/0a1b2c.jsonl.gz, files of another service (GuardDuty)",
        "/b/AWSLogs/o-abc/123456789012/WAFLogs/eu-west-1/acl/x.json, files of another service (WAFLogs)",
        "/b/AWSLogs/123456789012/vpcflowlogs/eu-west-1/2024/01/31/123456789012_vpcflowlogs_eu-west-1_fl-1_20240131T0905Z_1.log.gz, files of another service (vpcflowlogs)",
        "/b/AWSLogs/123456789012/CloudTrail/, folder markers",
        "/loose/notes.txt, files that are not named .json or .json.gz",
        "/loose/events.json.gz.part, files that are not named .json or .json.gz",
    })
    void everythingElseIsLeftOutWithAReason(String address, String reason) {
        KeyFacts facts = read(address);
        assertEquals(reason, facts.leftOutReasonOrNull());
        assertEquals(List.of(), facts.hints());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/loose/events.json",
                "/loose/a.ndjson.gz",
                "/loose/123456789012.json",
                "/loose/123456789012_notes_about_it.json",
                "/loose/CloudTrail/notes.json",
                "/b/AWSLogs/123456789012/loose.json.gz",
                "/b/AWSLogs/readme/loose.json.gz",
                "/b/AWSLogs/123456789012/CloudTrail/loose.json",
                "/b/AWSLogs/123456789012/2024/01/31/loose.json",
                "/home/AWSLogs-copy/123456789012/Config/loose.json",
            })
    void looseJsonFilesAreEventsWithoutHints(String address) {
        assertTrue(read(address).isEventFile());
        assertEquals(List.of(), read(address).hints());
    }

    @Test
    void aFileThatTheUserNamedIsReadWhateverItsEnding() {
        assertTrue(layout.read("/x/export.log", 0, true).isEventFile());
        assertFalse(layout.read("/x/" + EU_FILE.replace("CloudTrail", "CloudTrail-Digest"), 0, true)
                .isEventFile());
    }

    @Test
    void aLooseNameInADayFolderHasTheHintsOfTheFolder() {
        KeyFacts facts = read("/b/AWSLogs/123456789012/CloudTrail/eu-west-1/2024/01/31/part.json.gz");
        assertTrue(mayHoldTime(facts, "2024-02-01T00:15:00Z"));
        assertFalse(mayHoldTime(facts, "2024-02-01T00:15:01Z"));
        assertTrue(mayHoldTime(facts, "2024-01-30T00:00:00Z"));
        assertFalse(mayHoldTime(facts, "2024-01-29T23:59:59Z"));
        assertFalse(mayHold(facts, REGION, "eu-west-2"));
    }

    @Test
    void folderAndNameThatDisagreeAllowBothRegions() {
        KeyFacts facts = read("/b/AWSLogs/123456789012/CloudTrail/ap-south-1/2024/01/31/" + EU_FILE);
        assertTrue(mayHold(facts, REGION, "ap-south-1"));
        assertTrue(mayHold(facts, REGION, "eu-west-1"));
        assertFalse(mayHold(facts, REGION, "eu-west-2"));
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, us-east-1, eu-west-1",
        "cn-north-1, cn-northwest-1, us-west-2",
        "us-gov-east-1, us-gov-west-1, us-west-2",
    })
    void globalEventsOfThePartitionAreNeverExcluded(String keyRegion, String possible, String impossible) {
        KeyFacts facts = read("/x/123456789012_CloudTrail_" + keyRegion + "_20240131T0905Z_a.json.gz");
        assertTrue(mayHold(facts, REGION, possible));
        assertFalse(mayHold(facts, REGION, impossible));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-global", "us-iso-east-1", "us-isob-east-1", "eusc-de-east-1"})
    void unknownPartitionsTellNothingAboutTheRegion(String keyRegion) {
        KeyFacts facts = read("/x/123456789012_CloudTrail_" + keyRegion + "_20240131T0905Z_a.json.gz");
        assertTrue(mayHold(facts, REGION, "anything"));
        assertFalse(mayHoldTime(facts, "2025-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"19700101T0105Z", "20240230T0000Z", "20241301T0000Z", "20240131T2460Z", "20240131T09Z", "2024"})
    void stampsThatAreNoTimeTellNothing(String stamp) {
        KeyFacts facts = read("/x/123456789012_CloudTrail_eu-west-1_" + stamp + "_a.json.gz");
        assertTrue(facts.isEventFile());
        assertTrue(mayHoldTime(facts, "2099-01-01T00:00:00Z"));
        assertFalse(mayHold(facts, REGION, "eu-west-2"));
    }

    @Test
    void accountsInKeysProveNothing() {
        ScanConstraint other =
                ScanConstraint.of(FieldPath.of("recipientAccountId"), ValueSet.of(ValueKind.TEXT, "999999999999"));
        assertNotEquals(Verdict.NONE, other.judge(read(EU_KEY).hints()));
    }

    /** Delivery as measured: any delay from nothing to a month, clocks a little off, global events anywhere. */
    @Test
    void noDeliveredEventIsEverExcludedByALowerBound() {
        Random random = new Random(5);
        DateTimeFormatter stamps =
                DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
        long start = LocalDate.of(2023, 12, 1).toEpochDay() * 86_400;
        for (int i = 0; i < 2_000; i++) {
            long event = start + random.nextInt(90 * 86_400);
            long delivered = event - random.nextInt(600) + (long) (Math.pow(random.nextDouble(), 8) * 30 * 86_400);
            String stamp = stamps.format(Instant.ofEpochSecond(delivered));
            KeyFacts facts = layout.read(
                    "/x/123456789012_CloudTrail_eu-west-1_" + stamp + "_a.json.gz", Layout.LATENESS_NOT_TRUSTED, false);
            ColumnStats time = facts.hints().get(0);
            assertTrue(time.mayHold().contains(event * 1_000_000L), () -> "lost an event in the file of " + stamp);
        }
    }
}
