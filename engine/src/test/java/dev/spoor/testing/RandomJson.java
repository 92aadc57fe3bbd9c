/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.util.Random;

/** Random JSON text, compact: nested, with keys that are there twice, with escapes, with text that looks like JSON. */
public final class RandomJson {
    private static final String[] KEYS = {
        "a", "b", "A", "aa", "bucketName", "x.y", "", "\\u0061", "\\\"", "x-amz-id-2", "\u00e9"
    };

    private final Random random;

    public RandomJson(Random random) {
        this.random = random;
    }

    /** With keys of few names, some of them twice, some with escapes. */
    public String object(int depth) {
        StringBuilder text = new StringBuilder("{");
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(KEYS[random.nextInt(KEYS.length)])
                    .append("\":")
                    .append(value(depth - 1));
        }
        return text.append('}').toString();
    }

    /** Any kind of value. */
    public String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 13 : 9)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> Integer.toString(random.nextInt(3));
            case 3 -> "1.50e+2";
            case 4 -> "\"\"";
            case 5 -> "\"{\\\"a\\\":1}\"";
            case 6 -> "\"caf\\u00e9 \\n \\ud83d\\ude00\"";
            case 7 -> "\"v" + random.nextInt(3) + "\"";
            case 8 -> "\"a\\u003db\\u0026 \\/\"";
            case 9 -> "[" + value(depth - 1) + "]";
            case 10 -> "[]";
            default -> object(depth);
        };
    }
}
