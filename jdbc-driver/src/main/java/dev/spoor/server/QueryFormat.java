/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.output.ArrowWriter;
import dev.spoor.output.OutputFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What whole results can be had as. */
enum QueryFormat {
    ARROW(ArrowWriter.STREAM_MEDIA_TYPE, OutputFormat.ARROW),
    CSV("text/csv; charset=utf-8; header=present", OutputFormat.CSV),
    JSONL("application/x-ndjson", OutputFormat.JSONL),
    PARQUET("application/vnd.apache.parquet", OutputFormat.PARQUET),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", OutputFormat.XLSX);

    private final String mediaType;
    private final OutputFormat output;

    QueryFormat(String mediaType, OutputFormat output) {
        this.mediaType = mediaType;
        this.output = output;
    }

    String mediaType() {
        return mediaType;
    }

    /** Who writes it. */
    OutputFormat output() {
        return output;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<QueryFormat> find(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equalsIgnoreCase(label))
                .findFirst();
    }
}
