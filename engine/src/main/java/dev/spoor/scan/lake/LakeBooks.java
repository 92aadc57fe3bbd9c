/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.LakeHead;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.LakeView;
import dev.spoor.dataset.LedgerFile;
import dev.spoor.scan.HeldFiles;
import dev.spoor.scan.LogLocation;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which log files one version of a lake holds. The places that logs are read from need not be those that they were
 * compacted from: a folder inside of one, or around it, has the same files by other keys. Immutable.
 */
final class LakeBooks implements HeldFiles {
    private final LakeHead head;
    private final Map<LogLocation, List<Source>> byLocation;
    private final Map<String, LakeView> views;

    /**
     * Files of a source of the lake that lie in a location.
     *
     * @param inSource what comes before a location's key in the source's key; empty when the location is not inside
     * @param inLocation what comes before a source's key in the location's key; empty when the source is not inside
     */
    private record Source(String inSource, String inLocation, Map<String, LedgerFile> files) {
        LedgerFile findOrNull(String key) {
            return key.startsWith(inLocation) ? files.get(inSource + key.substring(inLocation.length())) : null;
        }
    }

    private LakeBooks(LakeHead head, Map<LogLocation, List<Source>> byLocation, Map<String, LakeView> views) {
        this.head = head;
        this.byLocation = byLocation;
        this.views = views;
    }

    /** Reads them as of the newest head. */
    static LakeBooks read(LakeLedger ledger, List<LogLocation> locations) {
        while (true) {
            LakeHead head = ledger.head();
            Map<String, LakeView> views = new HashMap<>();
            Map<LogLocation, List<Source>> byLocation = new HashMap<>();
            for (String address : ledger.sources()) {
                for (LogLocation location : locations) {
                    String outer = location.store().location() + "/";
                    String inner = address + "/";
                    boolean isAround = outer.startsWith(inner);
                    if (isAround || inner.startsWith(outer)) {
                        LakeView view = views.computeIfAbsent(address, ledger::view);
                        byLocation
                                .computeIfAbsent(location, each -> new ArrayList<>())
                                .add(new Source(
                                        isAround ? outer.substring(inner.length()) : "",
                                        isAround ? "" : inner.substring(outer.length()),
                                        view.files()));
                    }
                }
            }
            if (views.values().stream().allMatch(view -> view.head().equals(head))) {
                return new LakeBooks(head, byLocation, views);
            }
        }
    }

    LakeHead head() {
        return head;
    }

    /** The log files of the sources that were looked at, by their addresses. */
    Map<String, LakeView> views() {
        return views;
    }

    /** As {@link #heldOrNull}, and also files of exactly this version that the lake could not read just now. */
    LedgerFile knownOrNull(LogLocation location, ObjectEntry entry) {
        LedgerFile held = heldOrNull(location, entry);
        if (held != null) {
            return held;
        }
        for (Source source : byLocation.getOrDefault(location, List.of())) {
            LedgerFile known = source.findOrNull(entry.key());
            if (known != null && known.isDeferred(entry)) {
                return known;
            }
        }
        return null;
    }

    @Override
    public LedgerFile heldOrNull(LogLocation location, ObjectEntry entry) {
        for (Source source : byLocation.getOrDefault(location, List.of())) {
            LedgerFile known = source.findOrNull(entry.key());
            if (known != null && known.isHeld(entry)) {
                return known;
            }
        }
        return null;
    }
}
