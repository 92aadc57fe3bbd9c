/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.dataset.ScheduledRun;

/** Is told of runs: for audits and for whoever looks at a terminal. From any thread. */
public interface RunWatcher {
    /** Nobody looks. */
    RunWatcher NONE = new RunWatcher() {
        @Override
        public Watched began(ScheduledRun run, String user, String statement) {
            return (ended, count, error) -> {};
        }

        @Override
        public void said(String sentence) {}
    };

    /** A run that somebody looks at. */
    @FunctionalInterface
    interface Watched {
        /**
         * It has ended.
         *
         * @param state DONE or FAILED
         * @param rows that its questions gave
         * @param textOrNull why it failed, or what is to be known about it
         */
        void ended(ScheduledRun.State state, long rows, String textOrNull);
    }

    /**
     * A run begins, unless this throws an EngineException: what cannot be written down must not take place.
     *
     * @param user as whom it runs
     * @param statement what it asks
     */
    Watched began(ScheduledRun run, String user, String statement);

    /** Something happened that is no run: leading begins or ends, times were missed, a ledger cannot be reached. */
    void said(String sentence);
}
