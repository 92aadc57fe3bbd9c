/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.util.List;

/**
 * One object of a sample trail.
 *
 * @param key object key, {@code /} between its parts, relative to the root of the bucket
 * @param kind whether a reader of events should open it
 * @param events the events inside, in file order, duplicates included; empty for a foreign object
 * @param text the whole inflated content of a foreign object; null for event files, whose text follows from the events
 */
public record SampleFile(String key, Kind kind, List<SampleEvent> events, String text) {

    /** What an object is. */
    public enum Kind {
        /** A log file with events. */
        EVENTS,
        /** A digest, or a file of another service under {@code AWSLogs/}: not to be read as events. */
        FOREIGN
    }

    public SampleFile {
        events = List.copyOf(events);
    }

    /** The inflated bytes of the file. */
    public byte[] inflated() {
        JsonBuffer out = new JsonBuffer(4_096);
        writeTo(out);
        return out.toByteArray();
    }

    /** The bytes of the object: one gzip member with neither name nor time. */
    public byte[] gzip() {
        JsonBuffer out = new JsonBuffer(4_096);
        writeTo(out);
        try (GzipBuffer gzip = new GzipBuffer()) {
            return gzip.compress(out);
        }
    }

    void writeTo(JsonBuffer out) {
        if (text != null) {
            out.raw(text);
            return;
        }
        out.raw("{\"Records\":[");
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            RecordWriter.write(events.get(i), out);
        }
        out.raw("]}");
    }
}
