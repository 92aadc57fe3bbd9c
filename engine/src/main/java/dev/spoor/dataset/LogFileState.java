/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

/** What the lake knows of a log file. */
public enum LogFileState {
    /** Listed, or changed since it was read; its records are not in the lake yet. */
    NEW,
    /** In a batch that is being compacted; to queries it is as NEW. */
    PENDING,
    /** All of its records are in the lake. */
    COMPACTED,
    /**
     * What could be read of it is in the lake, the rest could not be read, and never can be: so its bytes prove. Tried
     * again when the file changes.
     */
    UNREADABLE,
    /** It could not be read for a reason that may pass, and nothing of it is in the lake; tried again by itself. */
    DEFERRED,
    /** Gone before it was read. */
    VANISHED
}
