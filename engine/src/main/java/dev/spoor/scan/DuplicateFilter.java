/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.format.RecordGate;
import dev.spoor.vector.Memory;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Admits the first record of each content: a set of 128-bit hashes that all workers of a scan share. Thread-safe.
 *
 * <p>Filtering only among the files that are read is right although files were pruned: copies of a record are equal in
 * every column, so either all of them satisfy the query's constraint or none does. A file with a copy that satisfies it
 * is never pruned; so the copies that matter are all seen here, and exactly one of them passes.
 *
 * <p>The hashes are seeded per query, so nobody can prepare two records that collide; two different records are mistaken
 * for copies with a chance of about n²/2^129.
 *
 * <p>Each stripe is an open-addressing table of pairs of longs under its own lock; the memory is counted against the
 * query. Stripes are chosen by the record's neighbourhood (its hour) first and by its hash second: files are read in the
 * order of their times, so the few stripes in use at any moment fit the processor's cache, which one table of all hashes
 * does not.
 */
final class DuplicateFilter implements RecordGate, AutoCloseable {
    private static final int NEIGHBOURHOOD_BITS = 10;
    /** Stripes of one neighbourhood: several workers are usually in the same one. */
    private static final int HASH_BITS = 4;

    private static final int FIRST_SLOTS = 16;
    private static final int LONG_BYTES = 8;

    private final Memory memory;
    private final boolean ignoresNeighbourhood;
    private final DuplicateFilter idsOrNull;
    private volatile boolean hasOddId;
    private final AtomicReferenceArray<Stripe> stripes =
            new AtomicReferenceArray<>(1 << (NEIGHBOURHOOD_BITS + HASH_BITS));

    DuplicateFilter(Memory memory) {
        this(memory, false, null);
    }

    private DuplicateFilter(Memory memory, boolean ignoresNeighbourhood, DuplicateFilter idsOrNull) {
        this.memory = memory;
        this.ignoresNeighbourhood = ignoresNeighbourhood;
        this.idsOrNull = idsOrNull;
    }

    /** One that {@link #contains} and {@link #mayContainId} may be asked, by those who know hashes only. */
    static DuplicateFilter thatAnswers(Memory memory) {
        return new DuplicateFilter(memory, true, new DuplicateFilter(memory, true, null));
    }

    private int stripeOf(int neighbourhood, long hashHigh) {
        int place = ignoresNeighbourhood ? (int) hashHigh : neighbourhood;
        return (place & ((1 << NEIGHBOURHOOD_BITS) - 1)) << HASH_BITS | (int) (hashHigh >>> (Long.SIZE - HASH_BITS));
    }

    /** Whether a record of this content was admitted. Only of filters that ignore neighbourhoods. */
    boolean contains(long hashHigh, long hashLow) {
        if (!ignoresNeighbourhood) {
            throw new IllegalStateException("this filter is asked with neighbourhoods only");
        }
        Stripe stripe = stripes.get(stripeOf(0, hashHigh));
        return stripe != null && stripe.contains(hashHigh, hashLow);
    }

    /** Whether a record with this id may have been met: false is certain. */
    boolean mayContainId(long hashHigh, long hashLow) {
        return hasOddId || idsOrNull.contains(hashHigh, hashLow);
    }

    @Override
    public boolean asksForIds() {
        return idsOrNull != null;
    }

    @Override
    public void meetId(long hashHigh, long hashLow) {
        idsOrNull.admit(0, hashHigh, hashLow);
    }

    @Override
    public void meetOddId() {
        hasOddId = true;
    }

    @Override
    public boolean admit(int neighbourhood, long hashHigh, long hashLow) {
        int at = stripeOf(neighbourhood, hashHigh);
        Stripe stripe = stripes.get(at);
        if (stripe == null) {
            stripes.compareAndSet(at, null, new Stripe());
            stripe = stripes.get(at);
        }
        return stripe.add(hashHigh, hashLow);
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        for (int i = 0; i < stripes.length(); i++) {
            Stripe stripe = stripes.get(i);
            if (stripe != null) {
                stripe.free();
            }
        }
        if (idsOrNull != null) {
            idsOrNull.close();
        }
    }

    /** A set of pairs; the pair (0, 0) marks a free slot and is itself remembered apart. */
    private final class Stripe {
        private long[] pairs = {};
        private int count;
        private boolean hasZero;

        synchronized boolean add(long high, long low) {
            if ((high | low) == 0) {
                boolean isNew = !hasZero;
                hasZero = true;
                return isNew;
            }
            if ((count + 1) * 3L > pairs.length) { // two thirds of the slots; a slot has two longs
                grow();
            }
            int slot = find(pairs, high, low);
            if ((pairs[slot] | pairs[slot + 1]) != 0) {
                return false;
            }
            pairs[slot] = high;
            pairs[slot + 1] = low;
            count++;
            return true;
        }

        synchronized boolean contains(long high, long low) {
            if ((high | low) == 0) {
                return hasZero;
            }
            if (count == 0) {
                return false;
            }
            int slot = find(pairs, high, low);
            return (pairs[slot] | pairs[slot + 1]) != 0;
        }

        private void grow() {
            int slots = Math.max(FIRST_SLOTS, Math.multiplyExact(pairs.length / 2, 2));
            memory.reserve(2L * slots * LONG_BYTES);
            long[] larger = new long[Math.multiplyExact(slots, 2)];
            for (int i = 0; i < pairs.length; i += 2) {
                if ((pairs[i] | pairs[i + 1]) != 0) {
                    int slot = find(larger, pairs[i], pairs[i + 1]);
                    larger[slot] = pairs[i];
                    larger[slot + 1] = pairs[i + 1];
                }
            }
            memory.release((long) pairs.length * LONG_BYTES);
            pairs = larger;
        }

        synchronized void free() {
            memory.release((long) pairs.length * LONG_BYTES);
            pairs = new long[0];
            count = 0;
            hasZero = false;
        }
    }

    /** The slot that holds the pair, or the free one where it belongs. The number of slots is a power of two. */
    private static int find(long[] pairs, long high, long low) {
        int mask = pairs.length - 1;
        int slot = ((int) low << 1) & mask;
        while (pairs[slot] != high || pairs[slot + 1] != low) {
            if ((pairs[slot] | pairs[slot + 1]) == 0) {
                return slot;
            }
            slot = (slot + 2) & mask;
        }
        return slot;
    }
}
