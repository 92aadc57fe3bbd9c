/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/**
 * The dictionary indexes of a page, as the runs in which they are stored: any of them can be had without unpacking the
 * others. Used again for the next page.
 */
final class CodeRuns {
    private final PageScratch scratch;
    private byte[] page;
    private int width;

    /** Index of the first value that is not in the run any more. */
    private int[] ends;

    /** The value of a run of equals; where a bit-packed run begins, in bits, as a negative number. */
    private long[] places;

    private int current;

    CodeRuns(PageScratch scratch) {
        this.scratch = scratch;
    }

    /**
     * Finds the runs of a page's values.
     *
     * @param from the byte that tells the width
     * @param dictionarySize what runs of equals must be below of
     * @return where the values end
     */
    int find(byte[] buffer, int from, int end, int values, int dictionarySize) throws MalformedPageException {
        page = buffer;
        width = buffer[from];
        int most = Math.min(values, end - from); // a run has a byte and a value at least
        ends = scratch.starts(most);
        places = scratch.deltas(most);
        int count = 0;
        current = 0;
        HybridDecoder decoder = new HybridDecoder(buffer, from + 1, end, width);
        int done = 0;
        while (done < values) {
            int header = decoder.varint();
            long place;
            if ((header & 1) == 0) {
                int run = Math.min(header >>> 1, values - done);
                HybridDecoder.requireSome(run);
                place = decoder.runValue();
                requireBelow(place, dictionarySize);
                done += run;
            } else {
                place = -((long) decoder.position() << 3);
                done += decoder.pass(header >>> 1, values - done);
            }
            ends[count] = done;
            places[count++] = place;
        }
        return decoder.position();
    }

    /** Writes the indexes of the values {@code from .. from + length} to the front of an array. */
    void read(int from, int length, int[] out, int dictionarySize) throws MalformedPageException {
        readUnchecked(from, length, out);
        requireBelow(out, length, dictionarySize);
    }

    /** As {@link #read}, but indexes may lie outside of the dictionary. */
    void readUnchecked(int from, int length, int[] out) {
        int done = 0;
        for (int run = length == 0 ? 0 : runOf(from); done < length; run++) {
            int at = from + done;
            int some = Math.min(length - done, ends[run] - at);
            if (places[run] >= 0) {
                java.util.Arrays.fill(out, done, done + some, (int) places[run]);
            } else {
                long bit = -places[run] + (long) (at - startOf(run)) * width;
                HybridDecoder.unpack(page, bit, width, some, out, done);
            }
            done += some;
        }
    }

    /**
     * Lets a selection look at the values {@code from .. from + length} of as many rows; runs of equals at once. Those may
     * lie outside of the dictionary only where they are not in a run of equals.
     *
     * @param first the row of the first value
     * @param unpacked room for so many indexes
     */
    void select(int from, int length, CodeSelection selection, int first, int[] unpacked) {
        int done = 0;
        for (int run = length == 0 ? 0 : runOf(from); done < length; run++) {
            int at = from + done;
            int some = Math.min(length - done, ends[run] - at);
            if (places[run] >= 0) {
                selection.addEqual((int) places[run], some, first + done);
            } else {
                long bit = -places[run] + (long) (at - startOf(run)) * width;
                HybridDecoder.unpack(page, bit, width, some, unpacked, 0);
                selection.add(unpacked, some, first + done);
            }
            done += some;
        }
    }

    /** Writes the indexes of some values, which ascend, in their place. */
    void pick(int[] values, int length, int dictionarySize) throws MalformedPageException {
        long mask = (1L << width) - 1;
        int run = length == 0 ? 0 : runOf(values[0]);
        for (int i = 0; i < length; i++) {
            while (values[i] >= ends[run]) {
                run++;
            }
            if (places[run] >= 0) {
                values[i] = (int) places[run];
            } else {
                long bit = -places[run] + (long) (values[i] - startOf(run)) * width;
                values[i] = (int) ((long) Bytes.LONGS.get(page, (int) (bit >>> 3)) >>> (bit & 7) & mask);
            }
        }
        requireBelow(values, length, dictionarySize);
    }

    private int startOf(int run) {
        return run == 0 ? 0 : ends[run - 1];
    }

    /** Values are mostly asked for in their order. */
    private int runOf(int value) {
        if (startOf(current) > value) {
            current = 0;
        }
        while (ends[current] <= value) {
            current++;
        }
        return current;
    }

    private void requireBelow(int[] indexes, int length, int dictionarySize) throws MalformedPageException {
        if (width < Integer.SIZE && 1L << width <= dictionarySize) {
            return;
        }
        int least = 0;
        int greatest = 0;
        for (int i = 0; i < length; i++) {
            least = Math.min(least, indexes[i]);
            greatest = Math.max(greatest, indexes[i]);
        }
        requireBelow(least < 0 ? least : greatest, dictionarySize);
    }

    private static void requireBelow(long index, int dictionarySize) throws MalformedPageException {
        if (index < 0 || index >= dictionarySize) {
            throw new MalformedPageException("index " + index + " into a dictionary of " + dictionarySize);
        }
    }
}
