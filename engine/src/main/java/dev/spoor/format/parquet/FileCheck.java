/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Check sums for what Parquet has none for: the footer, the page index, the bloom filters and the headers of pages. They
 * travel as key-value metadata and, for page headers, as a field that other readers pass over. The footer's own sum is taken with its eight digits set to zero.
 */
final class FileCheck {
    static final String FOOTER_KEY = "spoor.footer.crc32";
    static final String INDEX_KEY = "spoor.index.crc32";

    /** What a file of ours calls its maker: such a file without check sums is a broken one. */
    static final String CREATED_BY = "Spoor";

    static final String NO_SUM = "00000000";

    /** Sums for each leaf of a row group: column index, offset index, bloom filter. */
    static final int SUMS_PER_LEAF = 3;

    /** Between key and value, in the compact protocol: field 2 of type binary, and its length. */
    private static final byte[] FOOTER_MARK =
            (FOOTER_KEY + (char) 0x18 + (char) NO_SUM.length()).getBytes(StandardCharsets.ISO_8859_1);

    /**
     * What stands before a page header's check sum, which is a field that no version of the format has: type binary,
     * id 1001 and length 4 in the compact protocol. Readers pass over fields that they do not know.
     */
    private static final byte[] HEADER_MARK = {0x08, (byte) 0xD2, 0x0F, Integer.BYTES};

    private static final int HEADER_SEAL_BYTES = HEADER_MARK.length + Integer.BYTES + 1;

    private FileCheck() {}

    static int crc(byte[] bytes, int start, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, start, length);
        return (int) crc.getValue();
    }

    /** A page header, which ends with a zero byte, with a check sum as its last field. */
    static byte[] sealHeader(byte[] header, int length) {
        byte[] sealed = Arrays.copyOf(header, length - 1 + HEADER_SEAL_BYTES);
        System.arraycopy(HEADER_MARK, 0, sealed, length - 1, HEADER_MARK.length);
        Bytes.INTS.set(sealed, length - 1 + HEADER_MARK.length, crc(header, 0, length - 1));
        sealed[sealed.length - 1] = 0;
        return sealed;
    }

    /** Whether a page header is as {@link #sealHeader} made it. */
    static boolean isSealedHeader(byte[] bytes, int start, int length) {
        int mark = start + length - HEADER_SEAL_BYTES;
        return mark > start
                && Arrays.equals(bytes, mark, mark + HEADER_MARK.length, HEADER_MARK, 0, HEADER_MARK.length)
                && (int) Bytes.INTS.get(bytes, mark + HEADER_MARK.length) == crc(bytes, start, mark - start);
    }

    /** Writes the footer's check sum into it. */
    static void seal(byte[] footer) {
        int at = sumPlace(footer);
        if (at < 0) {
            throw new IllegalStateException("the footer has no place for its check sum");
        }
        byte[] digits = digits(crc(footer, 0, footer.length));
        System.arraycopy(digits, 0, footer, at, digits.length);
    }

    /** Whether the footer has a check sum; if so, it is right. */
    static boolean verify(byte[] footer) throws MalformedPageException {
        int at = sumPlace(footer);
        if (at < 0) {
            return false;
        }
        byte[] blank = footer.clone();
        Arrays.fill(blank, at, at + NO_SUM.length(), (byte) '0');
        byte[] digits = digits(crc(blank, 0, blank.length));
        if (!Arrays.equals(digits, 0, digits.length, footer, at, at + digits.length)) {
            throw new MalformedPageException("the footer does not match its check sum");
        }
        return true;
    }

    static String indexSums(List<Integer> sums) {
        byte[] bytes = new byte[Integer.BYTES * sums.size()];
        for (int i = 0; i < sums.size(); i++) {
            Bytes.INTS.set(bytes, Integer.BYTES * i, (int) sums.get(i));
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    static int[] indexSums(String text) throws MalformedPageException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            int[] sums = new int[bytes.length / Integer.BYTES];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = (int) Bytes.INTS.get(bytes, Integer.BYTES * i);
            }
            return sums;
        } catch (IllegalArgumentException e) {
            throw new MalformedPageException("the index's check sums cannot be read");
        }
    }

    private static byte[] digits(int sum) {
        String hex = Integer.toHexString(sum);
        return (NO_SUM.substring(hex.length()) + hex).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int sumPlace(byte[] footer) {
        for (int at = footer.length - FOOTER_MARK.length - NO_SUM.length(); at >= 0; at--) {
            if (Arrays.equals(footer, at, at + FOOTER_MARK.length, FOOTER_MARK, 0, FOOTER_MARK.length)) {
                return at + FOOTER_MARK.length;
            }
        }
        return -1;
    }

    /** Keys that a caller may not use. */
    static boolean isReserved(String key) {
        return key.startsWith("spoor.");
    }
}
