/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.sample.SampleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Ways in which a log file can be damaged; from one seed always the same damage. */
public enum LogMutation {
    FLIP_BYTE_OF_GZIP,
    CUT_GZIP,
    GARBAGE_AFTER_GZIP,
    SECOND_MEMBER,
    FLIP_BIT_OF_TEXT,
    CHANGE_BYTE_OF_TEXT,
    CUT_TEXT,
    DELETE_FROM_TEXT,
    INSERT_INTO_TEXT,
    REPEAT_PART_OF_TEXT,
    OTHER_TAIL,
    STRUCTURE_BYTE,
    CONTROL_BYTE,
    DEEP_NESTING,
    PLAIN_TEXT_UNDER_GZIP_NAME,
    EMPTY,
    NOTHING_INSIDE,
    RANDOM_BYTES;

    private static final byte[] STRUCTURE = "{}[]\",:\\".getBytes(StandardCharsets.US_ASCII);

    /** The damaged object. */
    public byte[] apply(SampleFile file, SampleFile other, SplittableRandom random) {
        byte[] text = file.inflated();
        return switch (this) {
            case FLIP_BYTE_OF_GZIP -> flip(file.gzip(), random, 1 + random.nextInt(255));
            case CUT_GZIP -> cut(file.gzip(), random);
            case GARBAGE_AFTER_GZIP -> join(file.gzip(), bytes(random, 1 + random.nextInt(40)));
            case SECOND_MEMBER -> twoMembers(text, random.nextInt(text.length));
            case FLIP_BIT_OF_TEXT -> gzip(flip(text, random, 1 << random.nextInt(8)));
            case CHANGE_BYTE_OF_TEXT -> gzip(flip(text, random, 1 + random.nextInt(255)));
            case CUT_TEXT -> gzip(cut(text, random));
            case DELETE_FROM_TEXT -> gzip(splice(text, random, new byte[0], random.nextInt(200)));
            case INSERT_INTO_TEXT -> gzip(splice(text, random, bytes(random, 1 + random.nextInt(5)), 0));
            case REPEAT_PART_OF_TEXT -> gzip(repeat(text, random));
            case OTHER_TAIL -> gzip(join(cut(text, random), tail(other.inflated(), random)));
            case STRUCTURE_BYTE ->
                gzip(splice(text, random, new byte[] {STRUCTURE[random.nextInt(STRUCTURE.length)]}, random.nextInt(2)));
            case CONTROL_BYTE -> gzip(splice(text, random, new byte[] {(byte) random.nextInt(32)}, random.nextInt(2)));
            case DEEP_NESTING -> gzip(splice(text, random, deep(random), 0));
            case PLAIN_TEXT_UNDER_GZIP_NAME -> text;
            case EMPTY -> new byte[0];
            case NOTHING_INSIDE -> gzip(new byte[0]);
            case RANDOM_BYTES -> bytes(random, random.nextInt(3_000));
        };
    }

    private static byte[] flip(byte[] bytes, SplittableRandom random, int mask) {
        byte[] copy = bytes.clone();
        copy[random.nextInt(copy.length)] ^= (byte) mask;
        return copy;
    }

    private static byte[] cut(byte[] bytes, SplittableRandom random) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private static byte[] tail(byte[] bytes, SplittableRandom random) {
        return Arrays.copyOfRange(bytes, random.nextInt(bytes.length), bytes.length);
    }

    private static byte[] repeat(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length);
        byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(2_000)));
        return splice(bytes, random, part, 0);
    }

    private static byte[] splice(byte[] bytes, SplittableRandom random, byte[] inserted, int removed) {
        int at = random.nextInt(bytes.length);
        return join(
                join(Arrays.copyOf(bytes, at), inserted),
                Arrays.copyOfRange(bytes, Math.min(bytes.length, at + removed), bytes.length));
    }

    private static byte[] deep(SplittableRandom random) {
        return (random.nextBoolean() ? "[" : "{\"a\":")
                .repeat(1 + random.nextInt(3_000))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(SplittableRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    private static byte[] twoMembers(byte[] text, int at) {
        return join(gzip(Arrays.copyOf(text, at)), gzip(Arrays.copyOfRange(text, at, text.length)));
    }

    /** One gzip member. */
    public static byte[] gzip(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
