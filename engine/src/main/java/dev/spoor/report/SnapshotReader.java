/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.report.TaskCrew.Desk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/** Reads which files a report rests on, for all reports of a run. One thread at a time. */
final class SnapshotReader implements TaskCrew.Task {
    private static final List<String> DATA_FILES = List.of("sys", "data_files");

    private final List<EvidenceSink> sinks;
    private String id = "";
    private boolean isBegun;

    /** @param sinks are told of all files if they want to be */
    SnapshotReader(List<EvidenceSink> sinks) {
        this.sinks = sinks.stream().filter(EvidenceSink::wantsFiles).toList();
    }

    @Override
    public void run(Desk desk) throws IOException {
        if (isBegun && !sinks.isEmpty()) {
            throw new EngineException(
                            ErrorCode.MEMORY_LIMIT, "the list of log files did not fit into the query's memory")
                    .advise("raise it with --set " + Settings.QUERY_MEMORY.key() + "=SIZE");
        }
        isBegun = true; // sinks must not hear of a file twice
        MessageDigest sha256 = RowsHash.sha256();
        OptionalLong lake = desk.catalog().lakeVersion();
        for (EvidenceSink sink : lake.isPresent() ? sinks : List.<EvidenceSink>of()) {
            sink.lake(lake.getAsLong());
        }
        Rows.each(
                desk,
                "SELECT key, size_bytes, modified, state, integrity FROM sys.log_files ORDER BY key, modified",
                List.of(),
                row -> {
                    add(sha256, row.subList(0, 3));
                    for (EvidenceSink sink : sinks) {
                        sink.logFile(row.get(0), Long.parseLong(row.get(1)), row.get(3), row.get(4));
                    }
                });
        if (desk.catalog().find(DATA_FILES).isPresent()) {
            Rows.each(desk, "SELECT key, size_bytes, table_name FROM sys.data_files ORDER BY key", List.of(), row -> {
                add(sha256, row);
                for (EvidenceSink sink : sinks) {
                    sink.dataFile(row.get(0), Long.parseLong(row.get(1)));
                }
            });
        }
        id = HexFormat.of().formatHex(sha256.digest());
    }

    private static void add(MessageDigest sha256, List<String> row) {
        sha256.update((row + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What identifies the data: a hash over names, sizes and times of all log files, and over the data files of the lake. */
    String id() {
        return id;
    }
}
