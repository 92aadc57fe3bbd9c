/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset.iceberg;

import dev.spoor.EngineConfig;
import dev.spoor.LakeLocation;
import dev.spoor.LakeMaintenance;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.StoreLocation;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.LakeFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A lake whose tables are registered with a REST catalog. */
final class RestLakeTest {
    @TempDir
    private Path folder;

    private Path logs;
    private Path lake;

    @BeforeEach
    void writeLogs() throws Exception {
        logs = folder.resolve("logs");
        lake = folder.resolve("lake");
        Files.createDirectories(lake);
        new SampleTrail(SampleSpec.testing(600, 4)).writeTo(logs, 1, done -> {});
    }

    private EngineFixture over(List<StoreLocation> logFolders, Map<String, String> catalog) {
        return EngineFixture.over(new EngineConfig(logFolders, Map.of(), Settings.initial(), TimeWindow.ALL)
                .withLake(new LakeLocation(StoreLocation.of(lake), Optional.empty(), catalog)));
    }

    private void compact(Map<String, String> catalog) {
        LakeLocation place = new LakeLocation(StoreLocation.of(lake), Optional.empty(), catalog);
        try (LakeMaintenance work = LakeMaintenance.open(
                place, StoreLocation.listOf(logs), Settings.initial(), Clock.systemUTC(), line -> {})) {
            work.compact(new LakeFixture.Silence());
        }
    }

    @Test
    void tablesOfTheCatalogAnswerAsTheLogsDo() {
        try (RestCatalogServer server = RestCatalogServer.start(lake, folder.resolve("catalog.sqlite"))) {
            compact(server.properties());
            assertTrue(server.commits() >= 2, "the server has seen " + server.commits() + " commits");
            String sql = "SELECT eventName, count(*), min(eventTime) FROM events GROUP BY 1 ORDER BY 1";
            try (EngineFixture raw = EngineFixture.over(logs, Map.of());
                    EngineFixture held = over(List.of(), server.properties())) {
                assertEquals(raw.query(sql).lines(), held.query(sql).lines());
            }
            int before = server.commits();
            compact(server.properties());
            assertEquals(before, server.commits(), "there was nothing new");
        }
    }

    @Test
    void aNamespaceOfItsOwn() {
        try (RestCatalogServer server = RestCatalogServer.start(lake, folder.resolve("catalog.sqlite"))) {
            Map<String, String> properties = new HashMap<>(server.properties());
            properties.put("namespace", "audit.trails");
            compact(properties);
            assertEquals(
                    List.of("audit.trails.events", "audit.trails.repeats"),
                    server.tables("audit", "trails").stream()
                            .map(TableIdentifier::toString)
                            .sorted()
                            .toList());
            try (EngineFixture held = over(List.of(), properties);
                    EngineFixture raw = EngineFixture.over(logs, Map.of())) {
                String sql = "SELECT count(*) FROM deliveries";
                assertEquals(raw.query(sql).lines(), held.query(sql).lines());
            }
        }
    }

    @Test
    void aCatalogThatDoesNotAnswerIsNamed() {
        Map<String, String> properties;
        try (RestCatalogServer server = RestCatalogServer.start(lake, folder.resolve("catalog.sqlite"))) {
            properties = new HashMap<>(server.properties());
            properties.put("token", "another-token");
            properties.put("rest.client.max-retries", "1");
            EngineException refused = assertThrows(EngineException.class, () -> compact(properties));
            assertEquals(ErrorCode.LEDGER_FAILURE, refused.code());
            assertTrue(refused.getMessage().contains(properties.get("uri")), refused.getMessage());
        }
        EngineException gone = assertThrows(EngineException.class, () -> compact(properties));
        assertEquals(ErrorCode.LEDGER_FAILURE, gone.code());
    }
}
