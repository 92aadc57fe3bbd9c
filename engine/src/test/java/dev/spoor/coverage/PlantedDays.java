/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.testing.DigestKey;
import dev.spoor.testing.DigestTrail;
import dev.spoor.testing.DigestTrail.ChainPlace;
import dev.spoor.testing.DigestTrail.SignedDigest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Days of three places with random troubles, and what has to be told of each hour. Two places of one account have digests,
 * the second of them is mostly quiet; the third, of another account, has none.
 */
final class PlantedDays {
    static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

    /** Days that a build plants, and as many as are asked for. */
    static final int HOURS = Integer.getInteger("tests.days", 8) * 24;

    private static final String BUCKET = "planted";
    private static final DigestKey KEY = DigestKey.ALL.get(0);
    private static final List<ChainPlace> PLACES = List.of(
            new ChainPlace(BUCKET, null, "111111111111", "eu-west-1", "main", "eu-west-1", false),
            new ChainPlace(BUCKET, null, "111111111111", "us-east-1", "main", "eu-west-1", false),
            new ChainPlace(BUCKET, null, "222222222222", "eu-west-1", "none", "eu-west-1", false));

    /** What is done to an hour. */
    enum Trouble {
        LOST_FILE,
        BROKEN_FILE,
        CHANGED_FILE,
        REPEATED_RECORD,
        LATE_FILE,
        LOST_DIGEST,
        BROKEN_DIGEST
    }

    /** What verification calls what is done. */
    private static final Map<Trouble, String> CODES = Map.of(
            Trouble.LOST_FILE, "log-missing",
            Trouble.BROKEN_FILE, "log-malformed",
            Trouble.CHANGED_FILE, "log-changed",
            Trouble.LOST_DIGEST, "digest-missing",
            Trouble.BROKEN_DIGEST, "digest-malformed");

    /** What nobody can tell without digests. */
    private static final Set<Trouble> DIGESTS_ONLY =
            EnumSet.of(Trouble.LOST_FILE, Trouble.CHANGED_FILE, Trouble.LOST_DIGEST, Trouble.BROKEN_DIGEST);

    /** What was delivered in an hour, and what became of it. */
    static final class Hour {
        final Instant begin;
        final List<String> delivered = new ArrayList<>();
        int files;
        int missing;
        int unreadable;
        int changed;
        int records;
        int repeats;
        int late;
        int offSeconds;
        String digest = "yes";

        /** What was done to files, as verification calls it, and their keys; without digests nothing is told by it. */
        final List<String> tampered = new ArrayList<>();

        Hour(Instant begin) {
            this.begin = begin;
        }

        /** @param isVerified whether hashes were looked at */
        String state(boolean isVerified) {
            if (missing > 0) {
                return "missing";
            }
            if (isVerified && changedOrBroken() > 0) {
                return "changed";
            }
            if (unreadable > 0) {
                return "unreadable";
            }
            if (digest.equals("yes")) {
                return files > 0 ? "complete" : "quiet";
            }
            if (offSeconds > 0) {
                return "off";
            }
            return files > 0 ? "unconfirmed" : "unknown";
        }

        /** Files that are not what was delivered, as far as a digest says what that is. */
        int changedOrBroken() {
            return changed + unreadable;
        }
    }

    private final Random random;
    private final DigestTrail trail = new DigestTrail();
    private final Map<ChainPlace, List<Hour>> hours = new LinkedHashMap<>();
    private final Map<String, Integer> recordCounts = new TreeMap<>();
    private final int stopHour;
    private final int startHour;
    private int serial;

    PlantedDays(long seed) {
        random = new Random(seed);
        stopHour = HOURS / 3 + random.nextInt(HOURS / 3);
        startHour = stopHour + 2 + random.nextInt(10);
        for (ChainPlace place : PLACES) {
            List<Hour> ofPlace = new ArrayList<>();
            for (int i = 0; i < HOURS; i++) {
                ofPlace.add(new Hour(START.plus(i, ChronoUnit.HOURS)));
            }
            hours.put(place, ofPlace);
            Map<Integer, Trouble> troubles = troubles(place);
            for (int i = 0; i < HOURS; i++) {
                deliver(place, i, troubles.get(i));
            }
            if (hasDigests(place)) {
                sign(place);
            } else {
                ofPlace.forEach(hour -> hour.digest = "unknown");
            }
            troubles.forEach((hour, trouble) -> plant(place, ofPlace.get(hour), trouble));
        }
    }

    static boolean hasDigests(ChainPlace place) {
        return !place.trail().equals("none");
    }

    private Map<Integer, Trouble> troubles(ChainPlace place) {
        Map<Integer, Trouble> troubles = new TreeMap<>();
        for (Trouble trouble : Trouble.values()) {
            boolean isOfDigests = DIGESTS_ONLY.contains(trouble);
            for (int i = 0; i < 3 && (hasDigests(place) || !isOfDigests); i++) {
                int hour = 1 + random.nextInt(HOURS - 2);
                boolean isNearPause = Math.abs(hour - stopHour) < 3 || hour >= stopHour && hour <= startHour + 3;
                // without a digest, the one before it cannot be proven
                boolean isAlone = !troubles.containsKey(hour - 1) && !troubles.containsKey(hour + 1);
                if (!isNearPause && isAlone) {
                    troubles.putIfAbsent(hour, trouble);
                }
            }
        }
        return troubles;
    }

    /** When no trail logged. */
    Instant stopped() {
        return START.plus(stopHour, ChronoUnit.HOURS).plus(20, ChronoUnit.MINUTES);
    }

    /** When it logged again. */
    Instant started() {
        return START.plus(startHour, ChronoUnit.HOURS).plus(40, ChronoUnit.MINUTES);
    }

    private boolean isOff(ChainPlace place, int hour) {
        return hasDigests(place) && hour > stopHour && hour < startHour;
    }

    private void deliver(ChainPlace place, int index, Trouble troubleOrNull) {
        Hour hour = hours.get(place).get(index);
        boolean isHome = place.equals(PLACES.get(0));
        if (hasDigests(place) && index >= stopHour && index <= startHour) {
            if (isHome && index == stopHour) {
                add(place, hour, 22, call(place, hour.begin.plus(20, ChronoUnit.MINUTES), "StopLogging"));
            }
            if (isHome && index == startHour) {
                add(place, hour, 45, call(place, hour.begin.plus(40, ChronoUnit.MINUTES), "StartLogging"));
            }
            hour.offSeconds = isOff(place, index) ? 3_600 : 2_400;
            return;
        }
        boolean isQuiet = place.equals(PLACES.get(1)) && random.nextInt(10) > 0;
        int count = troubleOrNull != null ? 1 + random.nextInt(2) : isQuiet ? 0 : random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String[] records = new String[1 + random.nextInt(3)];
            Arrays.setAll(records, each -> call(place, hour.begin.plus(5, ChronoUnit.MINUTES), "GetObject"));
            add(place, hour, 10 + 5 * i, records);
        }
        if (troubleOrNull == Trouble.REPEATED_RECORD) {
            String record = call(place, hour.begin.plus(6, ChronoUnit.MINUTES), "GetObject");
            add(place, hour, 30, record);
            add(place, hour, 31, record, call(place, hour.begin.plus(7, ChronoUnit.MINUTES), "GetObject"));
            hour.repeats++;
        }
        if (troubleOrNull == Trouble.LATE_FILE) {
            add(place, hour, 40, call(place, hour.begin.minus(5, ChronoUnit.HOURS), "GetObject"));
            hour.late++;
        }
    }

    private void add(ChainPlace place, Hour hour, int minute, String... records) {
        String name = trail.log(place, hour.begin.plus(minute, ChronoUnit.MINUTES));
        trail.put(name, DigestTrail.gzip("{\"Records\":[" + String.join(",", records) + "]}"), Map.of());
        hour.delivered.add(name);
        recordCounts.put(name, records.length);
        hour.files++;
        hour.records += records.length;
    }

    private String call(ChainPlace place, Instant time, String name) {
        boolean isOfTrail = name.endsWith("Logging");
        return "{\"eventVersion\":\"1.08\",\"eventTime\":\"" + time + "\",\"awsRegion\":\"" + place.region()
                + "\",\"eventID\":\"" + new UUID(++serial, 11) + "\",\"eventName\":\"" + name + "\",\"eventSource\":\""
                + (isOfTrail ? "cloudtrail" : "s3") + ".amazonaws.com\",\"recipientAccountId\":\"" + place.account()
                + "\",\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::111111111111:user/mallory\"},"
                + "\"requestParameters\":{\"name\":\"" + (isOfTrail ? "main" : "x") + "\"}}";
    }

    private void sign(ChainPlace place) {
        SignedDigest before = null;
        for (int i = 0; i < HOURS; i++) {
            Hour hour = hours.get(place).get(i);
            if (isOff(place, i)) {
                hour.digest = "no";
                before = null;
                continue;
            }
            Instant begin = i == startHour ? hour.begin.plus(40, ChronoUnit.MINUTES) : hour.begin;
            Instant end = hour.begin.plus(i == stopHour ? Duration.ofMinutes(20) : Duration.ofHours(1));
            hour.digest = i == startHour || i == stopHour ? "part" : "yes";
            before = trail.digest(place, begin, end, KEY, before, hour.delivered);
        }
    }

    private void plant(ChainPlace place, Hour hour, Trouble trouble) {
        String digest = DigestTrail.nameOf(place, hour.begin.plus(1, ChronoUnit.HOURS));
        String code = CODES.get(trouble);
        if (code != null) {
            String name = code.startsWith("digest") ? digest : hour.delivered.get(0);
            hour.tampered.add(code + " " + DigestTrail.key(name));
        }
        switch (trouble) {
            case LOST_FILE -> {
                trail.remove(hour.delivered.get(0));
                hour.records -= recordCounts.remove(hour.delivered.get(0));
                hour.files--;
                hour.missing++;
            }
            case BROKEN_FILE -> {
                hour.records -= recordCounts.remove(hour.delivered.get(0));
                trail.put(hour.delivered.get(0), "no gzip at all".getBytes(StandardCharsets.UTF_8), Map.of());
                hour.unreadable++;
            }
            case CHANGED_FILE -> {
                hour.records += 1 - recordCounts.remove(hour.delivered.get(0));
                String other = call(place, hour.begin.plus(4, ChronoUnit.MINUTES), "ListBuckets");
                trail.put(hour.delivered.get(0), DigestTrail.gzip("{\"Records\":[" + other + "]}"), Map.of());
                hour.changed++;
            }
            case REPEATED_RECORD, LATE_FILE -> {} // delivered that way
            case LOST_DIGEST -> {
                trail.remove(digest);
                hour.digest = "no";
            }
            case BROKEN_DIGEST -> {
                trail.put(digest, "no gzip at all".getBytes(StandardCharsets.UTF_8), Map.of());
                hour.digest = "unknown";
            }
        }
    }

    Map<ChainPlace, List<Hour>> hours() {
        return hours;
    }

    /** What CloudTrail answers when it is asked for public keys. */
    static String keys() {
        return DigestKey.answer(List.of(KEY));
    }

    void writeTo(Path folder) {
        trail.writeTo(folder);
    }

    /** Log files of the first hours and everything else, as far as it is not there yet. */
    void writeTo(Path folder, int hoursOfLogs) {
        DigestTrail early = new DigestTrail();
        Set<String> later = new HashSet<>();
        hours.values()
                .forEach(ofPlace -> ofPlace.subList(hoursOfLogs, HOURS).forEach(hour -> later.addAll(hour.delivered)));
        trail.objects().values().stream()
                .filter(object -> !later.contains(object.name()))
                .filter(object -> !Files.exists(folder.resolve(DigestTrail.key(object.name()))))
                .forEach(object -> early.put(object.name(), object.bytes(), object.metadata()));
        early.writeTo(folder);
    }
}
