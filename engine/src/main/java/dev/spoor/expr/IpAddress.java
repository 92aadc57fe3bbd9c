/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses of the internet as 16 bytes, those of version 4 mapped into version 6 ({@code ::ffff:a.b.c.d}), so that both
 * compare and sort together. Text is dotted for version 4 and, for version 6, canonical after RFC 5952.
 */
public final class IpAddress {
    /** Bytes of an address. */
    public static final int BYTES = 16;

    private static final int V4_BYTES = 4;
    private static final int V4_AT = 12;
    private static final int TEXT_MAX = 45;

    private IpAddress() {}

    /** The address that a text spells; empty for any other text, names of hosts included. Nothing is looked up. */
    public static Optional<byte[]> parse(String text) {
        if (text.isEmpty() || text.length() > TEXT_MAX) {
            return Optional.empty();
        }
        return text.indexOf(':') >= 0 ? parseV6(text) : parseV4(text);
    }

    private static Optional<byte[]> parseV4(String text) {
        byte[] four = new byte[V4_BYTES];
        int part = 0;
        int value = -1;
        int digits = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            if (c == '.') {
                boolean isWrong = digits == 0 || value > 255 || part == V4_BYTES;
                if (isWrong) {
                    return Optional.empty();
                }
                four[part++] = (byte) value;
                value = -1;
                digits = 0;
            } else if (c >= '0' && c <= '9' && digits < 3 && value != 0) {
                value = Math.max(value, 0) * 10 + (c - '0');
                digits++;
            } else {
                return Optional.empty();
            }
        }
        return part == V4_BYTES ? Optional.of(mapped(four)) : Optional.empty();
    }

    private static Optional<byte[]> parseV6(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.' || c > 'f') {
                return Optional.empty();
            }
        }
        try {
            // a text with a colon is never looked up: it is an address or an error
            byte[] bytes = InetAddress.getByName(text).getAddress();
            return Optional.of(bytes.length == V4_BYTES ? mapped(bytes) : bytes);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** From 4 or 16 bytes; empty for any other count. */
    public static Optional<byte[]> of(byte[] bytes) {
        if (bytes.length == V4_BYTES) {
            return Optional.of(mapped(bytes));
        }
        return bytes.length == BYTES ? Optional.of(bytes.clone()) : Optional.empty();
    }

    private static byte[] mapped(byte[] four) {
        byte[] bytes = new byte[BYTES];
        bytes[10] = (byte) 0xFF;
        bytes[11] = (byte) 0xFF;
        System.arraycopy(four, 0, bytes, V4_AT, V4_BYTES);
        return bytes;
    }

    /** Whether the address is one of version 4. */
    public static boolean isV4(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xFF && address[11] == (byte) 0xFF;
    }

    /** The canonical text. */
    public static String text(byte[] address) {
        StringBuilder out = new StringBuilder(TEXT_MAX);
        if (isV4(address)) {
            for (int i = V4_AT; i < BYTES; i++) {
                out.append(i == V4_AT ? "" : ".").append(address[i] & 0xFF);
            }
            return out.toString();
        }
        int[] groups = new int[BYTES / 2];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (address[2 * i] & 0xFF) << 8 | address[2 * i + 1] & 0xFF;
        }
        int start = longestZeros(groups);
        int end = start;
        while (start >= 0 && end < groups.length && groups[end] == 0) {
            end++;
        }
        for (int i = 0; i < groups.length; i++) {
            if (i == start) {
                out.append("::");
                i = end - 1;
            } else {
                out.append(i == 0 || i == end && start >= 0 ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }

    /** Where the first of the longest runs of two zeros or more begins; -1 if there is none. */
    private static int longestZeros(int[] groups) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < groups.length; i++) {
            int length = 0;
            while (i + length < groups.length && groups[i + length] == 0) {
                length++;
            }
            if (length > bestLength) {
                best = i;
                bestLength = length;
            }
            i += length;
        }
        return best;
    }

    /** Whether the first bits of two addresses are the same. */
    public static boolean samePrefix(byte[] a, byte[] b, int bits) {
        int whole = bits / Byte.SIZE;
        if (!Arrays.equals(a, 0, whole, b, 0, whole)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((a[whole] ^ b[whole]) & 0xFF) >>> (Byte.SIZE - rest) == 0;
    }

    /**
     * A block of addresses in CIDR form, {@code 10.0.0.0/8}.
     *
     * @param address its first address
     * @param bits of the 128 that all its addresses share
     */
    public record Block(byte[] address, int bits) {
        /** The block that a text spells; empty for any other text. */
        public static Optional<Block> parse(String text) {
            int slash = text.indexOf('/');
            if (slash < 0 || text.length() - slash < 2 || text.length() - slash > 4) {
                return Optional.empty();
            }
            int length = 0;
            for (int i = slash + 1; i < text.length(); i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return Optional.empty();
                }
                length = length * 10 + text.charAt(i) - '0';
            }
            int bits = length;
            return IpAddress.parse(text.substring(0, slash))
                    .filter(address -> bits <= (isV4(address) ? 32 : 128))
                    .map(address -> new Block(address, isV4(address) ? bits + 96 : bits));
        }

        public boolean contains(byte[] one) {
            return samePrefix(address, one, bits);
        }
    }
}
