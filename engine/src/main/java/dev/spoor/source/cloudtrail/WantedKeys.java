/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.KeyNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the places of a record that anyone wants; each place has one slot, whoever asks. */
final class WantedKeys {
    private static final class Place {
        final boolean anyCase;
        final int slot;
        final Map<String, Place> inside = new LinkedHashMap<>();

        Place(boolean anyCase, int slot) {
            this.anyCase = anyCase;
            this.slot = slot;
        }
    }

    private final Place record = new Place(false, -1);
    private int slotCount;
    private boolean others;

    /** A place inside the record. */
    final class Path {
        private final Place place;

        private Path(Place place) {
            this.place = place;
        }

        /** A field of a ROW, or of the record: matches in any letter case. */
        Path field(String name) {
            return then(name, true);
        }

        /** A key of free-form JSON: matches exactly. */
        Path key(String name) {
            return then(name, false);
        }

        int slot() {
            return place.slot;
        }

        private Path then(String name, boolean anyCase) {
            Place inside = place.inside.get(name);
            if (inside == null) {
                inside = new Place(anyCase, slotCount++);
                place.inside.put(name, inside);
            }
            return new Path(inside);
        }
    }

    Path record() {
        return new Path(record);
    }

    /** Asks for the fields of the record that nobody else asked for. */
    void wantOthers() {
        others = true;
    }

    int slotCount() {
        return slotCount;
    }

    KeyNode toKeyNode() {
        KeyNode.Builder builder = new KeyNode.Builder();
        fill(builder, record);
        if (others) {
            builder.others();
        }
        return builder.build();
    }

    private static void fill(KeyNode.Builder builder, Place place) {
        place.inside.forEach((name, inside) -> {
            if (inside.anyCase) {
                builder.anyCase(name, inside.slot);
            } else {
                builder.exact(name, inside.slot);
            }
            if (!inside.inside.isEmpty()) {
                fill(builder.child(name), inside);
            }
        });
    }
}
