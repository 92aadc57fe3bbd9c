/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

/** The files that a scan of events will read. */
final class EventScanPlan implements ScanPlan {
    private final EventScanSource source;
    private final ScanRequest request;
    private final ScanSettings settings;
    private final LogListing listing;
    private final FilePruner.Result pruned;
    private boolean started;

    EventScanPlan(
            EventScanSource source,
            ScanRequest request,
            ScanSettings settings,
            LogListing listing,
            FilePruner.Result pruned) {
        this.source = source;
        this.request = request;
        this.settings = settings;
        this.listing = listing;
        this.pruned = pruned;
    }

    @Override
    public PruneReport report() {
        return pruned.report();
    }

    @Override
    public synchronized ScanRun start(ScanContext context) {
        if (started) {
            throw new IllegalStateException("this plan was started before: make a new one");
        }
        started = true;
        return new EventScanRun(source, request, settings, listing, pruned, context);
    }
}
