/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.dataset.ScheduledRun;
import java.io.IOException;

/** A report or an alert that runs now. {@link #run} on one thread; {@link #cancel} from any. */
sealed interface EntryRun permits ReportRun, AlertRun {
    /**
     * Runs it. What it changes elsewhere than in files is in its outcome.
     *
     * @throws IOException when its files cannot be written; EngineException for all else
     */
    RunOutcome run(ScheduledRun run) throws IOException;

    /** Stops it soon. */
    void cancel();

    /** What is asked, for an audit. */
    String statement();
}
