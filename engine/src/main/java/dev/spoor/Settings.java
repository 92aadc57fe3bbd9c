/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.dataset.CacheFolder;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import dev.spoor.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Values of all {@link Setting}s. Immutable; {@link #with} makes a changed copy. An unknown key is an error. */
public final class Settings {
    public static final Setting<Integer> WORKERS = Setting.count(
            "workers",
            Integer.toString(Runtime.getRuntime().availableProcessors()),
            1,
            "Threads that one query uses; all cores unless set");

    public static final Setting<Integer> BATCH_ROWS =
            Setting.count("batch.rows", "4096", 1, "Rows that operators pass on at a time");

    public static final Setting<Long> QUERY_MEMORY = Setting.size(
            "memory.query",
            (Runtime.getRuntime().maxMemory() / 2 >> 20) + "MB",
            "Memory that one query may hold before it spills or fails; half of the maximum heap unless set, which is a"
                    + " quarter of heap and off-heap together");

    public static final Setting<Duration> QUERY_TIMEOUT =
            Setting.span("query.timeout", "none", "Time after which a query is stopped");

    public static final Setting<String> SPILL_PATH = Setting.text(
            "spill.path",
            "a folder",
            System.getProperty("java.io.tmpdir"),
            "Folder for what does not fit in memory while a query runs");

    public static final Setting<Long> SPILL_LIMIT =
            Setting.size("spill.limit", "64GB", "Disk that one query may use for spilling");

    public static final Setting<Boolean> CACHE = Setting.onOff(
            "cache", "on", "Whether statistics of files are remembered between runs, so that later queries skip more");

    public static final Setting<String> CACHE_PATH = Setting.text(
            "cache.path", "a folder, or empty for the user's cache folder", "", "Folder of the remembered statistics");

    public static final Setting<Boolean> PRUNING =
            Setting.onOff("pruning", "on", "Whether files that cannot match are skipped; off reads everything");

    public static final Setting<Boolean> COVERAGE = Setting.onOff(
            "coverage",
            "on",
            "Whether answers tell how many hours of the time asked for have log files; sys.coverage tells more");

    public static final Setting<String> LATENESS = Setting.text(
            "lateness",
            "a time span such as 24h, or none to trust no key",
            "24h",
            "How long after its event a record may be delivered: an upper bound on eventTime skips files with later"
                    + " keys by this; files read once are known exactly");

    public static final Setting<Long> PREFETCH =
            Setting.size("scan.prefetch", "64MB", "Stored bytes that a scan reads ahead of its workers");

    public static final Setting<Long> FILE_LIMIT = Setting.size(
            "scan.file-limit", "512MB", "Stored size of the largest file that is read; a larger one is unreadable");

    public static final Setting<String> SHRED = Setting.text(
            "lake.shred",
            "auto, none, or paths such as requestParameters.bucketName with commas between them",
            "auto",
            "Keys of JSON columns that compaction gives columns of their own: those that pay, as far as the logs tell, or"
                    + " these");

    public static final Setting<String> S3_REGION = Setting.text(
            "s3.region",
            "a region such as eu-west-1, or empty",
            "",
            "Region that S3 requests begin with; empty for the one of the AWS configuration. A bucket's own region is"
                    + " found out where it is another");

    public static final Setting<String> S3_PROFILE = Setting.text(
            "s3.profile",
            "a name, or empty",
            "",
            "Profile of the AWS configuration that tells credentials and region; empty for the default one");

    public static final Setting<Boolean> S3_ANONYMOUS =
            Setting.onOff("s3.anonymous", "off", "Whether S3 requests go unsigned, for buckets that anybody may read");

    public static final Setting<Boolean> S3_REQUESTER_PAYS = Setting.onOff(
            "s3.requester-pays", "off", "Whether you pay for requests and traffic of buckets that demand it");

    public static final Setting<String> S3_ENDPOINT = Setting.text(
            "s3.endpoint",
            "an address such as http://localhost:9000, or empty",
            "",
            "Server that speaks S3's protocol in place of AWS; empty for the one of the AWS configuration");

    public static final Setting<Boolean> S3_PATH_STYLE = Setting.onOff(
            "s3.path-style", "off", "Whether a bucket is named in the path and not in the host name of requests");

    public static final Setting<Boolean> S3_DUAL_STACK =
            Setting.onOff("s3.dual-stack", "off", "Whether AWS is reached over IPv6 where that is possible");

    public static final Setting<String> S3_KMS_KEY = Setting.text(
            "s3.kms-key",
            "an id or ARN of a key, or empty",
            "",
            "KMS key that a lake's new files are encrypted with; empty for the bucket's default encryption");

    public static final Setting<Integer> S3_REQUESTS =
            Setting.count("s3.requests", "64", 1, "Requests that are under way to one bucket at once");

    public static final Setting<Duration> S3_TIMEOUT = Setting.span(
            "s3.timeout", "30s", "Time that S3 has to answer, and to go on answering, before a request is tried again");

    public static final Setting<Long> S3_CACHE_LIMIT = Setting.size(
            "s3.cache-limit",
            "4GB",
            "Disk that may keep what was fetched from S3, in the folder of cache.path; 0 keeps nothing");

    /** What the settings of remote stores begin with. */
    private static final String REMOTE = "s3.";

    private static final List<Setting<?>> ALL = List.of(
            WORKERS,
            BATCH_ROWS,
            QUERY_MEMORY,
            QUERY_TIMEOUT,
            SPILL_PATH,
            SPILL_LIMIT,
            CACHE,
            CACHE_PATH,
            PRUNING,
            COVERAGE,
            LATENESS,
            PREFETCH,
            FILE_LIMIT,
            SHRED,
            S3_REGION,
            S3_PROFILE,
            S3_ANONYMOUS,
            S3_REQUESTER_PAYS,
            S3_ENDPOINT,
            S3_PATH_STYLE,
            S3_DUAL_STACK,
            S3_KMS_KEY,
            S3_REQUESTS,
            S3_TIMEOUT,
            S3_CACHE_LIMIT);

    private static final Settings INITIAL = new Settings(Map.of());

    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = values;
    }

    /** Every setting at its initial value. */
    public static Settings initial() {
        return INITIAL;
    }

    /** Every setting there is, in the order of the configuration page. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** A copy with one setting changed; INVALID_CONFIGURATION for an unknown key or a bad value. */
    public Settings with(String key, String text) {
        Setting<?> setting = find(key);
        Map<String, Object> changed = new HashMap<>(values);
        changed.put(setting.key(), setting.parse(text));
        return new Settings(Map.copyOf(changed));
    }

    /** The value that holds. */
    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting.key());
        return value != null ? (T) value : setting.parse(setting.initial());
    }

    /** The folder for what is remembered between runs: the user's cache folder unless set. */
    Path cacheFolder() {
        String folder = get(CACHE_PATH);
        return folder.isEmpty() ? CacheFolder.ofUser() : Path.of(folder);
    }

    /**
     * How remote stores are reached under these settings.
     *
     * @param warnings gets a sentence for each trouble that costs time but no answer, on any thread
     */
    public StoreOptions storeOptions(Consumer<String> warnings) {
        Map<String, String> remote = new HashMap<>();
        for (Setting<?> setting : ALL) {
            if (setting.key().startsWith(REMOTE)) {
                remote.put(setting.key(), get(setting).toString());
            }
        }
        return new StoreOptions(remote, cacheFolder(), warnings);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    private static Setting<?> find(String key) {
        for (Setting<?> setting : ALL) {
            if (setting.key().equals(key)) {
                return setting;
            }
        }
        EngineException unknown =
                new EngineException(ErrorCode.INVALID_CONFIGURATION, "there is no setting '" + key + "'");
        NearestName.of(key, ALL.stream().map(Setting::key).toList())
                .ifPresent(name -> unknown.advise("did you mean '" + name + "'?"));
        throw unknown;
    }
}
