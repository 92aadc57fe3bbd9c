/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.Arrays;

/** How many records of one file have which values. Immutable. */
public final class FileCounts {
    /** What {@link #account} is when there is not one. */
    public static final String NO_ACCOUNT = "";

    private final String account;
    private final ValueNumbers values;
    private final byte[] packed;

    private FileCounts(String account, ValueNumbers values, byte[] packed) {
        this.account = account;
        this.values = values;
        this.packed = packed;
    }

    /** Whose events all records are; {@link #NO_ACCOUNT} if they are of several accounts, or some of none. */
    String account() {
        return account;
    }

    /** What the numbers stand for. */
    ValueNumbers values() {
        return values;
    }

    /** Is given a number and how many records it is about. */
    interface Count {
        void of(int number, int records);
    }

    void forEach(Count consumer) {
        int[] at = {0};
        while (at[0] < packed.length) {
            int number = next(at);
            consumer.of(number, next(at));
        }
    }

    /** Seven bits in a byte, the low ones first. */
    private int next(int[] at) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte group = packed[at[0]++];
            number |= (group & 0x7F) << shift;
            if (group >= 0) {
                return number;
            }
        }
    }

    /** Packs the counts of one file. Not thread-safe. */
    public static final class Builder {
        private static final int BYTES_MAX = 10;

        private final ValueNumbers values;
        private byte[] packed = new byte[256];
        private int length;

        public Builder(ValueNumbers values) {
            this.values = values;
        }

        public void add(int number, int records) {
            if (packed.length - length < BYTES_MAX) {
                packed = Arrays.copyOf(packed, 2 * packed.length);
            }
            write(number);
            write(records);
        }

        private void write(int number) {
            int left = number;
            while (left >= 0x80) {
                packed[length++] = (byte) (left | 0x80);
                left >>>= 7;
            }
            packed[length++] = (byte) left;
        }

        /** @param account whose events all records are, or {@link FileCounts#NO_ACCOUNT} */
        public FileCounts build(String account) {
            return new FileCounts(account, values, Arrays.copyOf(packed, length));
        }
    }
}
