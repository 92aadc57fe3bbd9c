/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

/** Hexadecimal digits, in lower case. */
final class HexDigits {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private HexDigits() {}

    /** Two for each byte. */
    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder(2 * bytes.length);
        for (byte each : bytes) {
            text.append(DIGITS[each >> 4 & 0xf]).append(DIGITS[each & 0xf]);
        }
        return text.toString();
    }

    /** Eight of a number. */
    static String of(int number) {
        return of(new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }
}
