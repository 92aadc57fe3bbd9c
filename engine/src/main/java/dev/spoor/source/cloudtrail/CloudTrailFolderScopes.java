/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueSet;
import dev.spoor.source.FileFilter;
import dev.spoor.source.KeyFilter;
import dev.spoor.source.KeyParts;
import dev.spoor.source.Layout;
import dev.spoor.store.FolderScope;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which folders of a trail a question needs: those of its organizations, accounts and regions, and in them the days in
 * which its events can have been delivered.
 */
final class CloudTrailFolderScopes {
    /** Outside of a trail, folders are looked into one by one down to here; deeper ones are taken whole. */
    private static final int DEPTH_MAX = 3;

    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final String ROOT = "/AWSLogs/";

    private CloudTrailFolderScopes() {}

    /** As {@link Layout#scopeOf} says. */
    static FolderScope of(String address, int depth, FileFilter wanted, long latenessMicrosMax) {
        if (wanted.rows().isNone()) {
            return FolderScope.NOTHING;
        }
        CloudTrailFolders folders = CloudTrailFolders.of(address);
        String service = folders.serviceOrNull();
        if (service == null) {
            return aboveServices(address, depth, wanted.keys());
        }
        String region = folders.regionOrNull();
        KeyParts key = new KeyParts(folders.accountOrNull(), folders.organizationOrNull(), service, region, null);
        if (!CloudTrailLayout.hasEvents(service) || wanted.keys().excludes(key)) {
            return FolderScope.NOTHING;
        }
        if (region == null) {
            return address.endsWith("/" + service + "/") ? FolderScope.FOLDERS : FolderScope.EVERYTHING;
        }
        if (CloudTrailLayout.excludesRegion(wanted.rows(), region)) {
            return FolderScope.NOTHING;
        }
        String trail = "/" + service + "/" + region + "/";
        String belowRegion = address.substring(address.lastIndexOf(trail) + trail.length());
        KeyFilter.Days days = wanted.keys().daysOf(key, CloudTrailTime.FIRST_DAY, CloudTrailTime.LAST_DAY);
        return days.isNone() ? FolderScope.NOTHING : days(belowRegion, days, wanted.rows(), latenessMicrosMax);
    }

    /** Organization and account of a trail, or folders that may have a trail below them. */
    private static FolderScope aboveServices(String address, int depth, KeyFilter keys) {
        int root = address.lastIndexOf(ROOT);
        if (root < 0) {
            return depth <= DEPTH_MAX ? FolderScope.FOLDERS : FolderScope.EVERYTHING;
        }
        String organization = null;
        String account = null;
        for (String folder : address.substring(root + ROOT.length()).split("/")) {
            if (folder.startsWith("o-")) {
                organization = folder;
            } else if (CloudTrailTime.isAccount(folder)) {
                account = folder;
            } else if (!folder.isEmpty()) {
                return FolderScope.EVERYTHING;
            }
        }
        return keys.excludes(new KeyParts(account, organization, null, null, null))
                ? FolderScope.NOTHING
                : FolderScope.FOLDERS;
    }

    /** @param below what of year, month and day the address has, ending with '/' unless it is empty */
    private static FolderScope days(String below, KeyFilter.Days ofKeys, ScanConstraint rows, long latenessMicrosMax) {
        String from = ofKeys.firstOrNull() == null
                ? null
                : folder(ofKeys.firstOrNull().toEpochDay());
        String to =
                ofKeys.lastOrNull() == null ? null : folder(ofKeys.lastOrNull().toEpochDay() + 1);
        Optional<ValueSet> times = rows.on(CloudTrailLayout.TIME).filter(set -> !set.isNullAllowed());
        if (times.isPresent() && times.get().leastOrNull() instanceof Long least) {
            from = later(
                    from,
                    folder(Math.floorDiv(least - CloudTrailLayout.CLOCK_SLACK_MICROS, CloudTrailTime.DAY_MICROS)));
        }
        if (times.isPresent()
                && times.get().greatestOrNull() instanceof Long greatest
                && latenessMicrosMax != Layout.LATENESS_NOT_TRUSTED
                && greatest < Long.MAX_VALUE - latenessMicrosMax) {
            to = earlier(to, folder(Math.floorDiv(greatest + latenessMicrosMax, CloudTrailTime.DAY_MICROS) + 1));
        }
        if (from != null && to != null && from.compareTo(to) >= 0) {
            return FolderScope.NOTHING;
        }
        return below(below, from, to);
    }

    /** The part of a range of days that is below a folder. */
    private static FolderScope below(String below, String fromOrNull, String toOrNull) {
        String from = fromOrNull;
        String to = toOrNull;
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

    private static String later(String folderOrNull, String otherOrNull) {
        boolean isOther = folderOrNull == null || otherOrNull != null && otherOrNull.compareTo(folderOrNull) > 0;
        return isOther ? otherOrNull : folderOrNull;
    }

    private static String earlier(String folderOrNull, String otherOrNull) {
        boolean isOther = folderOrNull == null || otherOrNull != null && otherOrNull.compareTo(folderOrNull) < 0;
        return isOther ? otherOrNull : folderOrNull;
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
