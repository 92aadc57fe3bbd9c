/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.DeliveryDay;
import dev.spoor.dataset.DigestBooks;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.LogLocation;
import dev.spoor.source.FileFilter;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.KeyFilter;
import dev.spoor.source.Layout;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.PageEntries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A listing of a place with logs: gives the files of events, in its order and lazily, and takes the digest files that lie
 * between them into the books.
 */
final class PlaceListing {
    private static final int DIGESTS_PER_WRITE = 1_000;

    private final LogLocation location;
    private final Layout layout;
    private final DigestBooks books;
    private final Cancellation cancellation;
    private final List<ObjectEntry> digests = new ArrayList<>();

    PlaceListing(LogLocation location, Layout layout, DigestBooks books, Cancellation cancellation) {
        this.location = location;
        this.layout = layout;
        this.books = books;
        this.cancellation = cancellation;
    }

    /** The days of delivery that a layout finds in the keys of a place. */
    static DeliveryDay deliveryDays(LogLocation location, Layout layout) {
        String root = location.store().location() + "/";
        return key -> {
            LocalDate day = layout.read(root + key, Layout.LATENESS_NOT_TRUSTED, location.isSingleFile())
                    .parts()
                    .dayOrNull();
            return day == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(day.toEpochDay()));
        };
    }

    /** All of them. */
    Iterator<ObjectEntry> eventFiles(Consumer<ListingProblem> problems) {
        return eventFiles(location.store().list("", null, problems));
    }

    /** Those that were delivered on a day or later, as far as their folders tell a day; others, too. */
    Iterator<ObjectEntry> eventFilesSince(LocalDate day, Consumer<ListingProblem> problems) {
        FileFilter recent = new FileFilter(ScanConstraint.all(), KeyFilter.since(day));
        String root = location.store().location() + "/";
        return eventFiles(new PageEntries(location.store()
                .pages(
                        folder -> layout.scopeOf(
                                root + folder,
                                (int) folder.chars()
                                        .filter(letter -> letter == '/')
                                        .count(),
                                recent,
                                Layout.LATENESS_NOT_TRUSTED),
                        problems)));
    }

    private Iterator<ObjectEntry> eventFiles(Iterator<ObjectEntry> listed) {
        return new Iterator<>() {
            private ObjectEntry next;

            @Override
            public boolean hasNext() {
                while (next == null && listed.hasNext()) {
                    next = eventFileOrNull(listed.next());
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
        };
    }

    private ObjectEntry eventFileOrNull(ObjectEntry entry) {
        cancellation.check();
        String address = location.store().location() + "/" + entry.key();
        KeyFacts facts = layout.read(address, Layout.LATENESS_NOT_TRUSTED, location.isSingleFile());
        if (facts.isDigest()) {
            digests.add(entry);
            if (digests.size() == DIGESTS_PER_WRITE) {
                finish();
            }
        }
        return facts.isEventFile() ? entry : null;
    }

    /** To be called when the iterator has ended: takes the last digest files into the books. */
    void finish() {
        if (!digests.isEmpty()) {
            books.register(location.store().location(), digests);
            digests.clear();
        }
    }
}
