/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
            LATENESS,
            PREFETCH,
            FILE_LIMIT);

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
