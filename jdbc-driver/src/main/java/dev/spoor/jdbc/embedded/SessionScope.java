/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.catalog.AccessPolicy;
import dev.spoor.catalog.CatalogTable;
import java.util.List;

/**
 * What the statements of a session see, and who lets them run.
 *
 * @param policy what of the events there is for them
 * @param tables under {@code sys}, beside the engine's own
 */
public record SessionScope(AccessPolicy policy, List<CatalogTable> tables, QueryGate gate) {
    /** Everything, for anybody. */
    public static final SessionScope OPEN = new SessionScope(AccessPolicy.OPEN, List.of(), QueryGate.OPEN);

    public SessionScope {
        tables = List.copyOf(tables);
    }
}
