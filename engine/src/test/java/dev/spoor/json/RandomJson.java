/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Draws JSON texts with everything that the grammar allows, and breaks them. */
public final class RandomJson {
    private static final String[] KEYS = {
        "eventName", "eventname", "userIdentity", "type", "a", "", "bucketName", "x-amz-id-2", "ключ", "aws:s3:arn", "b"
    };
    private static final String[] SCALARS = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "12",
        "-7.25",
        "1e5",
        "9.82222E-5",
        "1.688560107857E9",
        "1234567890123456789"
    };
    private static final String[] TEXTS = {
        "",
        "GetObject",
        "us-east-1",
        "\\\"",
        "\\\\",
        "\\u003d",
        "\\ud83d\\ude00",
        "\\n\\t",
        "Jürgen",
        "ユーザー",
        "😀",
        "{\\\"a\\\":[1,2]}",
        "long text that goes on for more than one block of sixty-four bytes, to be sure of it",
        "]}"
    };

    private final Random random;
    private final boolean whitespace;

    public RandomJson(Random random, boolean whitespace) {
        this.random = random;
        this.whitespace = whitespace;
    }

    /** An object of some depth. */
    public String object(int depth) {
        StringBuilder out = new StringBuilder();
        appendObject(out, depth);
        return out.toString();
    }

    /** Text and the zeroes that walkers need behind it. */
    public static byte[] padded(byte[] text) {
        return Arrays.copyOf(text, text.length + JsonWalker.PADDING);
    }

    public static byte[] padded(String text) {
        return padded(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same bytes with one to three random changes. */
    public byte[] mutate(byte[] text) {
        byte[] changed = text.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && changed.length > 0; i++) {
            changed = mutateOnce(changed);
        }
        return changed;
    }

    private byte[] mutateOnce(byte[] text) {
        int at = random.nextInt(text.length);
        switch (random.nextInt(6)) {
            case 0 -> text[at] = (byte) random.nextInt(256);
            case 1 -> text[at] = (byte) "\"\\{}[]:,0-.eEtfn \n\t\0".charAt(random.nextInt(19));
            case 2 -> text[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> {
                return Arrays.copyOf(text, at);
            }
            case 4 -> {
                byte[] longer = Arrays.copyOf(text, text.length + 1);
                System.arraycopy(text, at, longer, at + 1, text.length - at);
                longer[at] = (byte) "\"\\{}[]:,1 ".charAt(random.nextInt(10));
                return longer;
            }
            default -> {
                byte[] shorter = Arrays.copyOf(text, text.length - 1);
                System.arraycopy(text, at + 1, shorter, at, text.length - at - 1);
                return shorter;
            }
        }
        return text;
    }

    private void appendValue(StringBuilder out, int depth) {
        int kind = random.nextInt(depth > 0 ? 8 : 5);
        if (kind < 4) {
            appendText(out, TEXTS[random.nextInt(TEXTS.length)]);
        } else if (kind < 5) {
            out.append(SCALARS[random.nextInt(SCALARS.length)]);
        } else if (kind < 7) {
            appendObject(out, depth - 1);
        } else {
            appendArray(out, depth - 1);
        }
    }

    private void appendObject(StringBuilder out, int depth) {
        out.append('{');
        gap(out);
        int members = random.nextInt(7);
        for (int i = 0; i < members; i++) {
            separator(out, i);
            appendText(out, KEYS[random.nextInt(KEYS.length)]);
            gap(out);
            out.append(':');
            gap(out);
            appendValue(out, depth);
            gap(out);
        }
        out.append('}');
    }

    private void appendArray(StringBuilder out, int depth) {
        out.append('[');
        gap(out);
        int elements = random.nextInt(5);
        for (int i = 0; i < elements; i++) {
            separator(out, i);
            appendValue(out, depth);
            gap(out);
        }
        out.append(']');
    }

    private void separator(StringBuilder out, int i) {
        if (i > 0) {
            out.append(',');
            gap(out);
        }
    }

    private void appendText(StringBuilder out, String escaped) {
        out.append('"').append(escaped).append('"');
    }

    private void gap(StringBuilder out) {
        if (whitespace && random.nextInt(3) == 0) {
            out.append(" \n\t\r".charAt(random.nextInt(4)));
        }
    }
}
