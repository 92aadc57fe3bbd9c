/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

/**
 * A file that a report rests on.
 *
 * @param kind {@code log} or {@code lake}
 * @param key as the system tables name it
 * @param bytes stored size
 * @param state what became of a log file: as in {@code sys.log_files}; null for files of a lake
 * @param integrity what verification found of it; null if it was never verified
 * @param sha256 of the stored bytes, in hexadecimal; null if they could not be had
 */
record SourceFile(String kind, String key, long bytes, String state, String integrity, String sha256) {
    static final String LOG = "log";
    static final String LAKE = "lake";

    /** A line of JSON. */
    String line() {
        return JsonText.line(json -> json.put("kind", kind)
                .put("key", key)
                .put("bytes", bytes)
                .put("state", state)
                .put("integrity", integrity)
                .put("sha256", sha256));
    }
}
