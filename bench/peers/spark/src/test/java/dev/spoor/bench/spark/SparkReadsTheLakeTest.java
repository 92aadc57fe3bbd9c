/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's Iceberg runtime gives the same answers over a lake as Spoor, which made it. */
class SparkReadsTheLakeTest {
    private static final List<String> QUESTIONS = List.of(
            "SELECT count(*), count(DISTINCT eventid), count(errorcode) FROM events",
            "SELECT eventsource, eventname, count(*) FROM events GROUP BY 1, 2 ORDER BY 1, 2",
            "SELECT awsregion, recipientaccountid, count(*), min(sourceipaddress) FROM events GROUP BY 1, 2 ORDER BY 1, 2",
            "SELECT useridentity.type, count(*) FROM events WHERE readonly = false"
                    + " AND useridentity.type IS NOT NULL GROUP BY 1 ORDER BY 1",
            "SELECT useridentity.sessioncontext.sessionissuer.username, count(*) FROM events"
                    + " WHERE useridentity.sessioncontext.sessionissuer.username IS NOT NULL GROUP BY 1 ORDER BY 1",
            "SELECT count(*) FROM events WHERE eventtime >= TIMESTAMP '2026-03-10 00:00:00'"
                    + " AND eventtime < TIMESTAMP '2026-03-11 00:00:00'");

    @TempDir
    static Path folder;

    private static Path spoor;
    private static Path lake;
    private static SparkSession spark;

    @BeforeAll
    static void compact() throws Exception {
        spoor = Path.of("../../../bin/spoor").toAbsolutePath().normalize();
        lake = folder.resolve("lake");
        // the demo says where its sample logs are
        String told = run(List.of("demo", "--format", "null"), true);
        String logs = told.lines()
                .filter(line -> line.startsWith("Sample logs: ") || line.startsWith("Making sample logs in "))
                .map(line -> line.replaceFirst("^(Sample logs: |Making sample logs in )", "").replaceFirst(" \\(once.*", ""))
                .findFirst()
                .orElseThrow();
        Path trail = Path.of(logs).endsWith("logs") ? Path.of(logs) : Path.of(logs, "logs");
        run(List.of("compact", "--logs", trail.toString(), "--lake", lake.toString()), false);
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.catalog.spoor", "org.apache.iceberg.spark.SparkCatalog")
                .config("spark.sql.catalog.spoor.type", "jdbc")
                .config("spark.sql.catalog.spoor.uri", "jdbc:sqlite:" + lake.resolve("ledger.sqlite"))
                .config("spark.sql.catalog.spoor.warehouse", "file://" + lake)
                .config("spark.sql.catalog.spoor.jdbc.schema-version", "V1")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        if (spark != null) {
            spark.stop();
        }
    }

    @Test
    void countsAndGroupsAreTheSame() throws Exception {
        for (String sql : QUESTIONS) {
            List<String> ours = run(
                            List.of("--lake", lake.toString(), "--format", "tsv", "--no-header", "-c", sql), false)
                    .lines()
                    .toList();
            List<String> theirs = new ArrayList<>();
            for (Row row : spark.sql(sql.replace("FROM events", "FROM spoor.spoor.events"))
                    .collectAsList()) {
                theirs.add(row.mkString("\t"));
            }
            assertFalse(ours.isEmpty(), sql);
            assertEquals(theirs, ours, sql);
        }
    }

    /** What a run of the program wrote to stdout, or to stderr. */
    private static String run(List<String> words, boolean toStderr) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(spoor.toString()));
        command.addAll(words);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        int code = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        String told = Files.readString(err, StandardCharsets.UTF_8);
        assertEquals(0, code, told);
        return toStderr ? told : Files.readString(out, StandardCharsets.UTF_8);
    }
}
