/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.lifecycle.CompactionProgress;
import dev.spoor.lifecycle.Compactor;
import java.time.Clock;

/** Tells somebody who watches how far a change of a lake is. One thread. */
final class LakeReporter implements Compactor.Listener {
    private static final long PROGRESS_MILLIS = 200;

    private final Diagnostics diagnostics;
    private final boolean showsProgress;
    private final Clock clock;
    private final long start;
    private long shown;

    LakeReporter(Diagnostics diagnostics, boolean showsProgress, Clock clock) {
        this.diagnostics = diagnostics;
        this.showsProgress = showsProgress;
        this.clock = clock;
        this.start = clock.millis();
    }

    @Override
    public void waiting() {
        diagnostics.line("Another process is changing this lake; waiting until it is done ...");
    }

    @Override
    public void problem(String address, String reason) {
        diagnostics.line("warning: " + address + " " + reason);
    }

    @Override
    public void progress(CompactionProgress now) {
        long time = clock.millis();
        if (showsProgress && time - shown >= PROGRESS_MILLIS) {
            shown = time;
            diagnostics.progress(describe(now, time - start));
        }
    }

    private String describe(CompactionProgress now, long millis) {
        double seconds = Math.max(1, millis) / 1000.0;
        String left = now.bytesDone() == 0
                ? ""
                : ", "
                        + Footer.seconds(
                                (long) (millis * (double) (now.bytesTotal() - now.bytesDone()) / now.bytesDone()))
                        + " left";
        return Footer.grouped(now.filesDone()) + " of " + Footer.counted(now.filesTotal(), "file") + ", "
                + Footer.counted(now.events(), "event") + ", "
                + Footer.bytes((long) (now.bytesDone() / seconds)) + "/s" + left;
    }
}
