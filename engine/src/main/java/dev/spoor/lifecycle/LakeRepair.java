/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeBatch;
import dev.spoor.dataset.LakeChange;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeHead;
import dev.spoor.dataset.LakeSnapshot;
import dev.spoor.dataset.LedgerLease;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Brings a lake into order that a process left in the middle of a change. The ledger's head is the truth: a batch whose
 * last commit reached the tables is closed, any other is undone, and versions of the tables that belong to no head are
 * left. To be called by the holder of the lease only.
 */
final class LakeRepair {
    private final Lake lake;
    private final LedgerLease lease;

    /** How many batches were undone, and how many finished. */
    record Result(int undone, int finished) {}

    LakeRepair(Lake lake, LedgerLease lease) {
        this.lake = lake;
        this.lease = lease;
    }

    Result run() {
        int undone = 0;
        int finished = 0;
        lake.events().refresh();
        lake.repeats().refresh();
        for (LakeBatch batch : lake.ledger().unfinished()) {
            if (batch.isPrepared() && isCommitted(batch)) {
                lake.ledger().close(lease, batch, currentId(lake.events()), currentId(lake.repeats()));
                finished++;
            } else {
                undo(batch);
                undone++;
            }
        }
        alignTables();
        return new Result(undone, finished);
    }

    /** Whether everything of a prepared batch is in the tables. */
    private boolean isCommitted(LakeBatch batch) {
        return holds(lake.events(), batch.eventFiles()) && holds(lake.repeats(), batch.repeatFiles());
    }

    private static boolean holds(LakeTable table, List<String> keys) {
        Set<String> held = new HashSet<>();
        table.current().ifPresent(now -> table.files(now).forEach(file -> held.add(file.key())));
        return held.containsAll(keys);
    }

    /** Makes the files of a batch new again and removes what was written for it. */
    void undo(LakeBatch batch) {
        alignTables();
        List<String> written = new ArrayList<>();
        for (LakeTable table : List.of(lake.events(), lake.repeats())) {
            Iterator<ObjectEntry> files = lake.store().list(table.dataPrefix(), null, problem -> {});
            while (files.hasNext()) {
                String key = files.next().key();
                if (key.substring(key.lastIndexOf('/') + 1).startsWith(BatchCompaction.nameOf(batch))) {
                    written.add(key);
                }
            }
        }
        lake.ledger().abandon(lease, batch);
        lake.store().delete(written);
    }

    /** The tables show what the head says: a commit that never became part of it is left behind. */
    void alignTables() {
        LakeHead head = lake.ledger().head();
        boolean events = align(lake.events(), head.eventsSnapshot());
        boolean repeats = align(lake.repeats(), head.repeatsSnapshot());
        if (events || repeats) {
            // others may have taken rows away
            lake.ledger().values().reduce(lease);
            lake.ledger().replaceHead(lease, currentId(lake.events()), currentId(lake.repeats()));
        }
    }

    /** Whether the head must follow the table: because others rewrote it, or nothing can be the version without rows. */
    private static boolean align(LakeTable table, OptionalLong expected) {
        table.refresh();
        if (currentId(table).equals(expected)) {
            return false;
        }
        if (isRewriteOf(table, expected)) {
            return true;
        }
        if (expected.isPresent()) {
            table.returnTo(expected.getAsLong());
            return false;
        }
        List<LakeFile> files = table.current().map(table::files).orElse(List.of());
        if (!files.isEmpty()) {
            table.commit(new LakeChange(List.of(), files, false, currentId(table), Map.of()));
        }
        return true;
    }

    /** Whether only other engines have changed the table since, which never set our mark. */
    private static boolean isRewriteOf(LakeTable table, OptionalLong expected) {
        Optional<LakeSnapshot> at = table.current();
        while (at.isPresent() && !OptionalLong.of(at.get().id()).equals(expected)) {
            if (at.get().summary().containsKey(Compactor.BATCH_MARK)) {
                return false;
            }
            at = at.get().parentId().isPresent()
                    ? table.snapshot(at.get().parentId().getAsLong())
                    : Optional.empty();
        }
        return at.isPresent() == expected.isPresent();
    }

    static OptionalLong currentId(LakeTable table) {
        return table.current().map(now -> OptionalLong.of(now.id())).orElse(OptionalLong.empty());
    }
}
