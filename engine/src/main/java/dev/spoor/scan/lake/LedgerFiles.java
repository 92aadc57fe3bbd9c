/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.LakeView;
import dev.spoor.dataset.LedgerFile;
import dev.spoor.dataset.LedgerStatistics;
import dev.spoor.scan.LogLocation;
import dev.spoor.store.KeyOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Every log file that a lake's ledger knew when this was read: some hundred bytes for each. Immutable. */
public final class LedgerFiles {
    private final LakeBooks books;
    private final Map<String, Map<String, LedgerFile>> bySource;
    private final LedgerStatistics statistics;
    private final Map<String, List<LedgerFile>> inKeyOrder = new HashMap<>();

    private LedgerFiles(LakeBooks books, Map<String, Map<String, LedgerFile>> bySource, LedgerStatistics statistics) {
        this.books = books;
        this.bySource = bySource;
        this.statistics = statistics;
    }

    static LedgerFiles read(LakeLedger ledger, List<LogLocation> locations) {
        LakeBooks books = LakeBooks.read(ledger, locations);
        Map<String, Map<String, LedgerFile>> bySource = new LinkedHashMap<>();
        for (String source : ledger.sources()) {
            LakeView view = books.views().get(source);
            bySource.put(source, view == null ? ledger.view(source).files() : view.files());
        }
        return new LedgerFiles(books, bySource, new LedgerStatistics(ledger));
    }

    /** Those of the places of the logs. */
    LakeBooks books() {
        return books;
    }

    /** What was in them. */
    LedgerStatistics statistics() {
        return statistics;
    }

    /** Visits each with its full address, by source and in key order. */
    void forEach(BiConsumer<String, LedgerFile> visitor) {
        bySource.keySet().forEach(source -> inKeyOrder(source)
                .forEach(file -> visitor.accept(source + "/" + file.entry().key(), file)));
    }

    private synchronized List<LedgerFile> inKeyOrder(String source) {
        return inKeyOrder.computeIfAbsent(source, any -> bySource.get(source).values().stream()
                .sorted(Comparator.comparing(file -> file.entry().key(), KeyOrder::compare))
                .toList());
    }

    /** Visits those, in no order, of which the lake may hold records. */
    public void forEachHeld(BiConsumer<String, LedgerFile> visitor) {
        bySource.forEach((source, files) -> files.values().stream()
                .filter(file -> file.isRead() || file.isReplaced())
                .forEach(file -> visitor.accept(source + "/" + file.entry().key(), file)));
    }
}
