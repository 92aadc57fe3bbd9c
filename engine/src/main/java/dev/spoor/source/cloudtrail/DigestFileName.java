/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a digest file, from the user guide ("CloudTrail digest file structure"):
 * {@code account_CloudTrail-Digest_region_trail_homeRegion_20240131T090512Z[_backfill].json.gz}.
 *
 * @param account whose log files it signs, twelve digits
 * @param region where these were delivered from
 * @param trail name of the trail, which may hold '_'
 * @param homeRegion where the trail was made
 * @param endMicros the stamp: end of the time that the digest is about, microseconds since 1970, UTC
 * @param isBackfill whether it is about log files that came too late for the digest of their hour
 */
public record DigestFileName(
        String account, String region, String trail, String homeRegion, long endMicros, boolean isBackfill) {
    private static final Pattern NAME =
            Pattern.compile("([0-9]{12})_CloudTrail-Digest_([a-z0-9-]+)_([A-Za-z0-9._-]+)_([a-z0-9-]+)"
                    + "_([0-9]{8}T[0-9]{6}Z)(_backfill)?\\.json\\.gz");

    public DigestFileName {
        Objects.requireNonNull(account, "account is null");
        Objects.requireNonNull(region, "region is null");
        Objects.requireNonNull(trail, "trail is null");
        Objects.requireNonNull(homeRegion, "homeRegion is null");
    }

    /** Null when the name is not built that way. */
    public static DigestFileName parseOrNull(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return null;
        }
        long end = CloudTrailTime.stampMicrosOrUnknown(parts.group(5), 0);
        return end == CloudTrailTime.UNKNOWN
                ? null
                : new DigestFileName(
                        parts.group(1), parts.group(2), parts.group(3), parts.group(4), end, parts.group(6) != null);
    }
}
