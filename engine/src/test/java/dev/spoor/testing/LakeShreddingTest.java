/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.dataset.LakeChange;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeSnapshot;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.format.parquet.ParquetFile;
import dev.spoor.format.parquet.ParquetFileMetrics;
import dev.spoor.format.parquet.ParquetReadRequest;
import dev.spoor.format.parquet.ParquetReader;
import dev.spoor.format.parquet.ParquetWriteOptions;
import dev.spoor.format.parquet.ParquetWriter;
import dev.spoor.lifecycle.Shredding;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.WriteCondition;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Values that a lake has columns for are what the JSON text says, in every form in which queries ask for them. */
@Tag("any-jdk")
class LakeShreddingTest {
    private static final long SEED = Long.getLong("tests.seed", 77);
    private static final int RECORDS = Integer.getInteger("tests.iters", 400);
    private static final int PARTS = 4;
    private static final Map<String, String> TABLES = Map.of("lake_view", "lake", "athena_view", "athena");

    @TempDir
    static Path folder;

    private static Path logs;

    /** No columns for values; some, from statistics; others in each file; some, and not all log files. */
    private static Path plain;

    private static Path automatic;
    private static Path mixed;
    private static Path half;

    @BeforeAll
    static void compact() {
        logs = folder.resolve("logs");
        plain = folder.resolve("plain");
        automatic = folder.resolve("automatic");
        mixed = folder.resolve("mixed");
        half = folder.resolve("half");
        Random random = new Random(SEED);
        List<Shredding> ways = List.of(
                Shredding.NONE,
                parse("requestParameters.a, requestParameters.\"x.y\", responseElements.bucketName"),
                parse("requestParameters.a.b, requestParameters.b, responseElements.\"\", responseElements.\"\"\"\""),
                Shredding.AUTOMATIC);
        for (int part = 0; part < PARTS; part++) {
            writePart(part, random);
            TestLake.compact(logs, mixed, ways.get(part));
            if (part == PARTS / 2) {
                TestLake.compact(logs, half, ways.get(1));
            }
        }
        TestLake.compact(logs, plain, Shredding.NONE);
        TestLake.compact(logs, automatic, Shredding.AUTOMATIC);
    }

    private static Shredding parse(String text) {
        return Shredding.parse(text, new CloudTrailSource().schema());
    }

    /** Records of a day of their own, and of a day that all parts share. */
    private static void writePart(int part, Random random) {
        RandomJson json = new RandomJson(random);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS / PARTS; i++) {
            String day = random.nextInt(4) == 0 ? "09" : "0" + (part + 1);
            String more = random.nextInt(8) == 0 ? "" : ",\"requestParameters\":" + value(json, random);
            more += random.nextInt(8) == 0 ? "" : ",\"responseElements\":" + value(json, random);
            records.add("{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-03-" + day + "T00:00:"
                    + (10 + random.nextInt(50)) + "Z\",\"eventName\":\"N" + random.nextInt(5)
                    + "\",\"eventSource\":\"s3.amazonaws.com\",\"eventID\":\"" + part + "-" + i + "\"" + more + "}");
        }
        EngineFixture.write(
                logs.resolve("part" + part + ".json"),
                ("{\"Records\":[" + String.join(",", records) + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private static String value(RandomJson json, Random random) {
        return random.nextInt(10) == 0 ? json.value(2) : json.object(3);
    }

    private static List<String> lines(EngineFixture engine, String sql) {
        return engine.query(sql).lines().stream().sorted().toList();
    }

    /** Each query over the logs, and over each lake. */
    private static void assertSame(List<String> queries) {
        List<List<String>> expected = new ArrayList<>();
        try (EngineFixture raw = EngineFixture.over(logs, Map.of(), TABLES)) {
            queries.forEach(sql -> expected.add(lines(raw, sql)));
        }
        Map<String, EngineFixture> engines = Map.of(
                "plain", EngineFixture.over(List.of(), plain, Map.of(), TABLES),
                "automatic", EngineFixture.over(List.of(), automatic, Map.of(), TABLES),
                "mixed", EngineFixture.over(List.of(), mixed, Map.of(), TABLES),
                "half", EngineFixture.over(List.of(logs), half, Map.of(), TABLES),
                "small batches",
                        EngineFixture.over(List.of(logs), mixed, Map.of("batch.rows", "3", "pruning", "off"), TABLES));
        engines.forEach((name, engine) -> {
            try (engine) {
                for (int i = 0; i < queries.size(); i++) {
                    assertEquals(
                            expected.get(i),
                            lines(engine, queries.get(i)),
                            name + ": " + queries.get(i) + ", -Dtests.seed=" + SEED);
                }
            }
        });
    }

    private static List<String> forms() {
        List<String> forms = new ArrayList<>();
        for (String column : List.of("requestParameters", "responseElements")) {
            for (String key : List.of("a", "b", "x.y", "", "\"", "bucketName", "A")) {
                forms.add("lake_view " + column + "['" + key + "']");
                forms.add("lake_view element_at(" + column + ", '" + key + "')");
                String quoted = "$[\"" + key.replace("\"", "\\\"") + "\"]";
                forms.add("athena_view json_extract_scalar(" + column + ", '" + quoted + "')");
                forms.add("athena_view json_format(json_extract(" + column + ", '" + quoted + "'))");
            }
            for (String path : List.of("$.a", "$.a.b", "$.A.b.a", "$.bucketName")) {
                forms.add("athena_view json_extract_scalar(" + column + ", '" + path + "')");
                forms.add("athena_view json_value(" + column + ", 'lax " + path + "')");
                forms.add("athena_view json_format(json_extract(" + column + ", '" + path + "'))");
            }
        }
        return forms;
    }

    @Test
    void valuesAreTheSame() {
        List<String> queries = new ArrayList<>();
        for (String form : forms()) {
            String table = form.substring(0, form.indexOf(' '));
            String value = form.substring(form.indexOf(' ') + 1);
            queries.add(
                    queries.size() % 2 == 0
                            ? "SELECT eventid, " + value + " FROM " + table
                            : "SELECT " + value + ", count(*), min(eventname) FROM " + table + " GROUP BY 1");
        }
        assertSame(queries);
    }

    @Test
    void conditionsHoldForTheSameEvents() {
        List<String> conditions = List.of(
                " = 'v1'", " IS NULL", " IS NOT NULL", " IN ('v2', '1', '{\"a\":1}')", " > 'caf'", " LIKE '%1%'");
        List<String> queries = new ArrayList<>();
        Random random = new Random(SEED);
        for (String form : forms()) {
            String table = form.substring(0, form.indexOf(' '));
            String value = form.substring(form.indexOf(' ') + 1);
            String condition = conditions.get(random.nextInt(conditions.size()));
            queries.add("SELECT eventid FROM " + table + " WHERE " + value + condition);
            if (random.nextInt(4) == 0) {
                queries.add("SELECT eventtime, useragent, eventid FROM " + table + " WHERE " + value
                        + " = 'v0' AND eventname = 'N1'");
            }
        }
        assertSame(queries);
    }

    @Test
    void severalKeysAndWholeColumnsAreTheSame() {
        assertSame(List.of(
                "SELECT requestParameters['a'], requestParameters['b'], responseElements['bucketName'] FROM lake_view",
                "SELECT requestParameters, requestParameters['a'] FROM lake_view",
                "SELECT requestparameters, json_extract_scalar(requestparameters, '$.a') FROM athena_view",
                "SELECT * FROM lake_view",
                "SELECT * FROM athena_view",
                "SELECT * FROM events",
                "SELECT * FROM deliveries",
                "SELECT eventJson FROM events",
                "SELECT cardinality(requestParameters), requestParameters['b'] FROM events",
                "SELECT a.requestParameters['a'], count(*) FROM lake_view a JOIN lake_view b"
                        + " ON a.requestParameters['b'] = b.responseElements['bucketName'] GROUP BY 1"));
    }

    @Test
    void versionsOfThePastAreReadAsTheyWere() {
        String sql = "SELECT requestParameters['a'], count(*) FROM events FOR VERSION AS OF ";
        try (EngineFixture engine = EngineFixture.over(List.of(), mixed, Map.of(), TABLES)) {
            List<String> versions = lines(
                    engine, "SELECT DISTINCT snapshot_id FROM sys.snapshots WHERE table_name = 'events' ORDER BY 1");
            assertTrue(versions.size() >= PARTS, versions.toString());
            for (String version : versions) {
                List<String> keyed = lines(engine, sql + version + " GROUP BY 1");
                List<String> whole = lines(
                        engine,
                        "SELECT element_at(map_filter(requestParameters, (k, v) -> true), 'a'), count(*)"
                                + " FROM events FOR VERSION AS OF " + version + " GROUP BY 1");
                assertEquals(whole, keyed);
            }
        }
    }

    @Test
    void tablesShowNoMoreColumns() {
        // a lake has tables of its own in sys, what logs have is the same with it
        String sql = "SELECT table_name, column_name, hidden FROM sys.columns WHERE table_schema <> 'sys'";
        try (EngineFixture raw = EngineFixture.over(logs, Map.of(), TABLES);
                EngineFixture engine = EngineFixture.over(List.of(logs), mixed, Map.of(), TABLES)) {
            List<String> expected = lines(raw, sql);
            assertTrue(expected.size() > 100, expected.toString());
            assertEquals(expected, lines(engine, sql));
        }
    }

    @Test
    void explanationsTellInHowManyFilesAKeyIsAColumn() {
        try (EngineFixture engine = EngineFixture.over(List.of(), mixed, Map.of(), TABLES)) {
            String plan = String.join(
                    "\n",
                    engine.query("EXPLAIN SELECT requestParameters['x.y'] FROM events")
                            .lines());
            assertTrue(plan.contains("requestparameters.\"x.y\" is a column in "), plan);
            assertFalse(plan.contains("is a column in 0"), plan);
        }
    }

    @Test
    void explanationsTellWhatIsLeftOfRowGroupsAndRows() {
        try (EngineFixture engine = EngineFixture.over(List.of(), mixed, Map.of(), TABLES)) {
            String rows = lines(engine, "SELECT count(*) FROM events").get(0);
            String all = "SELECT eventID, userAgent FROM events";
            String plan = String.join("\n", engine.query("EXPLAIN " + all).lines());
            String groups = plan.replaceAll("(?s).*row groups, all of the lake: (\\d+)'.*", "$1");
            assertTrue(Integer.parseInt(groups) > 1, plan);
            assertTrue(plan.contains("rows, in the data files to read: " + rows + "'"), plan);
            assertTrue(plan.contains("EXPLAIN ANALYZE tells"), plan);
            String whole =
                    String.join("\n", engine.query("EXPLAIN ANALYZE " + all).lines());
            assertTrue(whole.contains("row groups, read: " + groups + "'"), whole);
            assertTrue(whole.contains("rows, given: " + rows + "'"), whole);
            assertFalse(whole.contains("EXPLAIN ANALYZE tells"), whole);
            String none = String.join(
                    "\n",
                    engine.query("EXPLAIN ANALYZE " + all + " WHERE eventName = 'GetNothing'")
                            .lines());
            assertTrue(none.contains("row groups, all of the lake: " + groups + "'"), none);
            assertTrue(none.contains("row groups, read: 0'"), none);
            assertTrue(none.contains("rows, given: 0'"), none);
        }
    }

    @Test
    void theTextIsNotReadWhereTheKeyIsAColumn(@TempDir Path here) {
        EngineFixture.write(new SampleTrail(SampleSpec.testing(800, 11)).files(), here.resolve("logs"));
        TestLake.compact(here.resolve("logs"), here.resolve("own"));
        TestLake.compact(here.resolve("logs"), here.resolve("text"), Shredding.NONE);
        String sql = "SELECT requestParameters['bucketName'], count(*) FROM events GROUP BY 1";
        try (EngineFixture own = EngineFixture.over(List.of(), here.resolve("own"), Map.of(), TABLES);
                EngineFixture text = EngineFixture.over(List.of(), here.resolve("text"), Map.of(), TABLES)) {
            assertEquals(lines(text, sql), lines(own, sql));
            long inflatedOwn = own.lastStats().scan().bytesInflated();
            long inflatedText = text.lastStats().scan().bytesInflated();
            assertTrue(inflatedOwn > 0 && inflatedOwn * 5 < inflatedText, inflatedOwn + " of " + inflatedText);
            String rare =
                    "SELECT count(*) FROM athena_view WHERE json_extract_scalar(requestparameters, '$.bucketName') = ";
            assertEquals(List.of("0"), lines(own, rare + "'there-is-no-such-bucket'"));
            assertEquals(0, own.lastStats().scan().eventsScanned());
            String wide =
                    "SELECT eventID, userAgent, userIdentity, eventJson FROM events WHERE eventSource = 's3.amazonaws.com'";
            assertFalse(lines(own, wide).isEmpty());
            long all = own.lastStats().scan().bytesInflated();
            assertEquals(List.of(), lines(own, wide + " AND requestParameters['bucketName'] LIKE '%zzz%'"));
            long byKey = own.lastStats().scan().bytesInflated();
            assertTrue(byKey > 0 && byKey * 5 < all, byKey + " of " + all);
        }
    }

    /** Other engines fill the columns of rows that were written before these were added with NULL. */
    @Test
    void filesThatAnotherEngineHasRewrittenAreReadFromTheText(@TempDir Path here) {
        Path trail = here.resolve("logs");
        Path folderOfLake = here.resolve("lake");
        EngineFixture.write(
                trail.resolve("a.json"),
                ("{\"Records\":[{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-03-01T00:00:00Z\",\"eventName\":\"Get\","
                                + "\"eventSource\":\"s3.amazonaws.com\",\"eventID\":\"1\",\"requestParameters\":{\"a\":\"x\"}}]}")
                        .getBytes(StandardCharsets.UTF_8));
        TestLake.compact(trail, folderOfLake, parse("requestParameters.a"));
        String sql = "SELECT requestParameters['a'] FROM events WHERE requestParameters['a'] = 'x'";
        try (EngineFixture engine = EngineFixture.over(List.of(), folderOfLake, Map.of(), TABLES)) {
            assertEquals(List.of("x"), lines(engine, sql));
        }
        rewriteWithNulls(folderOfLake);
        TestLake.compact(trail, folderOfLake);
        try (EngineFixture engine = EngineFixture.over(List.of(), folderOfLake, Map.of(), TABLES)) {
            assertEquals(List.of("x"), lines(engine, sql));
            String plan = engine.query("EXPLAIN " + sql).toString();
            assertTrue(plan.contains("requestparameters.a is a column in 0 of 1 data files"), plan);
        }
    }

    private static void rewriteWithNulls(Path folderOfLake) {
        try (Lake lake = TestLake.open(folderOfLake);
                Memory memory = Memory.root(64L << 20)) {
            LakeTable table = lake.events();
            LakeSnapshot now = table.current().orElseThrow();
            List<LakeFile> files = table.files(now);
            assertEquals(1, files.size());
            LakeFile file = files.get(0);
            List<Field> columns = table.columns();
            Projection all = new Projection(columns.stream()
                    .map(column -> new ProjectedColumn(FieldPath.of(column.getName()), column))
                    .toList());
            ParquetFile parquet =
                    ParquetFile.open(lake.store(), lake.store().find(file.key()).orElseThrow());
            String key = table.dataPrefix() + "eventtime_day=2026-03-01/00000-0-other-engine.parquet";
            ParquetFileMetrics metrics;
            try (ObjectSink sink = lake.store().create(key, WriteCondition.CREATE_ONLY);
                    ParquetWriter writer = new ParquetWriter(sink, key, columns, ParquetWriteOptions.LAKE, memory);
                    ParquetReader reader = new ParquetReader(
                            parquet, new ParquetReadRequest(all, columns, ScanConstraint.all(), null, memory, 1000))) {
                try (Batch batch = reader.next()) {
                    List<Column> written = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        boolean isOwn = table.shreddedColumns().containsValue(columns.get(i));
                        written.add(
                                isOwn
                                        ? ConstantColumn.ofNull(columns.get(i), batch.rowCount(), memory)
                                        : batch.column(i).retain());
                    }
                    try (Batch changed = new Batch(batch.rowCount(), written)) {
                        writer.write(changed);
                    }
                }
                metrics = writer.finish();
                sink.commit();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            LakeFile other = new LakeFile(
                    key,
                    metrics.sizeBytes(),
                    metrics.rowCount(),
                    file.day(),
                    metrics.metrics(),
                    metrics.splitOffsets());
            table.commit(new LakeChange(List.of(other), List.of(file), true, OptionalLong.of(now.id()), Map.of()));
        }
    }

    @Test
    void everyFileSaysWhichPathsItHas() {
        try (Lake lake = TestLake.open(mixed)) {
            List<Integer> counts = new ArrayList<>();
            for (LakeFile file : lake.events().files(lake.events().current().orElseThrow())) {
                ParquetFile parquet = ParquetFile.open(
                        lake.store(), lake.store().find(file.key()).orElseThrow());
                counts.add((int) parquet.metadata().keySet().stream()
                        .filter(key -> key.startsWith("shredded-path."))
                        .count());
            }
            assertTrue(counts.stream().distinct().count() >= 3, counts.toString());
            assertTrue(lake.events().shreddedColumns().size() >= 7);
            assertEquals(
                    lake.events().shreddedColumns().keySet(),
                    lake.repeats().shreddedColumns().keySet());
        }
    }
}
