/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.dataset.CheckedFile;
import dev.spoor.dataset.IntegrityBooks;
import dev.spoor.dataset.IntegrityState;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.scan.KnownFile;
import dev.spoor.scan.LogFiles;
import dev.spoor.scan.LogLocation;
import dev.spoor.store.ObjectEntry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What verifications have found out about the files of an event store: in the lake's ledger or, without a lake, in the cache
 * folder, whenever something is verified there. Opened on first use; thread-safe.
 */
final class KnownIntegrity implements AutoCloseable {
    private final Optional<Lake> lake;
    private final Optional<Path> cacheFolder;
    private Optional<IntegrityBooks> opened = Optional.empty();

    /** @param cacheFolder empty when nothing is remembered */
    KnownIntegrity(Optional<Lake> lake, Optional<Path> cacheFolder) {
        this.lake = lake;
        this.cacheFolder = cacheFolder;
    }

    /** The books; empty as long as nothing was ever verified. */
    synchronized Optional<IntegrityBooks> books() {
        if (opened.isEmpty()) {
            opened = lake.isPresent()
                    ? Optional.of(lake.get().ledger().integrity())
                    : cacheFolder.flatMap(IntegrityBooks::openIfAny);
        }
        return opened;
    }

    /**
     * Verdicts about files of some locations, whichever place around or inside of them was verified.
     *
     * @return what is known of exactly the version of a file; null for nothing
     */
    Function<KnownFile, CheckedFile> verdicts(LogFiles files) {
        Map<String, CheckedFile> byName = byName(files);
        return known -> {
            CheckedFile checked = byName.get(known.name());
            return checked != null && checked.isOf(known.entry()) ? checked : null;
        };
    }

    private Map<String, CheckedFile> byName(LogFiles files) {
        Map<String, CheckedFile> byName = new HashMap<>();
        byAddress(files).forEach((address, file) -> byName.put(files.nameOfAddress(address), file));
        return byName;
    }

    /** Whether a version of a file, by its full address, is known to be other than it was delivered; null if unknown. */
    BiFunction<String, ObjectEntry, Boolean> changes(LogFiles files) {
        Map<String, CheckedFile> byAddress = byAddress(files);
        return (address, entry) -> {
            CheckedFile checked = byAddress.get(address);
            return checked == null || !checked.isOf(entry) || !checked.state().isProven()
                    ? null
                    : (Boolean) checked.state().isChange();
        };
    }

    private Map<String, CheckedFile> byAddress(LogFiles files) {
        Map<String, CheckedFile> byAddress = new HashMap<>();
        books().ifPresent(books -> {
            for (String source : books.sources()) {
                if (lake.isPresent() || files.locations().stream().anyMatch(location -> overlaps(location, source))) {
                    books.verdicts(source)
                            .forEach(file ->
                                    byAddress.put(source + "/" + file.entry().key(), file));
                }
            }
        });
        return byAddress;
    }

    private static boolean overlaps(LogLocation location, String source) {
        String inner = source + "/";
        String outer = location.store().location() + "/";
        return inner.startsWith(outer) || outer.startsWith(inner);
    }

    /**
     * The states of files by name, of those that have one: a name that stands for several versions has the state that all
     * of them have.
     *
     * @param visit gives each version of each file to the visitor: its name, and null for one of which nothing is known
     */
    Map<String, IntegrityState> states(LogFiles files, Consumer<BiConsumer<String, ObjectEntry>> visit) {
        Map<String, IntegrityState> states = new HashMap<>();
        if (books().isEmpty()) {
            return states;
        }
        Map<String, CheckedFile> byName = byName(files);
        Set<String> unclear = new HashSet<>();
        visit.accept((name, versionOrNull) -> {
            CheckedFile checked = byName.get(name);
            boolean isKnown = checked != null && versionOrNull != null && checked.isOf(versionOrNull);
            if (!isKnown || unclear.contains(name)) {
                unclear.add(name);
                states.remove(name);
            } else {
                states.put(name, checked.state());
            }
        });
        return states;
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(IntegrityBooks::close);
        opened = Optional.empty();
    }
}
