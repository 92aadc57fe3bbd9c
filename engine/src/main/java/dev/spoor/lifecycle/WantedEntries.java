/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.store.ObjectEntry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/** Those objects of a listing that are wanted, in its order; lazy as the listing is. */
final class WantedEntries implements Iterator<ObjectEntry> {
    private final Iterator<ObjectEntry> listed;
    private final Predicate<ObjectEntry> wanted;
    private ObjectEntry next;

    WantedEntries(Iterator<ObjectEntry> listed, Predicate<ObjectEntry> wanted) {
        this.listed = listed;
        this.wanted = wanted;
    }

    @Override
    public boolean hasNext() {
        while (next == null && listed.hasNext()) {
            ObjectEntry entry = listed.next();
            next = wanted.test(entry) ? entry : null;
        }
        return next != null;
    }

    @Override
    public ObjectEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ObjectEntry given = next;
        next = null;
        return given;
    }
}
