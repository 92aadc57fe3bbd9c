/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JsonWalkerTest {
    private static final long SEED = Long.getLong("tests.seed", 20261121L);
    private static final JsonFactory PLAIN_JACKSON = new JsonFactory();

    @Test
    void wellFormedTextIsCertifiedToItsEnd() {
        Random random = new Random(SEED);
        JsonWalker walker = new JsonWalker();
        for (int i = 0; i < 20_000; i++) {
            String text = new RandomJson(random, i % 2 == 0).object(random.nextInt(6));
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            walker.reset(RandomJson.padded(bytes), 0, bytes.length);
            assertEquals(bytes.length, walker.skipValue(0), () -> "seed " + SEED + ": " + text);
        }
    }

    @Test
    void whatIsCertifiedJacksonAccepts() throws IOException {
        Random random = new Random(SEED + 1);
        JsonWalker walker = new JsonWalker();
        int certified = 0;
        int accepted = 0;
        for (int i = 0; i < 60_000; i++) {
            RandomJson json = new RandomJson(random, i % 3 == 0);
            byte[] bytes = json.mutate(json.object(1 + random.nextInt(5)).getBytes(StandardCharsets.UTF_8));
            if (bytes.length == 0 || bytes[0] != '{') {
                continue;
            }
            walker.reset(RandomJson.padded(bytes), 0, bytes.length);
            int end = walker.skipValue(0);
            int jackson = jacksonEnd(bytes);
            int judged = jackson >= 0 && Utf8.repair(bytes.clone(), 0, jackson) > 0 ? -1 : jackson;
            accepted += judged >= 0 ? 1 : 0;
            if (end >= 0) {
                certified++;
                assertEquals(judged, end, () -> "seed " + SEED + ": " + new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
        assertEquals(accepted, certified, "every accepted text of small depth should be certified, too");
        assertTrue(certified > 5_000, "mutations that leave JSON well-formed are part of the test");
    }

    @Test
    void slotsHoldWhatJacksonFinds() throws Exception {
        Random random = new Random(SEED + 2);
        KeyNode.Builder tree = new KeyNode.Builder()
                .anyCase("eventName", 0)
                .exact("userIdentity", 1)
                .exact("a", 3)
                .exact("", 4)
                .exact("ключ", 5)
                .others();
        tree.child("userIdentity").exact("type", 2).exact("a", 6);
        KeyNode wanted = tree.build();
        ValueSlots fast = new ValueSlots(7);
        ValueSlots slow = new ValueSlots(7);
        JsonWalker walker = new JsonWalker();
        for (int i = 0; i < 20_000; i++) {
            String text = new RandomJson(random, i % 2 == 0).object(4);
            byte[] bytes = RandomJson.padded(text);
            int length = bytes.length - JsonWalker.PADDING;
            walker.reset(bytes, 0, length);
            fast.clear();
            slow.clear();
            assertEquals(length, walker.walkObject(0, wanted, fast));
            assertEquals(length, StrictJson.walkObject(bytes, 0, length, wanted, slow));
            assertEquals(places(slow, 7), places(fast, 7), text);
        }
    }

    @Test
    void manyValuesInOneTextAreWalkedOneAfterAnother() {
        Random random = new Random(SEED + 3);
        StringBuilder text = new StringBuilder();
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            text.append(new RandomJson(random, false).object(3)).append('\n');
            ends.add(text.toString().getBytes(StandardCharsets.UTF_8).length - 1);
            if (text.length() > 200_000) {
                break;
            }
        }
        byte[] bytes = RandomJson.padded(text.toString());
        JsonWalker walker = new JsonWalker();
        walker.reset(bytes, 0, bytes.length - JsonWalker.PADDING);
        int p = 0;
        for (int end : ends) {
            assertEquals(end, walker.skipValue(p));
            p = walker.skipWhitespace(end);
        }
    }

    @Test
    void textBeforeAFaultStaysCertified() {
        String good = "{\"a\":\"x\"}";
        for (String bad : List.of("{\"a\":\"\u0001\"}", "{\"a\":\"\\q\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"open")) {
            byte[] bytes = RandomJson.padded(good + bad);
            JsonWalker walker = new JsonWalker();
            walker.reset(bytes, 0, bytes.length - JsonWalker.PADDING);
            assertEquals(good.length(), walker.skipValue(0), bad);
            assertEquals(JsonWalker.UNCERTIFIED, walker.skipValue(good.length()), bad);
        }
    }

    @Test
    void malformedUtf8IsNeverCertified() {
        byte[] bytes = RandomJson.padded("{\"a\":\"xxxxxxxxxx\"}");
        bytes[8] = (byte) 0xff;
        JsonWalker walker = new JsonWalker();
        walker.reset(bytes, 0, bytes.length - JsonWalker.PADDING);
        assertEquals(JsonWalker.UNCERTIFIED, walker.skipValue(0));
        assertEquals(8, walker.malformedUtf8At());
        assertEquals(1, Utf8.repair(bytes, 0, bytes.length));
        walker.reset(bytes, 0, bytes.length - JsonWalker.PADDING);
        assertEquals(bytes.length - JsonWalker.PADDING, walker.skipValue(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":1e}",
                "{\"a\":nul}",
                "{\"a\":True}",
                "{\"a\" \"b\"}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\":[1}}",
                "{\"a\":{1]}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":\"b\"\"c\"}",
                "{\"a\":1}]",
                "[\"a\":1]",
                "{\"a\":NaN}",
                "{\"a\":1;\"b\":2}",
                "{",
                "[",
                "{\"",
                "{\"a",
                "{\"a\":\"b",
                "{\"a\":tru",
                "\\{\"a\":1}",
                "{\\\"a\":1}",
                "[\\\"a\"]"
            })
    void faultsOfGrammarAreNotCertified(String text) throws IOException {
        byte[] bytes = RandomJson.padded(text);
        JsonWalker walker = new JsonWalker();
        walker.reset(bytes, 0, bytes.length - JsonWalker.PADDING);
        int end = text.charAt(0) == '{' || text.charAt(0) == '[' ? walker.skipValue(0) : JsonWalker.UNCERTIFIED;
        assertEquals(jacksonEnd(text.getBytes(StandardCharsets.UTF_8)), end);
    }

    @Test
    void deepNestingIsLeftToTheJudgeAndLimitedThere() throws MalformedJsonException {
        for (int depth : new int[] {1, 50, 61, 62, 63, 64, 65, 100, StrictJson.NESTING_MAX - 1}) {
            String text = "[".repeat(depth) + "]".repeat(depth);
            byte[] bytes = RandomJson.padded(text);
            JsonWalker walker = new JsonWalker();
            walker.reset(bytes, 0, text.length());
            int end = walker.skipValue(0);
            assertTrue(end == text.length() || depth > 50 && end == JsonWalker.UNCERTIFIED, "depth " + depth);
            assertEquals(text.length(), StrictJson.containerEnd(bytes, 0, text.length()));
        }
        int tooDeep = StrictJson.NESTING_MAX + 1;
        byte[] bytes = RandomJson.padded("[".repeat(tooDeep) + "]".repeat(tooDeep));
        assertThrows(
                MalformedJsonException.class,
                () -> StrictJson.containerEnd(bytes, 0, bytes.length - JsonWalker.PADDING));
    }

    @Test
    void escapedKeysAreComparedByTheJudgeOnly() throws MalformedJsonException {
        byte[] bytes = RandomJson.padded("{\"event\\u004eame\":\"x\"}");
        int length = bytes.length - JsonWalker.PADDING;
        KeyNode wanted = new KeyNode.Builder().exact("eventName", 0).build();
        ValueSlots slots = new ValueSlots(1);
        JsonWalker walker = new JsonWalker();
        walker.reset(bytes, 0, length);
        assertEquals(JsonWalker.UNCERTIFIED, walker.walkObject(0, wanted, slots));
        slots.clear();
        assertEquals(length, StrictJson.walkObject(bytes, 0, length, wanted, slots));
        assertTrue(slots.isPresent(0));
    }

    @Test
    void theFirstOfEqualKeysWinsAndTheOthersAreListed() {
        byte[] bytes = RandomJson.padded("{\"k\":1,\"K\":2,\"k\":3,\"z\":4}");
        KeyNode wanted = new KeyNode.Builder().anyCase("K", 0).others().build();
        ValueSlots slots = new ValueSlots(1);
        JsonWalker walker = new JsonWalker();
        walker.reset(bytes, 0, bytes.length - JsonWalker.PADDING);
        walker.walkObject(0, wanted, slots);
        assertEquals('1', bytes[slots.start(0)]);
        assertEquals(3, slots.otherCount());
        assertEquals('2', bytes[slots.otherStart(0)]);
        assertEquals('3', bytes[slots.otherStart(1)]);
        assertEquals('4', bytes[slots.otherStart(2)]);
    }

    @Test
    void keysAreToldApartByEveryByte() {
        String[] names = {"@", "`", "[x]", "{x}", "_", "abcdefgh", "abcdefgi", "abcdefghi", "0123456789abcdefg", "x1"};
        KeyNode.Builder builder = new KeyNode.Builder();
        for (int i = 0; i < names.length; i++) {
            builder.anyCase(names[i], i);
        }
        KeyNode node = builder.build();
        for (int i = 0; i < names.length; i++) {
            byte[] padded = RandomJson.padded(names[i]);
            assertEquals(i, node.find(padded, 0, padded.length - JsonWalker.PADDING).slot);
            byte[] other = padded.clone();
            other[0] ^= 0x40;
            KeyNode.Entry found = node.find(other, 0, other.length - JsonWalker.PADDING);
            assertFalse(found != null && found.slot == i, names[i]);
        }
    }

    @Test
    void whitespaceOutsideOfStringsIsNoticed() {
        JsonWalker walker = new JsonWalker();
        for (String text :
                List.of("{\"a\" :1}", "{ \"a\":1}", "{\"a\": 1}", "{\"a\":1 }", "{\"a\":[1, 2]}", "{\"a\":{} }")) {
            byte[] bytes = RandomJson.padded(text);
            walker.reset(bytes, 0, text.length());
            assertEquals(text.length(), walker.skipValue(0));
            assertTrue(walker.whitespaceSeen(), text);
        }
        byte[] bytes = RandomJson.padded("{\"a b\":\" c \"}");
        walker.reset(bytes, 0, bytes.length - JsonWalker.PADDING);
        assertTrue(walker.skipValue(0) > 0);
        assertFalse(walker.whitespaceSeen());
    }

    /** The end of the container that starts at 0 by a parser of the test's own, or -1. */
    private static int jacksonEnd(byte[] text) throws IOException {
        try (JsonParser parser = PLAIN_JACKSON.createParser(text)) {
            JsonToken token = parser.nextToken();
            if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
                return -1;
            }
            int depth = 1;
            while (depth > 0) {
                token = parser.nextToken();
                if (token == null) {
                    return -1;
                }
                if (token == JsonToken.VALUE_STRING) {
                    parser.getText();
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            return (int) parser.currentLocation().getByteOffset();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return -1;
        }
    }

    private static List<String> places(ValueSlots slots, int count) {
        List<String> places = new ArrayList<>();
        for (int slot = 0; slot < count; slot++) {
            if (slots.isPresent(slot)) {
                places.add(slot + "=" + slots.start(slot) + ".." + slots.end(slot));
            }
        }
        for (int i = 0; i < slots.otherCount(); i++) {
            places.add(Arrays.toString(
                    new int[] {slots.otherKeyStart(i), slots.otherKeyEnd(i), slots.otherStart(i), slots.otherEnd(i)}));
        }
        return places;
    }
}
