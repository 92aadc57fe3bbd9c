/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.RememberedFile;
import java.util.Map;

/**
 * What is remembered at the beginning of a query.
 *
 * @param version of the ledger; another one may know more
 * @param byLocation what is known by key; empty when nothing is to be remembered
 */
record LedgerView(long version, Map<LogLocation, Map<String, RememberedFile>> byLocation) {
    private static final long NOTHING_KNOWN = -1;

    /** Remembers nothing. */
    static final LedgerView NOTHING = new LedgerView(NOTHING_KNOWN, Map.of());

    /** What is remembered about the content that the listing shows. */
    RememberedFile rememberedOrNull(LogFile file) {
        Map<String, RememberedFile> ofLocation = byLocation.get(file.location());
        RememberedFile memory =
                ofLocation == null ? null : ofLocation.get(file.entry().key());
        return memory != null && memory.isAbout(file.entry()) ? memory : null;
    }
}
