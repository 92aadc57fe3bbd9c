/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.output.ArrowStreamWriter;
import dev.spoor.output.OutputFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What whole results can be had as. */
enum QueryFormat {
    ARROW(ArrowStreamWriter.MEDIA_TYPE, null),
    CSV("text/csv; charset=utf-8; header=present", OutputFormat.CSV),
    JSONL("application/x-ndjson", OutputFormat.JSONL);

    private final String mediaType;
    private final OutputFormat textOrNull;

    QueryFormat(String mediaType, OutputFormat textOrNull) {
        this.mediaType = mediaType;
        this.textOrNull = textOrNull;
    }

    String mediaType() {
        return mediaType;
    }

    /** The format among those of text, if it is one. */
    Optional<OutputFormat> text() {
        return Optional.ofNullable(textOrNull);
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
