/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

/**
 * A file name as AWS services write it: {@code account_Service_region_...}, for CloudTrail
 * {@code account_CloudTrail_region_20240131T0905Z_unique.json.gz}; files of 2014 have no '_' after the 'Z'.
 *
 * @param account twelve digits
 * @param service such as "CloudTrail", "CloudTrail-Insight", "Config"
 * @param region as written
 * @param deliveredMicros the stamp, microseconds since 1970, UTC; {@link #UNDATED} if there is none or it is not credible
 */
public record CloudTrailFileName(String account, String service, String region, long deliveredMicros) {
    /** The time of a name that tells none. */
    public static final long UNDATED = CloudTrailTime.UNKNOWN;

    private static final int ACCOUNT_CHARS = 12;

    /** Null when the name does not begin that way. */
    public static CloudTrailFileName parseOrNull(String name) {
        if (name.length() <= ACCOUNT_CHARS
                || name.charAt(ACCOUNT_CHARS) != '_'
                || !CloudTrailTime.isAccount(name.substring(0, ACCOUNT_CHARS))) {
            return null;
        }
        int serviceEnd = name.indexOf('_', ACCOUNT_CHARS + 1);
        int regionEnd = serviceEnd < 0 ? -1 : name.indexOf('_', serviceEnd + 1);
        if (regionEnd < 0) {
            return null;
        }
        String service = name.substring(ACCOUNT_CHARS + 1, serviceEnd);
        String region = name.substring(serviceEnd + 1, regionEnd);
        if (!CloudTrailTime.isRegion(region) || !isServiceName(service)) {
            return null;
        }
        long delivered = CloudTrailTime.stampMicrosOrUnknown(name, regionEnd + 1);
        return new CloudTrailFileName(name.substring(0, ACCOUNT_CHARS), service, region, delivered);
    }

    private static boolean isServiceName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isLetter && c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
