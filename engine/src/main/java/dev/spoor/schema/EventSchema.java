/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns of one kind of audit log, in display order. Ids and names are unique; immutable. */
public final class EventSchema {
    private final List<EventColumn> columns;
    private final Map<String, EventColumn> byName = new HashMap<>();

    public EventSchema(List<EventColumn> columns) {
        this.columns = List.copyOf(columns);
        Set<Integer> ids = new HashSet<>();
        for (EventColumn column : this.columns) {
            if (!ids.add(column.id()) || byName.put(column.name(), column) != null) {
                throw new IllegalArgumentException("column id or name used twice: " + column);
            }
        }
    }

    public List<EventColumn> columns() {
        return columns;
    }

    /** By name in any letter case. */
    public Optional<EventColumn> column(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }
}
