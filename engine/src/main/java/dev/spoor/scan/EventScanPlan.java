/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.prune.ScanConstraint;
import dev.spoor.source.FactPaths;
import java.util.Optional;

/** The files that a scan of events will read. */
public final class EventScanPlan implements ScanPlan {
    private final EventScanSource source;
    private final ScanRequest request;
    private final LogSnapshot logs;
    private final LogListing listing;
    private final FilePruner.Result pruned;
    private boolean started;

    EventScanPlan(
            EventScanSource source,
            ScanRequest request,
            LogSnapshot logs,
            LogListing listing,
            FilePruner.Result pruned) {
        this.source = source;
        this.request = request;
        this.logs = logs;
        this.listing = listing;
        this.pruned = pruned;
    }

    @Override
    public PruneReport report() {
        return pruned.report();
    }

    /** What the rows wanted satisfy, the source's window included; everything if nothing is to be left out. */
    public ScanConstraint wanted() {
        return logs.settings().prunes()
                ? FilePruner.within(
                        source.window(), logs.files().layout().paths().time(), request.constraint())
                : ScanConstraint.all();
    }

    private Optional<TimeCoverage> coverage(long nowMicros) {
        FactPaths paths = logs.files().layout().paths();
        ScanConstraint asked = FilePruner.within(source.window(), paths.time(), request.constraint());
        return DeliveryHours.of(listing, asked, paths, nowMicros);
    }

    @Override
    public ScanRun start(ScanContext context) {
        return start(context, EventScanRun.Neighbours.BY_TIME);
    }

    /**
     * Begins reading, where the same records may lie elsewhere, too: the run tells what it has read by its content hashes,
     * which depend on the context's seed.
     */
    public EventScanRun startBesideLake(ScanContext context) {
        return start(context, EventScanRun.Neighbours.BY_HASH);
    }

    private synchronized EventScanRun start(ScanContext context, EventScanRun.Neighbours neighbours) {
        if (started) {
            throw new IllegalStateException("this plan was started before: make a new one");
        }
        started = true;
        return new EventScanRun(source, request, logs, pruned, context, neighbours, this::coverage);
    }
}
