/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.LocalObjectStore;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.LakeFixture;
import dev.spoor.testing.MemoryObjectStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Others share a lake: DuckDB reads its data files, and its ledger may be a PostgreSQL server. */
final class LakeInteropTest {
    @TempDir
    private Path folder;

    private final List<SampleFile> files = new SampleTrail(SampleSpec.testing(700, 13)).files();

    @Test
    void duckDbReadsTheDataFiles() throws Exception {
        Path logs = EngineFixture.write(files, folder.resolve("logs"));
        Path place = Files.createDirectory(folder.resolve("lake"));
        LakeFixture fixture = new LakeFixture(LocalObjectStore.open(place), place);
        fixture.compact(LocalObjectStore.open(logs));
        String dataFiles;
        try (Lake lake = fixture.open()) {
            dataFiles = lake.events().files(lake.events().current().orElseThrow()).stream()
                    .map(file -> "'" + place.resolve(file.key()) + "'")
                    .collect(Collectors.joining(", ", "read_parquet([", "])"));
        }
        for (String sql : List.of(
                "SELECT count(*), count(DISTINCT eventid), count(errorcode), count(readonly) FROM events",
                "SELECT eventsource, eventname, count(*), min(sourceipaddress) FROM events GROUP BY 1, 2 ORDER BY 1, 2",
                "SELECT useridentity.type, useridentity.sessioncontext.sessionissuer.username, count(*) FROM events"
                        + " GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2 NULLS LAST",
                "SELECT awsregion, readonly, max(length(useragent)), count(*) FROM events GROUP BY 1, 2"
                        + " ORDER BY 1 NULLS LAST, 2 NULLS LAST")) {
            List<String> ours = new ArrayList<>();
            try (EngineFixture engine = EngineFixture.over(logs, Map.of())) {
                engine.query(sql).rows().forEach(row -> ours.add(row.toString()));
            }
            assertTrue(ours.size() > 0);
            assertEquals(ours, duckDb(sql.replace("FROM events", "FROM " + dataFiles)), sql);
        }
    }

    private static List<String> duckDb(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    @Test
    void aLedgerOnPostgreSqlServesAsWell() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            MemoryObjectStore logs = ReferenceDeliveries.store("mem://logs", files);
            LakeFixture lake = new LakeFixture(
                    new MemoryObjectStore("mem://lake"), folder, server.getJdbcUrl("postgres", "postgres"));
            CompactionReport report = lake.compact(logs, lake.settings().withBatches(30, Long.MAX_VALUE));
            assertTrue(report.batches() > 1, report.toString());
            assertTrue(report.totals().isBalanced(), report.totals().toString());
            ReferenceDeliveries.of(logs).assertAllHeld(lake);
            assertEquals(0, lake.compact(logs).batches());
        }
    }
}
