/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A flat listing cut into pages: entries that follow each other and lie in the same wanted folder. Lazy. */
final class EntryPages implements Iterator<List<ObjectEntry>> {
    private final Iterator<ObjectEntry> entries;
    private final FolderFilter folders;
    private String folder;
    private boolean isWanted;
    private List<ObjectEntry> page = new ArrayList<>();
    private List<ObjectEntry> next;

    EntryPages(Iterator<ObjectEntry> entries, FolderFilter folders) {
        this.entries = entries;
        this.folders = folders;
    }

    @Override
    public boolean hasNext() {
        while (next == null && entries.hasNext()) {
            ObjectEntry entry = entries.next();
            int slash = entry.key().lastIndexOf('/') + 1;
            boolean isSame =
                    folder != null && slash == folder.length() && entry.key().startsWith(folder);
            if (!isSame) {
                endPage();
                folder = entry.key().substring(0, slash);
                isWanted = mayHold(entry.key());
            }
            if (isWanted) {
                page.add(entry);
            }
        }
        if (next == null) {
            endPage();
        }
        return next != null;
    }

    /** Whether every folder above a key is wanted; the root always is. */
    private boolean mayHold(String key) {
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            if (!folders.scopeOf(key.substring(0, slash + 1)).isAnything()) {
                return false;
            }
        }
        return true;
    }

    private void endPage() {
        if (!page.isEmpty()) {
            next = Collections.unmodifiableList(page);
            page = new ArrayList<>();
        }
    }

    @Override
    public List<ObjectEntry> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing has ended");
        }
        List<ObjectEntry> given = next;
        next = null;
        return given;
    }
}
