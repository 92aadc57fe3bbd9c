/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Properties;

/** The right answers beside the trail, so that they are counted once. */
final class TruthFile {
    private TruthFile() {}

    static void write(Path file, Truth truth) throws IOException {
        Properties values = new Properties();
        values.setProperty("deliveries", truth.deliveries());
        values.setProperty("events", truth.events());
        values.setProperty("eventCount", Long.toString(truth.eventCount()));
        values.setProperty("narrow", truth.narrow());
        values.setProperty("day", truth.day().toString());
        values.setProperty("region", truth.region());
        values.setProperty("eventName", truth.eventName());
        values.setProperty("inflatedBytes", Long.toString(truth.inflatedBytes()));
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            values.store(out, null);
        }
    }

    static Truth read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(in);
        }
        return new Truth(
                values.getProperty("deliveries"),
                values.getProperty("events"),
                Long.parseLong(values.getProperty("eventCount")),
                values.getProperty("narrow"),
                LocalDate.parse(values.getProperty("day")),
                values.getProperty("region"),
                values.getProperty("eventName"),
                Long.parseLong(values.getProperty("inflatedBytes")));
    }
}
