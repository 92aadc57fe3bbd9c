/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class JsonTextTest {
    private static final long SEED = Long.getLong("tests.seed", 20261121L);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void compactTextKeepsTheValueAndLosesOnlyWhitespace() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            String text = new RandomJson(random, true).object(4);
            byte[] bytes = RandomJson.padded(text);
            TextBuffer out = new TextBuffer();
            JsonText.compact(bytes, 0, bytes.length - JsonWalker.PADDING, out);
            JsonNode compacted = MAPPER.readTree(out.toString());
            assertEquals(MAPPER.readTree(text), compacted);
            JsonWalker walker = new JsonWalker();
            out.seal();
            walker.reset(out.bytes(), 0, out.length());
            assertEquals(out.length(), walker.skipValue(0));
            assertEquals(false, walker.whitespaceSeen());
        }
    }

    @Test
    void normalTextHasOneSpellingForEachString() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            String text = new RandomJson(random, true).object(4);
            String normal = normalized(text);
            assertEquals(MAPPER.readTree(text), MAPPER.readTree(normal));
            assertEquals(normal, normalized(normal));
        }
        for (int i = 0; i < 5_000; i++) {
            String[] pieces = {
                "\\u003d",
                "\\u003D",
                "=",
                "\\/",
                "/",
                "\\\\",
                "\\\"",
                "\\u0022",
                "\\u005c",
                "\\n",
                "\\u000a",
                "\\u0001",
                "a",
                "\\ud83d\\ude00",
                "\uD83D\uDE00",
                "\\u00fc",
                "u003d",
                "\u007F"
            };
            StringBuilder string = new StringBuilder();
            for (int n = random.nextInt(8); n > 0; n--) {
                string.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] meant = unescaped(string.toString()).getBytes(StandardCharsets.UTF_8);
            TextBuffer quoted = new TextBuffer();
            JsonText.quote(meant, 0, meant.length, quoted);
            assertEquals("[" + quoted + "]", normalized("[ \"" + string + "\" ]"));
        }
        assertEquals("{\"a\":\"x\\ud800y=\"}", normalized("{\"a\" : \"x\\ud800y\\u003d\"}"));
    }

    private static String normalized(String text) {
        byte[] bytes = RandomJson.padded(text);
        TextBuffer out = new TextBuffer();
        JsonText.normalize(bytes, 0, bytes.length - JsonWalker.PADDING, out);
        return out.toString();
    }

    @Test
    void unescapingGivesJacksonsText() throws Exception {
        String[] strings = {
            "",
            "plain",
            "\\\"",
            "\\\\\\/",
            "\\b\\f\\n\\r\\t",
            "\\u0041\\u00e9\\u20ac",
            "\\ud83d\\ude00x",
            "ü€😀",
            "\\u0000",
            "tail\\\\",
            "\\u005c\\u0022"
        };
        for (String each : strings) {
            assertEquals(MAPPER.readValue("\"" + each + "\"", String.class), unescaped(each), each);
        }
    }

    @Test
    void surrogatesWithoutPartnerBecomeTheReplacementCharacter() {
        assertEquals("\ufffd", unescaped("\\ud83d"));
        assertEquals("\ufffdx", unescaped("\\ude00x"));
        assertEquals("\ufffdA", unescaped("\\ud83d\\u0041"));
        assertEquals("\ufffd\n", unescaped("\\ud83d\\n"));
        assertEquals("\ufffd\ud83d\ude00", unescaped("\\ud83d\\ud83d\\ude00"));
    }

    @Test
    void quotingIsUndoneByReading() throws Exception {
        for (String text : new String[] {"", "a", "\"", "\\", "\u0000\u0001\u001f\n\t\r\b\f", "ü€😀", "a\"b\\c"}) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            TextBuffer out = new TextBuffer();
            JsonText.quote(utf8, 0, utf8.length, out);
            assertEquals(text, MAPPER.readValue(out.toString(), String.class));
        }
    }

    @Test
    void repairLeavesExactlyWhatJavaCallsUtf8() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(6)];
            int[] pool = {0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0xc0, 0xf4, 0x90, 0xff
            };
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : pool[random.nextInt(pool.length)]);
            }
            boolean wellFormed = isUtf8(bytes);
            byte[] repaired = bytes.clone();
            int replaced = Utf8.repair(repaired, 0, repaired.length);
            assertEquals(wellFormed, replaced == 0);
            assertEquals(true, isUtf8(repaired));
            if (wellFormed) {
                assertArrayEquals(bytes, repaired);
            }
        }
    }

    @Test
    void membersAreThoseJacksonSees() throws Exception {
        Random random = new Random(SEED + 5);
        for (int i = 0; i < 3_000; i++) {
            String text = new RandomJson(random, i % 2 == 0).object(3);
            byte[] bytes = RandomJson.padded(text);
            JsonMembers members = new JsonMembers().open(bytes, 0, bytes.length - JsonWalker.PADDING);
            var parser = MAPPER.createParser(text);
            parser.nextToken();
            while (parser.nextToken() == com.fasterxml.jackson.core.JsonToken.FIELD_NAME) {
                assertEquals(true, members.next());
                assertEquals(
                        parser.currentName(),
                        MAPPER.readValue(slice(bytes, members.keyStart(), members.keyEnd()), String.class));
                parser.nextToken();
                JsonNode value = MAPPER.readTree(parser);
                assertEquals(value, MAPPER.readTree(slice(bytes, members.valueStart(), members.valueEnd())));
            }
            assertEquals(false, members.next());
        }
    }

    private static String slice(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static String unescaped(String escaped) {
        byte[] bytes = RandomJson.padded(escaped);
        TextBuffer out = new TextBuffer();
        JsonText.unescape(bytes, 0, bytes.length - JsonWalker.PADDING, out);
        return out.toString();
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return decoded != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
