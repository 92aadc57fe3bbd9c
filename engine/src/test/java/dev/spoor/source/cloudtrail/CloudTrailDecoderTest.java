/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spoor.format.jsonlog.LogFixture;
import dev.spoor.format.jsonlog.LogFixture.Reading;
import dev.spoor.schema.FieldPath;
import dev.spoor.vector.SqlTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class CloudTrailDecoderTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Value in the record, value in the column, what extra keeps; ~ for nothing. */
    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            nullValues = "~",
            value = {
                "eventName     | \"GetObject\"      | GetObject  | ~",
                "eventName     | \"\"               | ''         | ~",
                "eventName     | null               | ~          | ~",
                "eventName     | 12.50              | 12.50      | ~",
                "eventName     | true               | true       | ~",
                "eventName     | [\"a\" , 1]        | [\"a\",1]  | ~",
                "eventName     | { \"a\" : {} }     | {\"a\":{}} | ~",
                "eventName     | \"J\\u00fcr\\ngen\\ud83d\\ude00\" | 'J\u00fcr\ngen\ud83d\ude00' | ~",
                "userAgent     | [\"x\"]            | [\"x\"]    | ~",
                "sourceIPAddress | {\"a\":1}        | {\"a\":1}  | ~",
                "readOnly      | true               | true       | ~",
                "readOnly      | \"false\"          | false      | ~",
                "readOnly      | \"True\"           | true       | ~",
                "readOnly      | \"maybe\"          | ~          | {\"readOnly\":\"maybe\"}",
                "readOnly      | 1                  | ~          | {\"readOnly\":1}",
                "eventTime     | \"2024-05-06T07:08:09Z\" | 1714979289000000 | ~",
                "eventTime     | \"2024-05-06T07:08:09.1234567Z\" | 1714979289123456 | "
                        + "{\"eventTime\":\"2024-05-06T07:08:09.1234567Z\"}",
                "eventTime     | \"yesterday\"      | ~          | {\"eventTime\":\"yesterday\"}",
                "eventTime     | 1714979289         | ~          | {\"eventTime\":1714979289}",
                "userIdentity  | \"root\"           | ~          | {\"userIdentity\":\"root\"}",
                "tlsDetails    | [1]                | ~          | {\"tlsDetails\":[1]}",
                "resources     | \"none\"           | ~          | {\"resources\":\"none\"}",
                "requestParameters | \"text\"       | ~          | {\"requestParameters\":\"text\"}",
                "requestParameters | {}             | {}         | ~",
                "requestParameters | null           | ~          | ~",
                "newField      | {\"a\": [1]}       | ~          | {\"newField\":{\"a\":[1]}}",
                "\\u006eew\\\"k | 1                 | ~          | {\"\\u006eew\\\"k\":1}"
            })
    void aValueIsHeldByItsColumnOrByExtra(String key, String json, String value, String extra) {
        String column =
                key.startsWith("new") || key.startsWith("\\") ? "eventname" : key.toLowerCase(java.util.Locale.ROOT);
        Reading reading = new LogFixture(column, "extra").read("{\"eventID\":\"x\",\"" + key + "\" : " + json + "}");
        assertEquals(List.of(), reading.reasons());
        Object held = reading.column(0).get(0);
        assertEquals(value, held == null ? null : held.toString());
        assertEquals(extra, reading.column(1).get(0));
    }

    @Test
    void nestedColumnsTakeTheirMembersInAnyLetterCase() {
        String identity =
                "{\"Type\":\"AssumedRole\",\"ARN\":\"a\",\"principalid\":5,\"sessionContext\":{\"sessionIssuer\":"
                        + "{\"userName\":\"role\"},\"attributes\":{\"creationDate\":\"20240506T070809Z\",\"mfaAuthenticated\":"
                        + "\"true\"},\"webIdFederationData\":{\"attributes\":{\"k\":{\"z\":1},\"n\":null}}}}";
        Reading reading = new LogFixture(
                        "useridentity.type",
                        "useridentity.arn",
                        "useridentity.sessioncontext.sessionissuer.username",
                        "useridentity.sessioncontext.attributes.creationdate",
                        "useridentity.sessioncontext.webidfederationdata.attributes.k",
                        "useridentity.username",
                        "useridentity.sessioncontext.sessionissuer",
                        "useridentity",
                        "extra")
                .read("{\"eventID\":\"x\",\"userIdentity\":" + identity + "}");
        List<Object> row = reading.rows().get(0);
        assertEquals(
                Arrays.asList("AssumedRole", "a", "role", 1714979289000000L, "{\"z\":1}", null), row.subList(0, 6));
        assertEquals(Arrays.asList(null, null, null, null, "role"), row.get(6));
        List<?> whole = (List<?>) row.get(7);
        assertEquals(Arrays.asList("AssumedRole", "5", "a", null), whole.subList(0, 4));
        List<?> context = (List<?>) whole.get(6);
        assertEquals(Arrays.asList(1714979289000000L, "true"), context.get(0));
        Map<?, ?> attributes = (Map<?, ?>) ((List<?>) context.get(2)).get(1);
        assertEquals("{\"z\":1}", attributes.get("k"));
        assertEquals(true, attributes.containsKey("n"));
        assertNull(row.get(8));
    }

    @Test
    void whatAStructDoesNotKnowStaysUnderItsPath() {
        String identity = "{\"type\":\"IAMUser\",\"type\":\"Root\",\"newId\":7,\"sessionContext\":{\"attributes\":"
                + "{\"creationDate\":\"tomorrow\",\"mfaAuthenticated\":\"false\"},\"x\":[ ]},\"onBehalfOf\":\"me\"}";
        Reading reading = new LogFixture("extra", "useridentity.type")
                .read("{\"eventID\":\"x\",\"userIdentity\":" + identity + ",\"eventID\":\"again\"}");
        assertEquals(
                "{\"eventID\":\"again\",\"userIdentity\":{\"type\":\"Root\",\"newId\":7,\"sessionContext\":{\"attributes\":"
                        + "{\"creationDate\":\"tomorrow\"},\"x\":[]},\"onBehalfOf\":\"me\"}}",
                reading.column(0).get(0));
        assertEquals("IAMUser", reading.column(1).get(0));
    }

    @Test
    void resourcesAreAListOfStructs() {
        String text = "{\"eventID\":\"x\",\"resources\":[{\"ARN\":\"a\",\"type\":\"t\"},{\"arn\":\"b\"},null,{}]}"
                + "{\"eventID\":\"y\"}{\"eventID\":\"z\",\"resources\":[]}"
                + "{\"eventID\":\"u\",\"resources\":[{\"ARN\":\"c\",\"new\":1}]}";
        Reading reading = new LogFixture("resources", "extra").read(text);
        List<?> first = (List<?>) reading.column(0).get(0);
        assertEquals(Arrays.asList(null, "t", "a", null), first.get(0));
        assertEquals(Arrays.asList(null, null, "b", null), first.get(1));
        assertNull(first.get(2));
        assertEquals(4, first.size());
        assertNull(reading.column(0).get(1));
        assertEquals(List.of(), reading.column(0).get(2));
        assertEquals(Arrays.asList(null, null, null, "{\"resources\":[{\"ARN\":\"c\",\"new\":1}]}"), reading.column(1));
    }

    @Test
    void freeFormColumnsComeAsMapAsTextAndByKey() {
        String text =
                "{\"eventID\":\"x\",\"requestParameters\":{\"b\":\"t\\n\", \"n\":1.50,\"o\":{ \"z\":[] },\"e\":null,"
                        + "\"B\":true,\"b\":\"second\"}}{\"eventID\":\"y\",\"requestParameters\":\"text\"}{\"eventID\":\"z\"}";
        Reading reading = new LogFixture("requestparameters.b", "requestparameters.o", "requestparameters.o.z")
                .with(FieldPath.of("requestparameters"), SqlTypes.varchar("requestparameters"))
                .with(FieldPath.of("requestparameters"), SqlTypes.textMap("requestparameters"))
                .read(text);
        List<Object> row = reading.rows().get(0);
        assertEquals(List.of("t\n", "{\"z\":[]}", "[]"), row.subList(0, 3));
        assertEquals("{\"b\":\"t\\n\",\"n\":1.50,\"o\":{\"z\":[]},\"e\":null,\"B\":true,\"b\":\"second\"}", row.get(3));
        Map<?, ?> map = (Map<?, ?>) row.get(4);
        assertEquals(5, map.size());
        assertEquals("t\n", map.get("b"));
        assertEquals("1.50", map.get("n"));
        assertNull(map.get("e"));
        assertEquals("true", map.get("B"));
        assertEquals(
                Arrays.asList(null, null, null, "\"text\"", null),
                reading.rows().get(1));
        assertEquals(Arrays.asList(null, null, null, null, null), reading.rows().get(2));
    }

    @Test
    void eventJsonIsTheWholeRecordCompact() throws Exception {
        String record = "{ \"eventID\" : \"x\" ,\n\"a\": [ 1 , { \"b\" : \" c \" } ] }";
        Reading reading = new LogFixture("eventjson").read("[" + record + "]");
        assertEquals(
                "{\"eventID\":\"x\",\"a\":[1,{\"b\":\" c \"}]}",
                reading.column(0).get(0));
        JsonNode same = MAPPER.readTree((String) reading.column(0).get(0));
        assertEquals(MAPPER.readTree(record), same);
    }

    @Test
    void batchesOfEveryDecoderShapeSpanFiles() {
        String one = "{\"eventID\":\"a\",\"eventName\":\"N\",\"resources\":[{\"ARN\":\"r\"}]}";
        List<byte[]> files = List.of(
                one.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new byte[0],
                (one + one + one + one + one).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (int batchRows : new int[] {1, 2, 1000}) {
            List<Reading> readings =
                    LogFixture.ofAllColumns().batchRows(batchRows).readAll(files);
            assertEquals(1, readings.get(0).rows().size());
            assertEquals(5, readings.get(2).rows().size());
            assertEquals(
                    readings.get(2).rows().get(0).subList(0, 30),
                    readings.get(2).rows().get(4).subList(0, 30));
        }
    }
}
