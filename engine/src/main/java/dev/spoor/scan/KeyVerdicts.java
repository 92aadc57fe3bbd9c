/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.source.KeyFilter;
import dev.spoor.source.KeyPart;
import dev.spoor.source.KeyParts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a condition on keys says of folders, each question answered once: many folders share an account or a region, and
 * nearly all share the days. Thread-safe.
 */
final class KeyVerdicts implements KeyFilter {
    private final FileCondition condition;
    private final Map<KeyParts, Boolean> excluded = new HashMap<>();
    private final Map<KeyParts, Days> days = new HashMap<>();

    private KeyVerdicts(FileCondition condition) {
        this.condition = condition;
    }

    static KeyFilter of(FileCondition condition) {
        return condition == FileCondition.ALL ? KeyFilter.ALL : new KeyVerdicts(condition);
    }

    @Override
    public synchronized boolean excludes(KeyParts folder) {
        FileCondition told = condition.onlyOn(KeyPart.namedBy(folder));
        if (told == FileCondition.ALL) {
            return false;
        }
        return excluded.computeIfAbsent(KeyPart.only(told.parts(), folder), key -> !told.mayMatch(List.of(key))[0]);
    }

    /** Days that are not wanted may lie between those that are. */
    @Override
    public synchronized Days daysOf(KeyParts folder, LocalDate first, LocalDate last) {
        Set<KeyPart> named = KeyPart.namedBy(folder);
        named.add(KeyPart.DAY);
        FileCondition told = condition.onlyOn(named);
        if (!told.parts().contains(KeyPart.DAY)) {
            return Days.ANY;
        }
        return days.computeIfAbsent(KeyPart.only(told.parts(), folder), key -> find(told, key, first, last));
    }

    /** Asks about every day, and about keys that name none. */
    private static Days find(FileCondition condition, KeyParts folder, LocalDate first, LocalDate last) {
        List<KeyParts> keys = new ArrayList<>();
        first.datesUntil(last.plusDays(1)).forEach(day -> keys.add(on(folder, day)));
        keys.add(on(folder, null));
        boolean[] mayMatch = condition.mayMatch(keys);
        int count = mayMatch.length - 1;
        if (mayMatch[count]) {
            return Days.ANY;
        }
        int from = 0;
        while (from < count && !mayMatch[from]) {
            from++;
        }
        if (from == count) {
            return Days.NONE;
        }
        int to = count - 1;
        while (!mayMatch[to]) {
            to--;
        }
        return new Days(from == 0 ? null : first.plusDays(from), to == count - 1 ? null : first.plusDays(to), false);
    }

    private static KeyParts on(KeyParts folder, LocalDate dayOrNull) {
        return new KeyParts(
                folder.accountOrNull(),
                folder.organizationOrNull(),
                folder.serviceOrNull(),
                folder.regionOrNull(),
                dayOrNull);
    }
}
