/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One level of a tree of wanted keys: which keys of an object are wanted, in which slot the place of their value goes,
 * and which keys are wanted inside that value. Built once for a query by a {@link Builder}, then immutable and safe for
 * all threads.
 */
public final class KeyNode {
    private static final long CASE_BITS = 0x2020202020202020L;
    private static final long MIX_HEAD = 0x9E3779B97F4A7C15L;
    private static final long MIX_TAIL = 0xC2B2AE3D27D4EB4FL;

    /** One wanted key. */
    static final class Entry {
        final byte[] name;
        final boolean anyCase;
        final int slot;
        final KeyNode child;
        private final long head;
        private final long tail;

        Entry(byte[] name, boolean anyCase, int slot, KeyNode child) {
            this.name = name;
            this.anyCase = anyCase;
            this.slot = slot;
            this.child = child;
            byte[] padded = new byte[name.length + JsonWalker.PADDING];
            System.arraycopy(name, 0, padded, 0, name.length);
            this.head = head(padded, 0, name.length);
            this.tail = tail(padded, 0, name.length);
        }

        private boolean matches(byte[] text, int from) {
            for (int i = 0; i < name.length; i++) {
                byte a = text[from + i];
                byte b = name[i];
                if (a != b && !(anyCase && lower(a) == lower(b))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Entry[] table;
    private final int shift;
    private final int size;
    private final boolean othersWanted;
    /** Bit n is set if some key has n bytes, modulo 64: rules out most keys before anything is hashed. */
    private final long lengths;

    private KeyNode(List<Entry> entries, boolean othersWanted) {
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(4L, entries.size() * 4L) - 1);
        this.table = new Entry[1 << bits];
        this.shift = 64 - bits;
        this.size = entries.size();
        this.othersWanted = othersWanted;
        long lengthBits = 0;
        for (Entry entry : entries) {
            lengthBits |= 1L << entry.name.length;
            int at = bucket(entry.head, entry.tail, entry.name.length);
            while (table[at] != null) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = entry;
        }
        this.lengths = lengthBits;
    }

    /** How many keys are wanted. */
    int size() {
        return size;
    }

    /** Whether the keys that have no slot are to be listed, too. */
    boolean othersWanted() {
        return othersWanted;
    }

    /**
     * The slot of a key as it stands in a text, or -1; escapes in it are not resolved. The array must be readable 8 bytes
     * beyond the key.
     */
    public int slotOf(byte[] text, int from, int to) {
        Entry entry = find(text, from, to - from);
        return entry == null ? -1 : entry.slot;
    }

    /** The entry of a key without escapes, or null. The array must be readable 8 bytes beyond the key. */
    Entry find(byte[] text, int from, int length) {
        if ((lengths >>> length & 1) == 0) {
            return null;
        }
        long head = head(text, from, length);
        long tail = tail(text, from, length);
        int at = bucket(head, tail, length);
        while (true) {
            Entry entry = table[at];
            if (entry == null) {
                return null;
            }
            if (entry.head == head && entry.tail == tail && entry.name.length == length && entry.matches(text, from)) {
                return entry;
            }
            at = (at + 1) & (table.length - 1);
        }
    }

    private int bucket(long head, long tail, int length) {
        return (int) ((((head + length) * MIX_HEAD) ^ tail) * MIX_TAIL >>> shift);
    }

    private static long head(byte[] text, int from, int length) {
        long word = (long) QuoteIndex.LONGS.get(text, from) | CASE_BITS;
        return length >= 8 ? word : length == 0 ? 0 : word & (-1L >>> (64 - 8 * length));
    }

    private static long tail(byte[] text, int from, int length) {
        return length <= 8 ? 0 : (long) QuoteIndex.LONGS.get(text, from + length - 8) | CASE_BITS;
    }

    private static int lower(byte c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    /** Collects wanted keys; slots are numbered 0, 1, ... by the caller. */
    public static final class Builder {
        private static final class Wanted {
            final String name;
            final boolean anyCase;
            final int slot;
            Builder child;
            KeyNode builtChild;

            Wanted(String name, boolean anyCase, int slot) {
                this.name = name;
                this.anyCase = anyCase;
                this.slot = slot;
            }
        }

        private final List<Wanted> wanted = new ArrayList<>();
        private boolean others;

        /** A key that matches byte for byte. Each key has its own slot. */
        public Builder exact(String name, int slot) {
            return add(name, false, slot);
        }

        /** A key that matches in any ASCII letter case. */
        public Builder anyCase(String name, int slot) {
            return add(name, true, slot);
        }

        /** The keys wanted inside the value of a key added before, if that value is an object. */
        public Builder child(String name) {
            for (Wanted each : wanted) {
                if (each.name.equals(name)) {
                    if (each.child == null) {
                        each.child = new Builder();
                    }
                    return each.child;
                }
            }
            throw new IllegalArgumentException("no key " + name + " was added");
        }

        /** A key with the keys wanted inside its value, if that is an object. */
        public Builder exact(String name, int slot, KeyNode inside) {
            add(name, false, slot);
            wanted.get(wanted.size() - 1).builtChild = inside;
            return this;
        }

        /** Lists all keys without a slot in {@link ValueSlots}; for at most one level of a tree. */
        public Builder others() {
            others = true;
            return this;
        }

        public KeyNode build() {
            List<Entry> entries = new ArrayList<>();
            for (Wanted each : wanted) {
                entries.add(new Entry(
                        each.name.getBytes(StandardCharsets.UTF_8),
                        each.anyCase,
                        each.slot,
                        each.child == null ? each.builtChild : each.child.build()));
            }
            return new KeyNode(entries, others);
        }

        private Builder add(String name, boolean anyCase, int slot) {
            Objects.requireNonNull(name, "name is null");
            if (slot < 0) {
                throw new IllegalArgumentException("slot of " + name + " is negative");
            }
            wanted.add(new Wanted(name, anyCase, slot));
            return this;
        }
    }
}
