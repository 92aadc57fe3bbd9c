/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.source.FileFilter;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.KeyFilter;
import dev.spoor.source.KeyParts;
import dev.spoor.source.Layout;
import dev.spoor.store.FolderScope;
import dev.spoor.store.KeyOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CloudTrailFolderScopesTest {
    private static final Layout LAYOUT = new CloudTrailLayout();
    private static final List<String> REGIONS =
            List.of("us-east-1", "eu-west-1", "eu-central-2", "cn-north-1", "us-gov-west-1", "ap-southeast-1");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT);

    private static long micros(String instant) {
        return TimeUnit.SECONDS.toMicros(Instant.parse(instant).getEpochSecond());
    }

    private static ScanConstraint times(ValueSet times) {
        return ScanConstraint.of(LAYOUT.paths().time(), times);
    }

    private static FolderScope scope(String address, ScanConstraint wanted) {
        return LAYOUT.scopeOf(address, 0, FileFilter.of(wanted), CloudTrailLayout.DEFAULT_LATENESS_MICROS);
    }

    /** Whether a listing of these scopes sees the key. */
    private static boolean isListed(String root, String key, ScanConstraint wanted, long lateness) {
        int depth = 0;
        for (int slash = -1; ; slash = key.indexOf('/', slash + 1)) {
            FolderScope scope =
                    LAYOUT.scopeOf(root + key.substring(0, slash + 1), depth++, FileFilter.of(wanted), lateness);
            String rest = key.substring(slash + 1);
            switch (scope.kind()) {
                case NOTHING -> {
                    return false;
                }
                case EVERYTHING -> {
                    return true;
                }
                case BETWEEN -> {
                    return (scope.fromOrNull() == null || KeyOrder.compare(rest, scope.fromOrNull()) >= 0)
                            && (scope.toOrNull() == null || KeyOrder.compare(rest, scope.toOrNull()) < 0);
                }
                case FOLDERS -> {
                    if (rest.indexOf('/') < 0) {
                        return true;
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyFileThatItsKeyDoesNotExcludeIsListed(long seed) {
        Random random = new Random(seed);
        int leftOut = 0;
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime delivered =
                    LocalDate.of(2025, 12, 1).atStartOfDay().plusMinutes(random.nextInt(90 * 24 * 60));
            String region = REGIONS.get(random.nextInt(REGIONS.size()));
            String key = "logs/AWSLogs/" + (random.nextBoolean() ? "o-abc/" : "") + "111122223333/"
                    + (random.nextInt(5) == 0 ? "CloudTrail-Insight/" : "CloudTrail/") + region + "/"
                    + delivered.toLocalDate().toString().replace('-', '/') + "/111122223333_CloudTrail_" + region + "_"
                    + STAMP.format(delivered) + "_abc.json.gz";
            // a trail may be opened at any level
            int cut = random.nextInt(3) == 0 ? 0 : indexOfSlash(key, random.nextInt(9)) + 1;
            String root = "s3://bucket/" + key.substring(0, cut);
            ScanConstraint wanted = constraint(random);
            long lateness =
                    random.nextInt(4) == 0 ? Layout.LATENESS_NOT_TRUSTED : TimeUnit.HOURS.toMicros(random.nextInt(60));
            KeyFacts facts = LAYOUT.read(root + key.substring(cut), lateness, false);
            if (facts.isEventFile() && !wanted.excludes(facts.hints())) {
                assertTrue(isListed(root, key.substring(cut), wanted, lateness), root + " | " + key + " | " + wanted);
            } else if (!isListed(root, key.substring(cut), wanted, lateness)) {
                leftOut++;
            }
        }
        assertTrue(leftOut > 5_000, "only " + leftOut + " files were not listed");
    }

    private static int indexOfSlash(String key, int count) {
        int at = -1;
        for (int i = 0; i < count && key.indexOf('/', at + 1) >= 0; i++) {
            at = key.indexOf('/', at + 1);
        }
        return at;
    }

    private static ScanConstraint constraint(Random random) {
        ScanConstraint wanted = ScanConstraint.all();
        long from = LocalDate.of(2025, 12, 1).toEpochDay() * CloudTrailTime.DAY_MICROS
                + (long) (random.nextDouble() * 90 * CloudTrailTime.DAY_MICROS);
        long to = from + (long) (random.nextDouble() * 10 * CloudTrailTime.DAY_MICROS);
        switch (random.nextInt(5)) {
            case 0 -> wanted = times(ValueSet.atLeast(ValueKind.TIMESTAMP, from));
            case 1 -> wanted = times(ValueSet.below(ValueKind.TIMESTAMP, to));
            case 2 ->
                wanted = times(ValueSet.between(ValueKind.TIMESTAMP, from, to).orNull());
            default -> wanted = times(ValueSet.between(ValueKind.TIMESTAMP, from, to));
        }
        return random.nextBoolean()
                ? wanted
                : wanted.and(
                        LAYOUT.paths().region(),
                        ValueSet.of(ValueKind.TEXT, REGIONS.get(random.nextInt(REGIONS.size()))));
    }

    @Test
    void aDayIsARangeOfItsRegion() {
        ScanConstraint day = times(
                ValueSet.between(ValueKind.TIMESTAMP, micros("2026-03-01T00:00:00Z"), micros("2026-03-01T23:59:59Z")));
        String region = "s3://b/AWSLogs/111122223333/CloudTrail/eu-west-1/";
        assertEquals(FolderScope.between("2026/02/28/", "2026/03/03/"), scope(region, day));
        assertEquals(FolderScope.between("28/", null), scope(region + "2026/02/", day));
        assertEquals(FolderScope.between(null, "03/"), scope(region + "2026/03/", day));
        assertEquals(FolderScope.EVERYTHING, scope(region + "2026/03/02/", day));
        assertEquals(FolderScope.NOTHING, scope(region + "2026/04/", day));
        assertEquals(FolderScope.NOTHING, scope(region + "2025/", day));
        assertEquals(FolderScope.FOLDERS, scope("s3://b/AWSLogs/111122223333/CloudTrail/", day));
        assertEquals(FolderScope.FOLDERS, scope("s3://b/AWSLogs/o-abc/111122223333/", day));
        assertEquals(FolderScope.NOTHING, scope("s3://b/AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/", day));
        assertEquals(FolderScope.NOTHING, scope("s3://b/AWSLogs/111122223333/Config/", day));
        assertEquals(FolderScope.EVERYTHING, scope("s3://b/AWSLogs/something/", day));
    }

    @Test
    void aRegionIsOneFolder() {
        ScanConstraint region = ScanConstraint.of(LAYOUT.paths().region(), ValueSet.of(ValueKind.TEXT, "eu-west-1"));
        String trail = "s3://b/AWSLogs/111122223333/CloudTrail/";
        assertEquals(FolderScope.EVERYTHING, scope(trail + "eu-west-1/", region));
        assertEquals(FolderScope.NOTHING, scope(trail + "eu-west-2/", region));
        assertEquals(FolderScope.NOTHING, scope(trail + "eu-west-1/", ScanConstraint.none()));
    }

    /** Wants one account and some days of each region. */
    private record Wanted(String account, Days days) implements KeyFilter {
        @Override
        public boolean excludes(KeyParts folder) {
            return folder.accountOrNull() != null && !folder.accountOrNull().equals(account);
        }

        @Override
        public Days daysOf(KeyParts folder, LocalDate first, LocalDate last) {
            assertEquals(account, folder.accountOrNull());
            return days;
        }
    }

    private static FolderScope scope(String address, ScanConstraint rows, KeyFilter keys) {
        return LAYOUT.scopeOf(address, 0, new FileFilter(rows, keys), CloudTrailLayout.DEFAULT_LATENESS_MICROS);
    }

    @Test
    void accountsAndDaysOfKeysAreFolders() {
        KeyFilter.Days march = new KeyFilter.Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31), false);
        KeyFilter wanted = new Wanted("111122223333", march);
        ScanConstraint any = ScanConstraint.all();
        String mine = "s3://b/AWSLogs/o-abc/111122223333/";
        assertEquals(FolderScope.FOLDERS, scope("s3://b/AWSLogs/o-abc/", any, wanted));
        assertEquals(FolderScope.FOLDERS, scope(mine, any, wanted));
        assertEquals(FolderScope.NOTHING, scope("s3://b/AWSLogs/o-abc/444455556666/", any, wanted));
        assertEquals(FolderScope.NOTHING, scope("s3://b/AWSLogs/444455556666/CloudTrail/", any, wanted));
        assertEquals(FolderScope.FOLDERS, scope(mine + "CloudTrail/", any, wanted));
        String region = mine + "CloudTrail/eu-west-1/";
        assertEquals(FolderScope.between("2026/03/01/", "2026/04/01/"), scope(region, any, wanted));
        ScanConstraint until = times(ValueSet.below(ValueKind.TIMESTAMP, micros("2026-03-10T12:00:00Z")));
        assertEquals(FolderScope.between("2026/03/01/", "2026/03/12/"), scope(region, until, wanted));
        ScanConstraint later = times(ValueSet.atLeast(ValueKind.TIMESTAMP, micros("2026-05-10T12:00:00Z")));
        assertEquals(FolderScope.NOTHING, scope(region, later, wanted));
        assertEquals(FolderScope.NOTHING, scope(region, any, new Wanted("111122223333", KeyFilter.Days.NONE)));
        assertEquals(FolderScope.EVERYTHING, scope(region, any, new Wanted("111122223333", KeyFilter.Days.ANY)));
    }
}
