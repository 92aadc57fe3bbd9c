/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import dev.spoor.source.FileFilter;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.KeyParts;
import dev.spoor.source.Layout;
import dev.spoor.store.FolderScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The key layouts of CloudTrail, from the user guide ("Finding your CloudTrail log files", "CloudTrail digest file
 * structure"):
 *
 * <pre>
 * [prefix/]AWSLogs/[o-organization/]account/CloudTrail[-Insight|-NetworkActivity|-Aggregated]/region/YYYY/MM/DD/
 *     account_CloudTrail..._region_YYYYMMDDTHHmmZ_unique.json.gz
 * </pre>
 *
 * and beside it digests, Lake query results and the files of other services, which are left out. Loose JSON files of any
 * name are taken for events. What a key tells was measured on real trails:
 *
 * <ul>
 *   <li>Its time is the time of delivery. A file holds no event younger than that (with {@link #CLOCK_SLACK_MICROS} to
 *       spare for clocks and the whole minutes of the stamp), but may hold older ones without limit: CloudTrail retries
 *       for days. So lower bounds on the event time prune soundly, upper bounds only under an assumed lateness.
 *   <li>Its region is not always the region of the record: events of global services appear in files of other regions,
 *       with the partition's global region.
 *   <li>Its account may differ from the record's recipientAccountId and from the caller's account: it tells nothing.
 *   <li>Records without a time or a region exist: null is never excluded.
 * </ul>
 */
public final class CloudTrailLayout implements Layout {
    /** How much younger than its key time an event may be. */
    public static final long CLOCK_SLACK_MICROS = 15 * 60 * 1_000_000L;

    /** The assumed lateness unless configured: one day. */
    public static final long DEFAULT_LATENESS_MICROS = 24 * 3_600 * 1_000_000L;

    static final FieldPath TIME = FieldPath.of("eventtime");
    private static final FieldPath REGION = FieldPath.of("awsregion");
    private static final FactPaths PATHS = new FactPaths(
            TIME,
            REGION,
            FieldPath.of("recipientaccountid"),
            FieldPath.of("eventsource"),
            FieldPath.of("eventname"),
            new FactPaths.Caller(
                    FieldPath.of("useridentity", "arn"),
                    FieldPath.of("useridentity", "principalid"),
                    FieldPath.of("useridentity", "username"),
                    FieldPath.of("useridentity", "sessioncontext", "sessionissuer", "username"),
                    FieldPath.of("useridentity", "sessioncontext", "sessionissuer", "arn")));

    private static final List<String> EVENT_ENDINGS =
            List.of(".json.gz", ".json", ".jsonl.gz", ".jsonl", ".ndjson.gz", ".ndjson");
    private static final List<String> GLOBAL_REGIONS = List.of("us-east-1", "aws-global");
    private static final String ROOT_FOLDER = "AWSLogs";
    private static final String DIGESTS = "CloudTrail digest files";

    @Override
    public FactPaths paths() {
        return PATHS;
    }

    @Override
    public KeyFacts read(String address, long latenessMicrosMax, boolean isNamedByUser) {
        CloudTrailFolders folders = CloudTrailFolders.of(address);
        String name = address.substring(address.lastIndexOf('/') + 1);
        CloudTrailFileName file = CloudTrailFileName.parseOrNull(name);
        String reason = reasonToLeaveOutOrNull(folders, name, file, isNamedByUser);
        if (reason != null) {
            boolean isDigest = reason.equals(DIGESTS) && !name.isEmpty();
            return isDigest ? KeyFacts.digest(reason) : KeyFacts.leftOut(reason);
        }
        List<ColumnStats> hints = new ArrayList<>(2);
        addTimeHint(folders, file, latenessMicrosMax, hints);
        addRegionHint(folders.regionOrNull(), file == null ? null : file.region(), hints);
        boolean isDated = file != null && file.deliveredMicros() != CloudTrailFileName.UNDATED;
        return KeyFacts.events(hints, parts(folders, file), isDated ? file.deliveredMicros() : KeyFacts.UNKNOWN);
    }

    @Override
    public FolderScope scopeOf(String folderAddress, int depth, FileFilter wanted, long latenessMicrosMax) {
        return CloudTrailFolderScopes.of(folderAddress, depth, wanted, latenessMicrosMax);
    }

    /** Whether rows of a file that was delivered from this region cannot satisfy the constraint. */
    static boolean excludesRegion(ScanConstraint wanted, String keyRegion) {
        List<ColumnStats> hints = new ArrayList<>(1);
        addRegionHint(keyRegion, null, hints);
        return wanted.excludes(hints);
    }

    /** Whether a service folder has log files of events, as against digests, query results and other services' files. */
    static boolean hasEvents(String service) {
        return isCloudTrail(service)
                && !service.startsWith("CloudTrail-Digest")
                && !service.startsWith("CloudTrail-Lake");
    }

    /** Folders come first, as they do for partitions in Athena. */
    private static KeyParts parts(CloudTrailFolders folders, CloudTrailFileName fileOrNull) {
        String account = folders.accountOrNull();
        String service = folders.serviceOrNull();
        String region = folders.regionOrNull();
        long delivered = folders.firstDeliveryMicrosOrUnknown();
        if (fileOrNull != null) {
            account = account == null ? fileOrNull.account() : account;
            service = service == null ? fileOrNull.service() : service;
            region = region == null ? fileOrNull.region() : region;
            delivered = delivered == CloudTrailTime.UNKNOWN ? fileOrNull.deliveredMicros() : delivered;
        }
        LocalDate day = delivered == CloudTrailTime.UNKNOWN
                ? null
                : LocalDate.ofEpochDay(Math.floorDiv(delivered, CloudTrailTime.DAY_MICROS));
        return new KeyParts(account, folders.organizationOrNull(), service, region, day);
    }

    private static String reasonToLeaveOutOrNull(
            CloudTrailFolders folders, String name, CloudTrailFileName fileOrNull, boolean isNamedByUser) {
        String folder = folders.serviceOrNull();
        String named = fileOrNull == null ? null : fileOrNull.service();
        for (String service : new String[] {named, folder}) {
            if (service != null && service.startsWith("CloudTrail-Digest")) {
                return DIGESTS;
            }
            if (service != null && service.startsWith("CloudTrail-Lake")) {
                return "CloudTrail Lake query results";
            }
        }
        if (named != null ? !isCloudTrail(named) : folder != null && !isCloudTrail(folder)) {
            return "files of another service (" + (named != null ? named : folder) + ")";
        }
        if (isNamedByUser || hasEventEnding(name)) {
            return null;
        }
        return name.isEmpty() ? "folder markers" : "files that are not named .json or .json.gz";
    }

    private static boolean isCloudTrail(String service) {
        return service.equals("CloudTrail") || service.startsWith("CloudTrail-");
    }

    private static boolean hasEventEnding(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String ending : EVENT_ENDINGS) {
            if (lower.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** The stamp in the name is exact to the minute; without one, the day folders give a day. */
    private static void addTimeHint(
            CloudTrailFolders folders, CloudTrailFileName fileOrNull, long latenessMicrosMax, List<ColumnStats> hints) {
        long firstDelivery = fileOrNull != null ? fileOrNull.deliveredMicros() : folders.firstDeliveryMicrosOrUnknown();
        long lastDelivery = fileOrNull != null ? fileOrNull.deliveredMicros() : folders.lastDeliveryMicrosOrUnknown();
        if (firstDelivery == CloudTrailTime.UNKNOWN) {
            return;
        }
        ValueSet times = ValueSet.atMost(ValueKind.TIMESTAMP, lastDelivery + CLOCK_SLACK_MICROS);
        if (latenessMicrosMax != LATENESS_NOT_TRUSTED) {
            long oldest = saturatingSubtract(firstDelivery, latenessMicrosMax);
            times = times.intersect(ValueSet.atLeast(ValueKind.TIMESTAMP, oldest));
        }
        hints.add(new ColumnStats(TIME, times.orNull()));
    }

    private static long saturatingSubtract(long from, long what) {
        long result = from - what;
        return ((from ^ what) & (from ^ result)) < 0 ? Long.MIN_VALUE : result;
    }

    /** Folder and name may disagree after somebody moved a file: then both regions are possible. */
    private static void addRegionHint(String folderRegionOrNull, String nameRegionOrNull, List<ColumnStats> hints) {
        ValueSet regions = null;
        for (String region : new String[] {folderRegionOrNull, nameRegionOrNull}) {
            if (region == null) {
                continue;
            }
            ValueSet ofKey = regionsOfRecords(region);
            if (ofKey == null) {
                return;
            }
            regions = regions == null ? ofKey : regions.union(ofKey);
        }
        if (regions != null) {
            hints.add(new ColumnStats(REGION, regions.orNull()));
        }
    }

    /**
     * The regions that records in a file of this key region may have; null when anything is possible. In the partitions
     * of China and GovCloud the global region is not known for certain, so the whole partition is possible.
     */
    private static ValueSet regionsOfRecords(String keyRegion) {
        if (keyRegion.startsWith("cn-")) {
            return ValueSet.startingWith("cn-").union(globalRegions("aws-cn-global"));
        }
        if (keyRegion.startsWith("us-gov-")) {
            return ValueSet.startingWith("us-gov-").union(globalRegions("aws-us-gov-global"));
        }
        if (keyRegion.contains("-iso") || keyRegion.startsWith("eusc-") || GLOBAL_REGIONS.contains(keyRegion)) {
            return keyRegion.equals("us-east-1") ? globalRegions(keyRegion) : null;
        }
        return globalRegions(keyRegion);
    }

    private static ValueSet globalRegions(String andThisOne) {
        List<String> regions = new ArrayList<>(GLOBAL_REGIONS);
        regions.add(andThisOne);
        return ValueSet.ofAll(ValueKind.TEXT, regions);
    }

    /** Whether a path segment is the folder under which AWS services deliver. */
    static boolean isRootFolder(String segment) {
        return segment.equals(ROOT_FOLDER);
    }
}
