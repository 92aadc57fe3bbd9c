/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.expr.Values;
import dev.spoor.format.LogReader;
import dev.spoor.format.ReadRequest;
import dev.spoor.format.TimeWindow;
import dev.spoor.format.jsonlog.JsonLogFormat;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.RecordShapes;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A record and its columns make the same text again, byte by byte. */
final class RecordShapesTest {
    private static final CloudTrailSource SOURCE = new CloudTrailSource();

    private record Cut(List<String> records, List<String> shapes, List<String> again) {}

    private static Cut cut(byte[] file) {
        RecordShapes shapes = SOURCE.newRecordShapes();
        List<ProjectedColumn> wanted = new ArrayList<>();
        for (Field column : shapes.columns()) {
            wanted.add(new ProjectedColumn(FieldPath.of(column.getName()), column));
        }
        wanted.add(new ProjectedColumn(FieldPath.of("eventjson"), SqlTypes.varchar("eventjson")));
        try (Memory memory = Memory.root(1L << 30);
                LogReader reader = JsonLogFormat.open(
                        SOURCE,
                        new ReadRequest(new Projection(wanted), memory, 4096, null, 0, TimeWindow.ALL, false))) {
            reader.start("key", file, 0, file.length);
            while (!reader.read()) {
                assertTrue(!reader.isFull(), "one batch holds a file");
            }
            try (Batch batch = reader.take()) {
                if (batch == null) {
                    return new Cut(List.of(), List.of(), List.of());
                }
                List<Column> values = new ArrayList<>();
                for (int i = 0; i < shapes.columns().size(); i++) {
                    values.add(batch.column(i).retain());
                }
                Column records = batch.column(values.size());
                try (Batch columns = new Batch(batch.rowCount(), values);
                        Column shape = shapes.shapesOf(columns, records, memory);
                        Column again = SOURCE.newRecordShapes().recordsOf(columns, shape, memory)) {
                    return new Cut(texts(records, memory), texts(shape, memory), texts(again, memory));
                }
            }
        }
    }

    private static List<String> texts(Column column, Memory memory) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < column.rowCount(); row++) {
            texts.add(String.valueOf(Values.read(column.flat(memory), row)));
        }
        return texts;
    }

    private static String shapeOf(String record) {
        Cut cut = cut(("{\"Records\":[" + record + "]}").getBytes(StandardCharsets.UTF_8));
        assertEquals(cut.records(), cut.again());
        return cut.shapes().get(0).replace('\u0010', '?');
    }

    @Test
    void aTrailComesBackAndFewShapesAreLeftOfIt() {
        int records = 0;
        Set<String> shapes = new HashSet<>();
        for (SampleFile file : new SampleTrail(SampleSpec.testing(1_000, 5)).files()) {
            if (file.kind() == SampleFile.Kind.EVENTS) {
                Cut cut = cut(file.gzip());
                assertEquals(cut.records(), cut.again(), file.key());
                records += cut.records().size();
                shapes.addAll(cut.shapes());
            }
        }
        assertTrue(shapes.size() * 3 < records, shapes.size() + " shapes of " + records + " records");
    }

    @Test
    void valuesOfColumnsAreCutOut() {
        assertEquals(
                "{\"eventVersion\":\"?\",\"userIdentity\":{\"type\":\"?\",\"sessionContext\":{\"attributes\":"
                        + "{\"creationDate\":\"?\",\"mfaAuthenticated\":\"?\"}}},\"eventTime\":\"?\",\"readOnly\":?,"
                        + "\"requestParameters\":?,\"responseElements\":null,\"resources\":[{\"ARN\":\"?\"},"
                        + "{\"accountId\":\"?\",\"ARN\":\"?\"}],\"eventID\":\"?\"}",
                shapeOf(
                        "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"Root\",\"sessionContext\":{\"attributes\":"
                                + "{\"creationDate\":\"2026-01-22T16:53:53Z\",\"mfaAuthenticated\":\"false\"}}},"
                                + "\"eventTime\":\"2026-01-22T16:53:53Z\",\"readOnly\":true,"
                                + "\"requestParameters\":{\"b\":[1,{}],\"a\":\"\u00e9\"},\"responseElements\":null,"
                                + "\"resources\":[{\"ARN\":\"arn:a\"},{\"accountId\":\"1\",\"ARN\":\"ärn\\\"\\\\\"}],"
                                + "\"eventID\":\"e\"}"));
    }

    @Test
    void waysToSpellTheSameAreTold() {
        assertEquals(
                "{\"userAgent\":\"\u0012\",\"errorMessage\":\"\u001d\",\"requestParameters\":\u0011,\"responseElements\":{\"a\":\"\\u003d=\"},"
                        + "\"additionalEventData\":{\"a\":\"\\u00E9\"},\"eventID\":\"?\"}",
                shapeOf("{\"userAgent\":\"a\\u0026b=\",\"errorMessage\":\"\\u003cb\\u003e\\u003d\\\"&\","
                        + "\"requestParameters\":{\"\\u003d\":[1,\"QUI\\u003d\\u003d\",\"&\\n\"]},\"responseElements\":{\"a\":\"\\u003d=\"},"
                        + "\"additionalEventData\":{\"a\":\"\\u00E9\"},\"eventID\":\"e\"}"));
    }

    @Test
    void whatNoColumnGivesBackExactlyStays() {
        for (String member : List.of(
                "\"eventTime\":\"2026-01-22T16:53:53.123456789Z\"",
                "\"eventTime\":\"2026-02-31T16:53:53Z\"",
                "\"eventTime\":1769100833",
                "\"userAgent\":\"a\\/b\"",
                "\"userAgent\":{\"a\":1}",
                "\"eventName\":\"A\",\"eventName\":\"B\"",
                "\"EVENTNAME\":\"A\"",
                "\"unknown\":{\"eventName\":\"A\"}",
                "\"resources\":{\"ARN\":\"a\"}",
                "\"resources\":[null,\"a\",{\"ARN\":null}]",
                "\"resources\":[]",
                "\"userIdentity\":\"root\"",
                "\"userIdentity\":{}",
                "\"requestParameters\":\"text\"",
                "\"requestParameters\":12",
                "\"readOnly\":\"true\"",
                "\"readOnly\":\"TRUE\"",
                "\"readOnly\":\"maybe\"",
                "\"eventContext\":{\"requestContext\":{\"b\":\"1\",\"a\":\"2\"}}")) {
            shapeOf("{\"eventVersion\":\"1.08\"," + member + ",\"eventID\":\"e\"}");
        }
    }

    @Test
    void anOddValueCostsOnlyItself() {
        assertEquals(
                "{\"eventVersion\":?,\"userAgent\":\"a\\/b\",\"eventName\":\"?\",\"eventID\":\"?\"}",
                shapeOf("{\"eventVersion\":1.08,\"userAgent\":\"a\\/b\",\"eventName\":\"A\",\"eventID\":\"e\"}"));
    }
}
