/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The entries of pages, such as those of {@link ObjectStore#pages}, one by one and in their order; lazy. One thread. */
public final class PageEntries implements Iterator<ObjectEntry> {
    private final Iterator<List<ObjectEntry>> pages;
    private Iterator<ObjectEntry> page = Collections.emptyIterator();

    public PageEntries(Iterator<List<ObjectEntry>> pages) {
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && pages.hasNext()) {
            page = pages.next().iterator();
        }
        return page.hasNext();
    }

    @Override
    public ObjectEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing has ended");
        }
        return page.next();
    }
}
