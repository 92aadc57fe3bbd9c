/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import java.util.Comparator;

/**
 * Whose files, and where from, as their addresses name it. Ordered by account and region, what is not named last.
 *
 * @param accountOrNull twelve digits
 * @param regionOrNull such as {@code eu-west-1}
 */
record Place(String accountOrNull, String regionOrNull) implements Comparable<Place> {
    private static final Comparator<String> NULLS_LAST = Comparator.nullsLast(Comparator.naturalOrder());
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::accountOrNull, NULLS_LAST).thenComparing(Place::regionOrNull, NULLS_LAST);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
