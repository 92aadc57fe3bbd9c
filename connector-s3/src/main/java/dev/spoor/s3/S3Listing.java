/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.s3.ListPage.ListedObject;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Objects in the order of their keys, a page at a time as they are asked for. One thread. */
final class S3Listing implements Iterator<ObjectEntry> {
    private final S3ObjectStore store;
    private final S3Bucket bucket;
    private final String prefix;
    private String afterOrNull;
    private boolean isAtEnd;
    private Iterator<ObjectEntry> page = Collections.emptyIterator();

    /** @param prefix and {@code startAfterOrNull} as the store has keys */
    S3Listing(S3ObjectStore store, S3Bucket bucket, String prefix, String startAfterOrNull) {
        this.store = store;
        this.bucket = bucket;
        this.prefix = store.wholeKey(prefix);
        this.afterOrNull = startAfterOrNull == null ? null : store.wholeKey(startAfterOrNull);
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && !isAtEnd) {
            fetch();
        }
        return page.hasNext();
    }

    /** Goes on behind the last key: unlike a token of the server that means the same at any time, also after a failure. */
    private void fetch() {
        ListPage answer = bucket.list(prefix, afterOrNull, null, null);
        List<ListedObject> listed = answer.objects();
        isAtEnd = !answer.isTruncated() || listed.isEmpty();
        List<ObjectEntry> entries = new ArrayList<>(listed.size());
        for (ListedObject object : listed) {
            ObjectEntry entry = store.entryOrNull(object);
            if (entry != null) {
                entries.add(entry);
            }
        }
        if (!listed.isEmpty()) {
            afterOrNull = listed.get(listed.size() - 1).key();
        }
        page = entries.iterator();
    }

    @Override
    public ObjectEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing has ended");
        }
        return page.next();
    }
}
