/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

/**
 * The folders of an address: {@code .../AWSLogs/[o-organization/]account/service/region/YYYY/MM/DD/file}, or as much of
 * that as there is. Without the root folder only a run of {@code CloudTrail.../region/...} counts.
 *
 * @param organizationOrNull such as "o-exampleorgid", above the account
 * @param accountOrNull the folder above the service folder, if it is an account
 * @param serviceOrNull such as "CloudTrail", "CloudTrail-Digest", "Config"
 * @param regionOrNull the folder below a CloudTrail service folder, if it is a region
 * @param firstDeliveryMicrosOrUnknown start of the day that the day folders name
 * @param lastDeliveryMicrosOrUnknown end of that day
 */
record CloudTrailFolders(
        String organizationOrNull,
        String accountOrNull,
        String serviceOrNull,
        String regionOrNull,
        long firstDeliveryMicrosOrUnknown,
        long lastDeliveryMicrosOrUnknown) {
    private static final CloudTrailFolders NONE =
            new CloudTrailFolders(null, null, null, null, CloudTrailTime.UNKNOWN, CloudTrailTime.UNKNOWN);

    static CloudTrailFolders of(String address) {
        String[] segments = address.split("/", -1);
        int folders = segments.length - 1;
        int service = indexOfService(segments, folders);
        if (service < 0) {
            return NONE;
        }
        String name = segments[service];
        boolean isTrail = name.equals("CloudTrail") || name.startsWith("CloudTrail-");
        int next = service + 1;
        String region = null;
        if (isTrail && next < folders && CloudTrailTime.isRegion(segments[next])) {
            region = segments[next++];
        }
        long midnight = region == null ? CloudTrailTime.UNKNOWN : dayAt(segments, next, folders);
        long end = midnight == CloudTrailTime.UNKNOWN ? midnight : midnight + CloudTrailTime.DAY_MICROS;
        boolean hasAccount = service > 0 && CloudTrailTime.isAccount(segments[service - 1]);
        String account = hasAccount ? segments[service - 1] : null;
        String organization =
                hasAccount && service > 1 && isOrganization(segments[service - 2]) ? segments[service - 2] : null;
        return new CloudTrailFolders(organization, account, name, region, midnight, end);
    }

    private static long dayAt(String[] segments, int at, int folders) {
        if (at + 3 > folders
                || segments[at].length() != 4
                || segments[at + 1].length() != 2
                || segments[at + 2].length() != 2) {
            return CloudTrailTime.UNKNOWN;
        }
        return CloudTrailTime.dayMicrosOrUnknown(
                CloudTrailTime.digitsOrNegative(segments[at], 0, 4),
                CloudTrailTime.digitsOrNegative(segments[at + 1], 0, 2),
                CloudTrailTime.digitsOrNegative(segments[at + 2], 0, 2));
    }

    /** The last service folder: below AWSLogs and an account any name, elsewhere a CloudTrail name above a region. */
    private static int indexOfService(String[] segments, int folders) {
        for (int i = folders - 1; i >= 0; i--) {
            boolean isTrail = segments[i].equals("CloudTrail") || segments[i].startsWith("CloudTrail-");
            if (isTrail && i + 1 < folders && CloudTrailTime.isRegion(segments[i + 1])) {
                return i;
            }
            if (CloudTrailLayout.isRootFolder(segments[i])) {
                return serviceBelow(segments, i + 1, folders);
            }
        }
        return -1;
    }

    private static int serviceBelow(String[] segments, int from, int folders) {
        int at = from;
        if (at < folders && isOrganization(segments[at])) {
            at++;
        }
        if (at >= folders || !CloudTrailTime.isAccount(segments[at])) {
            return -1;
        }
        at++;
        boolean isService = at < folders && !CloudTrailTime.isRegion(segments[at]) && !isNumber(segments[at]);
        return isService ? at : -1;
    }

    private static boolean isOrganization(String segment) {
        return segment.startsWith("o-");
    }

    /** A year, month or day, as in trails that somebody copied without the service folder. */
    private static boolean isNumber(String segment) {
        return segment.length() <= 9 && CloudTrailTime.digitsOrNegative(segment, 0, segment.length()) >= 0;
    }
}
