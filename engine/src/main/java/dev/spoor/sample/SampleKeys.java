/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.time.Instant;

/** Object keys in CloudTrail's layout. */
final class SampleKeys {
    private SampleKeys() {}

    /** Key of a log file: {@code AWSLogs/[o-org/]acct/kind/region/yyyy/mm/dd/acct_kind_region_yyyymmddThhmmZ_unique.json.gz}. */
    static String log(
            SampleSpec spec, String accountId, String kind, String region, long writtenSeconds, String unique) {
        String stamp = Instant.ofEpochSecond(writtenSeconds).toString();
        return folder(spec, accountId, kind, region, stamp) + accountId + "_" + kind + "_" + region + "_"
                + compact(stamp.substring(0, 16)) + "Z_" + unique + ".json.gz";
    }

    /** Key of a digest file. */
    static String digest(SampleSpec spec, String accountId, String region, long writtenSeconds) {
        String stamp = Instant.ofEpochSecond(writtenSeconds).toString();
        return folder(spec, accountId, "CloudTrail-Digest", region, stamp) + accountId + "_CloudTrail-Digest_" + region
                + "_main_us-east-1_" + compact(stamp) + ".json.gz";
    }

    /** Key of a snapshot that AWS Config writes under the same root. */
    static String config(SampleSpec spec, String accountId, String region, long writtenSeconds, String unique) {
        String stamp = Instant.ofEpochSecond(writtenSeconds).toString();
        return root(spec, accountId) + "Config/" + region + "/"
                + stamp.substring(0, 10).replace('-', '/')
                + "/ConfigSnapshot/" + accountId + "_Config_" + region + "_ConfigSnapshot_" + compact(stamp) + "_"
                + unique + ".json.gz";
    }

    private static String folder(SampleSpec spec, String accountId, String kind, String region, String stamp) {
        return root(spec, accountId) + kind + "/" + region + "/"
                + stamp.substring(0, 10).replace('-', '/') + "/";
    }

    private static String root(SampleSpec spec, String accountId) {
        String organization = spec.organizationId().isEmpty() ? "" : spec.organizationId() + "/";
        return "AWSLogs/" + organization + accountId + "/";
    }

    private static String compact(String stamp) {
        return stamp.replace("-", "").replace(":", "");
    }
}
