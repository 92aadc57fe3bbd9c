/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.store.FolderFilter;
import dev.spoor.store.FolderScope;
import java.time.LocalDate;
import java.util.List;

/**
 * The folders that a verification needs: of the trails' root those of the wanted accounts, of these CloudTrail's with the
 * wanted regions, and of those the wanted days with some to spare. Folders that are not built that way are wanted whole.
 */
public final class EvidenceFolders implements FolderFilter {
    private static final String ROOT = "AWSLogs";
    private static final long DAY_MICROS = 24 * VerificationScope.HOUR_MICROS;

    /** Of years, months and days. */
    private static final int[] DATE_CHARS = {4, 2, 2};

    private static final int MONTHS = 12;
    private static final int DAYS_OF_MONTH_MAX = 31;

    /** Days that a folder holds beside its first: of one that names nothing, a year, a month, a day. */
    private static final int[] DAYS_MORE = {0, 366, 31, 0};

    /** Digests of a day also lie in the folder of the next. */
    private static final long DAYS_TO_SPARE = 2;

    private final String storeAddress;
    private final VerificationScope scope;
    private final long firstDay;
    private final long lastDay;

    /** @param storeAddress ends with '/' */
    public EvidenceFolders(String storeAddress, VerificationScope scope) {
        this.storeAddress = storeAddress;
        this.scope = scope;
        this.firstDay =
                Math.max(LocalDate.MIN.toEpochDay(), Math.floorDiv(scope.sinceMicros(), DAY_MICROS) - DAYS_TO_SPARE);
        this.lastDay = Math.floorDiv(scope.untilMicros(), DAY_MICROS) + DAYS_TO_SPARE;
    }

    private boolean isAnyTime() {
        return scope.sinceMicros() == Long.MIN_VALUE && scope.untilMicros() == Long.MAX_VALUE;
    }

    @Override
    public FolderScope scopeOf(String folderKey) {
        List<String> folders = List.of((storeAddress + folderKey).split("/"));
        int root = folders.lastIndexOf(ROOT);
        boolean isEverything =
                isAnyTime() && scope.accounts().isEmpty() && scope.regions().isEmpty();
        if (isEverything) {
            return FolderScope.EVERYTHING;
        }
        if (root < 0) {
            return FolderScope.FOLDERS;
        }
        List<String> below = folders.subList(root + 1, folders.size());
        int account = !below.isEmpty() && below.get(0).startsWith("o-") ? 1 : 0;
        return scopeBelow(below.subList(account, below.size()));
    }

    /** Of a path of account, service, region, year, month, day, or of its begin. */
    private FolderScope scopeBelow(List<String> path) {
        boolean isOtherAccount = path.size() > 0
                && !scope.accounts().isEmpty()
                && !scope.accounts().contains(path.get(0));
        boolean isOtherService = path.size() > 1
                && !path.get(1).equals("CloudTrail")
                && !path.get(1).startsWith("CloudTrail-");
        boolean isOtherRegion = path.size() > 2
                && !scope.regions().isEmpty()
                && !scope.regions().contains(path.get(2));
        if (isOtherAccount || isOtherService || isOtherRegion) {
            return FolderScope.NOTHING;
        }
        if (path.size() < 3) {
            return FolderScope.FOLDERS;
        }
        return isAnyTime() ? FolderScope.EVERYTHING : scopeOfDate(path.subList(3, path.size()));
    }

    private FolderScope scopeOfDate(List<String> date) {
        int[] numbers = {0, 1, 1};
        int known = Math.min(date.size(), numbers.length);
        for (int i = 0; i < known; i++) {
            if (!date.get(i).matches("[0-9]{" + DATE_CHARS[i] + "}")) {
                return FolderScope.EVERYTHING;
            }
            numbers[i] = Integer.parseInt(date.get(i));
        }
        boolean isDate = numbers[1] >= 1 && numbers[1] <= MONTHS && numbers[2] >= 1 && numbers[2] <= DAYS_OF_MONTH_MAX;
        if (!isDate) {
            return FolderScope.EVERYTHING;
        }
        if (known == 0) {
            return FolderScope.FOLDERS;
        }
        long first = LocalDate.of(numbers[0], numbers[1], 1).toEpochDay() + numbers[2] - 1;
        long last = first + DAYS_MORE[known];
        if (last < firstDay || first > lastDay) {
            return FolderScope.NOTHING;
        }
        return known == numbers.length ? FolderScope.EVERYTHING : FolderScope.FOLDERS;
    }
}
