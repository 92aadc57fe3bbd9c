/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import java.time.LocalDate;

/** What the keys of the files wanted satisfy, as far as it can be told of folders. Safe for all threads. */
public interface KeyFilter {
    /** Wants every file. */
    KeyFilter ALL = new KeyFilter() {
        @Override
        public boolean excludes(KeyParts folder) {
            return false;
        }

        @Override
        public Days daysOf(KeyParts folder, LocalDate first, LocalDate last) {
            return Days.ANY;
        }
    };

    /** Wants the files that were delivered on a day or later. */
    static KeyFilter since(LocalDate day) {
        return new KeyFilter() {
            @Override
            public boolean excludes(KeyParts folder) {
                return false;
            }

            @Override
            public Days daysOf(KeyParts folder, LocalDate first, LocalDate last) {
                return new Days(day, null, false);
            }
        };
    }

    /**
     * Whether no file is wanted whose key names what a folder names.
     *
     * @param folder what all keys below it name; a part that is null is not known yet
     */
    boolean excludes(KeyParts folder);

    /**
     * The days of delivery of the files wanted, among those whose keys name what a folder names.
     *
     * @param folder as for {@link #excludes}, without a day
     * @param first that a key can name
     * @param last that a key can name
     */
    Days daysOf(KeyParts folder, LocalDate first, LocalDate last);

    /**
     * Days that follow each other.
     *
     * @param firstOrNull null if there is none before which nothing is wanted
     * @param lastOrNull null if there is none after which nothing is wanted
     * @param isNone whether no day is wanted; then there are no bounds
     */
    record Days(LocalDate firstOrNull, LocalDate lastOrNull, boolean isNone) {
        public static final Days ANY = new Days(null, null, false);
        public static final Days NONE = new Days(null, null, true);
    }
}
