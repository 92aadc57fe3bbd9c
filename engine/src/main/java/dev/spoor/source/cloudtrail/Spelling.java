/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.TextBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How a record spells characters that JSON lets stand for themselves: some services write {@code \\u003d} for {@code =}, and
 * likewise for {@code &}, {@code <} and {@code >}, as libraries do that make JSON fit for HTML. A spelling is the set of
 * these characters that are written so. Stateless.
 */
final class Spelling {
    /** Every character stands for itself. */
    static final int PLAIN = 0;

    /** How many spellings there are; they are numbered from 0. */
    static final int COUNT = 16;

    private static final byte[][] ESCAPES = {
        "\\u003d".getBytes(StandardCharsets.US_ASCII),
        "\\u0026".getBytes(StandardCharsets.US_ASCII),
        "\\u003c".getBytes(StandardCharsets.US_ASCII),
        "\\u003e".getBytes(StandardCharsets.US_ASCII)
    };

    private Spelling() {}

    /** Of a character, the bit that it has in a spelling; -1 for those that always stand for themselves. */
    private static int number(byte character) {
        return switch (character) {
            case '=' -> 0;
            case '&' -> 1;
            case '<' -> 2;
            case '>' -> 3;
            default -> -1;
        };
    }

    /** The spelling of JSON text, if it keeps to one. */
    static int of(byte[] json, int from, int to) {
        int spelling = PLAIN;
        for (int p = from; p < to; p++) {
            if (json[p] == '\\') {
                for (int i = 0; i < ESCAPES.length; i++) {
                    spelling |= startsWith(json, p, to, ESCAPES[i]) ? 1 << i : 0;
                }
                p++;
            }
        }
        return spelling;
    }

    private static boolean startsWith(byte[] json, int at, int to, byte[] escape) {
        boolean isSame = to - at >= escape.length;
        for (int i = 0; isSame && i < escape.length; i++) {
            isSame = json[at + i] == escape[i];
        }
        return isSame;
    }

    /** Appends JSON text in which every character stands for itself that may, in some spelling. */
    static void append(byte[] plain, int from, int to, int spelling, TextBuffer out) {
        if (spelling == PLAIN) {
            out.append(plain, from, to);
            return;
        }
        int run = from;
        for (int p = from; p < to; p++) {
            int character = number(plain[p]); // in JSON they are found inside of strings only
            if (character >= 0 && (spelling >>> character & 1) == 1) {
                out.append(plain, run, p).append(ESCAPES[character], 0, ESCAPES[character].length);
                run = p + 1;
            }
        }
        out.append(plain, run, to);
    }
}
