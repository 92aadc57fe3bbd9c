/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import java.util.Locale;

/** What is to be thought of an hour, worst first. */
public enum CoverageState {
    /** A digest promises log files that are not there. */
    MISSING,
    /** Verification found a log file that is not what was delivered. */
    CHANGED,
    /** A log file is there that could not be read, or not whole. */
    UNREADABLE,
    /** A trail did not log, for some of the hour at least, as its own events tell. */
    OFF,
    /** There are neither files nor digests: nothing happened, or it is lost; nobody can tell. */
    UNKNOWN,
    /** There are files, and no digest says whether that is all. */
    UNCONFIRMED,
    /** All that digests promise is there. */
    COMPLETE,
    /** Digests say that nothing was delivered. */
    QUIET;

    /** As tables show it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
