/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * What of the events somebody may see. What is not allowed does not exist for their statements: rows of other accounts are in no
 * table, hidden columns are in no table and no metadata.
 *
 * <p>Whoever may not see everything has no tables about files, because those tell of events that are not theirs. Where a column is
 * hidden, so are the columns that would show it again: the whole record and the rest of the record; and the keys of files, if
 * the column is one of those that a key is made of.
 *
 * @param accounts values of the account column that are visible; an event without one is not; empty for all events
 * @param hiddenColumns such as {@code sourceIPAddress}, or a field in a ROW, {@code userIdentity.accessKeyId}; in any letter case
 */
public record AccessPolicy(Optional<Set<String>> accounts, Set<String> hiddenColumns) {
    /** Everything. */
    public static final AccessPolicy OPEN = new AccessPolicy(Optional.empty(), Set.of());

    public AccessPolicy {
        accounts = accounts.map(Set::copyOf);
        hiddenColumns = Set.copyOf(hiddenColumns);
    }

    /** Whether everything may be seen. */
    public boolean isOpen() {
        return accounts.isEmpty() && hiddenColumns.isEmpty();
    }
}
