/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueSet;
import dev.spoor.source.Layout;
import dev.spoor.store.FolderScope;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which folders of a trail a question needs: those of its regions, and in them the days in which its events can have been
 * delivered. Above the regions every folder is looked into, whatever accounts and organizations there are.
 */
final class CloudTrailFolderScopes {
    /** Outside of a trail, folders are looked into one by one down to here; deeper ones are taken whole. */
    private static final int DEPTH_MAX = 3;

    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final String ROOT = "/AWSLogs/";

    private CloudTrailFolderScopes() {}

    /** As {@link Layout#scopeOf} says. */
    static FolderScope of(String address, int depth, ScanConstraint wanted, long latenessMicrosMax) {
        if (wanted.isNone()) {
            return FolderScope.NOTHING;
        }
        CloudTrailFolders folders = CloudTrailFolders.of(address);
        String service = folders.serviceOrNull();
        if (service == null) {
            return aboveServices(address, depth);
        }
        if (!CloudTrailLayout.hasEvents(service)) {
            return FolderScope.NOTHING;
        }
        String region = folders.regionOrNull();
        if (region == null) {
            return address.endsWith("/" + service + "/") ? FolderScope.FOLDERS : FolderScope.EVERYTHING;
        }
        if (CloudTrailLayout.excludesRegion(wanted, region)) {
            return FolderScope.NOTHING;
        }
        String trail = "/" + service + "/" + region + "/";
        String belowRegion = address.substring(address.lastIndexOf(trail) + trail.length());
        return days(belowRegion, wanted, latenessMicrosMax);
    }

    /** Organization and account of a trail, or folders that may have a trail below them. */
    private static FolderScope aboveServices(String address, int depth) {
        int root = address.lastIndexOf(ROOT);
        if (root < 0) {
            return depth <= DEPTH_MAX ? FolderScope.FOLDERS : FolderScope.EVERYTHING;
        }
        String[] below = address.substring(root + ROOT.length()).split("/");
        for (String folder : below) {
            if (!folder.isEmpty() && !folder.startsWith("o-") && !CloudTrailTime.isAccount(folder)) {
                return FolderScope.EVERYTHING;
            }
        }
        return FolderScope.FOLDERS;
    }

    /** @param below what of year, month and day the address has, ending with '/' unless it is empty */
    private static FolderScope days(String below, ScanConstraint wanted, long latenessMicrosMax) {
        Optional<ValueSet> times = wanted.on(CloudTrailLayout.TIME).filter(set -> !set.isNullAllowed());
        if (times.isEmpty()) {
            return FolderScope.EVERYTHING;
        }
        String from = null;
        String to = null;
        if (times.get().leastOrNull() instanceof Long least) {
            from = folder(Math.floorDiv(least - CloudTrailLayout.CLOCK_SLACK_MICROS, CloudTrailTime.DAY_MICROS));
        }
        if (times.get().greatestOrNull() instanceof Long greatest
                && latenessMicrosMax != Layout.LATENESS_NOT_TRUSTED
                && greatest < Long.MAX_VALUE - latenessMicrosMax) {
            to = folder(Math.floorDiv(greatest + latenessMicrosMax, CloudTrailTime.DAY_MICROS) + 1);
        }
        if (!below.isEmpty()) {
            if (from != null && !from.startsWith(below)) {
                if (below.compareTo(from) < 0) {
                    return FolderScope.NOTHING;
                }
                from = null;
            }
            if (to != null && !to.startsWith(below)) {
                if (below.compareTo(to) > 0) {
                    return FolderScope.NOTHING;
                }
                to = null;
            }
        }
        return FolderScope.between(rest(from, below), rest(to, below));
    }

    private static String rest(String folderOrNull, String above) {
        return folderOrNull == null || folderOrNull.length() == above.length()
                ? null
                : folderOrNull.substring(above.length());
    }

    /** Null for a day that no folder can have. */
    private static String folder(long day) {
        if (day < FIRST_DAY || day > LAST_DAY) {
            return null;
        }
        return LocalDate.ofEpochDay(day).toString().replace('-', '/') + "/";
    }
}
