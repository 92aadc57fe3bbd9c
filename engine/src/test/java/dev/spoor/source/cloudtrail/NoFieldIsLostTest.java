/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spoor.format.jsonlog.LogFixture;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.schema.EventColumn;
import dev.spoor.source.EventTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every value of every record is in a column or in extra. */
class NoFieldIsLostTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<EventColumn> COLUMNS = CloudTrailSchema.schema().columns();

    @Test
    void columnsAndExtraHoldEveryValueOfGeneratedRecords() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (SampleFile file : new SampleTrail(SampleSpec.testing(600, 77)).files()) {
            lines.append(new String(file.inflated(), StandardCharsets.UTF_8)).append('\n');
        }
        int records = check(lines.toString());
        assertTrue(records >= 600, records + " records");
    }

    @Test
    void columnsAndExtraHoldEveryValueOfDriftedRecords() throws IOException {
        String[] values = {
            "null",
            "true",
            "\"true\"",
            "5",
            "\"2024-05-06T07:08:09Z\"",
            "\"x\"",
            "{}",
            "[]",
            "[{\"ARN\":\"a\"},5]",
            "{\"type\":\"t\",\"TYPE\":\"u\",\"x\":{\"y\":null}}",
            "{\"sessionContext\":{\"attributes\":{\"creationDate\":1}}}",
            "{\"tagContext\":{\"resourceTags\":[{\"arn\":\"a\",\"tags\":{\"k\":1}}],\"principalTags\":\"p\"}}"
        };
        StringBuilder text = new StringBuilder();
        for (EventColumn column : COLUMNS) {
            for (String value : values) {
                text.append("{\"eventID\":\"id\",\"")
                        .append(column.displayName())
                        .append("\":")
                        .append(value);
                text.append(",\"unknown\":").append(value).append("}\n");
            }
        }
        assertEquals(values.length * COLUMNS.size(), check(text.toString()));
    }

    private static int check(String text) throws IOException {
        LogFixture.Reading reading = LogFixture.ofAllColumns().batchRows(400).read(text);
        for (List<Object> row : reading.rows()) {
            JsonNode record = MAPPER.readTree((String) row.get(indexOf(CloudTrailSchema.EVENT_JSON)));
            Object extraText = row.get(indexOf(CloudTrailSchema.EXTRA_COLUMN));
            JsonNode extra = extraText == null ? MAPPER.createObjectNode() : MAPPER.readTree((String) extraText);
            record.properties().forEach(field -> {
                int index = columnOf(field.getKey());
                JsonNode left = extra.get(field.getKey());
                if (index < 0) {
                    assertEquals(field.getValue(), left, field.getKey());
                } else {
                    assertHeld(field.getValue(), COLUMNS.get(index).field(), row.get(index), left, field.getKey());
                }
            });
        }
        return reading.rows().size();
    }

    private static void assertHeld(JsonNode value, Field type, Object held, JsonNode left, String path) {
        if (value.isNull() || value.equals(left)) {
            return;
        }
        if (type.getType() instanceof ArrowType.Struct && value.isObject() && held instanceof List<?> members) {
            value.properties().forEach(member -> {
                int child = childOf(type, member.getKey());
                JsonNode memberLeft = left == null ? null : left.get(member.getKey());
                if (child < 0) {
                    assertEquals(member.getValue(), memberLeft, path + "." + member.getKey());
                } else if (!member.getValue().equals(memberLeft)) {
                    assertHeld(
                            member.getValue(),
                            type.getChildren().get(child),
                            members.get(child),
                            memberLeft,
                            path + "." + member.getKey());
                }
            });
        } else {
            assertTrue(isHeld(value, type, held), () -> path + " is " + value + ", held as " + held + ", left " + left);
        }
    }

    private static boolean isHeld(JsonNode value, Field type, Object held) {
        if (held == null) {
            return value.isNull();
        }
        if (type.getType() instanceof ArrowType.Timestamp) {
            byte[] bytes = (value.asText() + "\0".repeat(40)).getBytes(StandardCharsets.UTF_8);
            return held.equals(EventTime.parseMicros(bytes, 0, bytes.length - 40));
        }
        if (type.getType() instanceof ArrowType.Bool) {
            return value.asText().equalsIgnoreCase(held.toString());
        }
        if (held instanceof Map<?, ?> map) {
            boolean all = value.isObject() && value.size() == map.size();
            for (var entry : value.properties()) {
                all &= isHeld(
                        entry.getValue(),
                        type.getChildren().get(0).getChildren().get(1),
                        map.get(entry.getKey()));
            }
            return all;
        }
        if (type.getType() instanceof ArrowType.List && held instanceof List<?> list) {
            boolean all = value.isArray() && value.size() == list.size();
            for (int i = 0; all && i < list.size(); i++) {
                assertHeld(value.get(i), type.getChildren().get(0), list.get(i), null, "[" + i + "]");
            }
            return all;
        }
        return value.isTextual() ? held.equals(value.textValue()) : value.equals(jsonOf(held.toString()));
    }

    private static JsonNode jsonOf(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int columnOf(String key) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            boolean inRecord = COLUMNS.get(i).kind() != EventColumn.Kind.PROVENANCE
                    && COLUMNS.get(i).kind() != EventColumn.Kind.EXTRA
                    && COLUMNS.get(i).kind() != EventColumn.Kind.WHOLE_RECORD;
            if (inRecord && COLUMNS.get(i).displayName().equalsIgnoreCase(key)) {
                return i;
            }
        }
        return -1;
    }

    private static int childOf(Field row, String key) {
        for (int i = 0; i < row.getChildren().size(); i++) {
            if (row.getChildren().get(i).getName().equalsIgnoreCase(key)) {
                return i;
            }
        }
        return -1;
    }

    private static int indexOf(String name) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (COLUMNS.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new AssertionError(name);
    }
}
