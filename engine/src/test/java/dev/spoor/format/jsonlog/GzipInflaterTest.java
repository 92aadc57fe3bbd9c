/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.json.JsonWalker;
import dev.spoor.testing.LogMutation;
import dev.spoor.vector.Memory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GzipInflaterTest {
    private static final byte[] TEXT = text(50_000);

    @Test
    void oneMemberComesOutWhole() {
        assertUnpacks(TEXT, LogMutation.gzip(TEXT));
    }

    @Test
    void severalMembersComeOutInOrder() {
        byte[] first = Arrays.copyOf(TEXT, 20_000);
        byte[] second = Arrays.copyOfRange(TEXT, 20_000, TEXT.length);
        assertUnpacks(TEXT, join(LogMutation.gzip(first), LogMutation.gzip(new byte[0]), LogMutation.gzip(second)));
    }

    @Test
    void headerFieldsAreSteppedOver() {
        byte[] packed = LogMutation.gzip(TEXT);
        byte[] extra = {3, 0, 'a', 'b', 'c'};
        byte[] name = "name.json\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] comment = "\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] header = join(Arrays.copyOf(packed, 10), extra, name, comment);
        header[3] = 2 | 4 | 8 | 16;
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >>> 8)};
        byte[] body = Arrays.copyOfRange(packed, 10, packed.length);
        assertUnpacks(TEXT, join(header, checksum, body));
        checksum[0] ^= 1;
        try (Memory memory = Memory.root(1 << 30);
                GzipInflater inflater = new GzipInflater(memory, JsonWalker.PADDING)) {
            byte[] bad = join(header, checksum, body);
            inflater.inflate(bad, 0, bad.length);
            assertEquals(List.of("a gzip header has the wrong checksum"), inflater.faults());
        }
    }

    @Test
    void everyCutLeavesABeginningAndAFault() {
        byte[] packed = LogMutation.gzip(TEXT);
        try (Memory memory = Memory.root(1 << 30);
                GzipInflater inflater = new GzipInflater(memory, JsonWalker.PADDING)) {
            int longest = 0;
            for (int cut = 2; cut < packed.length; cut += 1 + cut / 50) {
                inflater.inflate(packed, 0, cut);
                assertEquals(1, inflater.faults().size(), "cut at " + cut);
                assertBeginning(inflater);
                assertTrue(inflater.length() >= longest, "more input, less output");
                longest = inflater.length();
            }
            assertTrue(longest > TEXT.length / 2);
        }
    }

    @Test
    void aDamagedByteLeavesWhatCameBeforeIt() {
        byte[] packed = LogMutation.gzip(TEXT);
        int reported = 0;
        try (Memory memory = Memory.root(1 << 30);
                GzipInflater inflater = new GzipInflater(memory, JsonWalker.PADDING)) {
            for (int at = 10; at < packed.length; at += 37) {
                byte[] bad = packed.clone();
                bad[at] ^= 0x55;
                inflater.inflate(bad, 0, bad.length);
                assertEquals(1, inflater.faults().size(), "damage at " + at);
                boolean checksum = inflater.faults().get(0).startsWith("wrong gzip checksum");
                reported += checksum ? 0 : 1;
                assertTrue(inflater.length() > 0 || at < 200, "damage at " + at + " keeps the bytes before");
            }
        }
        assertTrue(reported > 0, "some damage stops the unpacking");
    }

    @Test
    void zerosBehindTheDataAreFineAndGarbageIsReported() {
        assertUnpacks(TEXT, join(LogMutation.gzip(TEXT), new byte[512]));
        byte[] garbage = join(LogMutation.gzip(TEXT), new byte[] {1, 2, 3});
        try (Memory memory = Memory.root(1 << 30);
                GzipInflater inflater = new GzipInflater(memory, JsonWalker.PADDING)) {
            inflater.inflate(garbage, 0, garbage.length);
            assertEquals(List.of("3 bytes behind the gzip data are not gzip and were not read"), inflater.faults());
            assertEquals(TEXT.length, inflater.length());
        }
    }

    @Test
    void aWrongLengthInTheTrailerIsReportedAndCostsNoMemory() {
        byte[] packed = LogMutation.gzip(TEXT);
        Arrays.fill(packed, packed.length - 4, packed.length, (byte) 0xff);
        try (Memory memory = Memory.root(64 << 20);
                GzipInflater inflater = new GzipInflater(memory, JsonWalker.PADDING)) {
            inflater.inflate(packed, 0, packed.length);
            assertEquals(1, inflater.faults().size());
            assertEquals(TEXT.length, inflater.length());
        }
    }

    @Test
    void aBombIsStoppedAndWhatCameBeforeIsKept() {
        byte[] packed = LogMutation.gzip(new byte[GzipInflater.RATIO_FREE_BYTES + (40 << 20)]);
        try (Memory memory = Memory.root(1L << 30);
                GzipInflater inflater = new GzipInflater(memory, JsonWalker.PADDING)) {
            inflater.inflate(packed, 0, packed.length);
            assertEquals(1, inflater.faults().size());
            assertTrue(
                    inflater.faults().get(0).contains("250 times"),
                    inflater.faults().toString());
            assertTrue(inflater.length() >= GzipInflater.RATIO_FREE_BYTES);
        }
    }

    private static void assertUnpacks(byte[] expected, byte[] packed) {
        try (Memory memory = Memory.root(1 << 30);
                GzipInflater inflater = new GzipInflater(memory, JsonWalker.PADDING)) {
            for (int round = 0; round < 2; round++) {
                inflater.inflate(packed, 0, packed.length);
                assertEquals(List.of(), inflater.faults());
                assertArrayEquals(expected, Arrays.copyOf(inflater.buffer(), inflater.length()));
                for (int i = 0; i < JsonWalker.PADDING; i++) {
                    assertEquals(0, inflater.buffer()[inflater.length() + i]);
                }
            }
        }
    }

    private static void assertBeginning(GzipInflater inflater) {
        int length = inflater.length();
        assertTrue(Arrays.equals(inflater.buffer(), 0, length, TEXT, 0, length), "not a beginning of the text");
    }

    private static byte[] text(int bytes) {
        Random random = new Random(5);
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            text[i] = (byte) ('a' + random.nextInt(1 + i % 26));
        }
        return text;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
