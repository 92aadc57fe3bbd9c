/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.LedgerFile;
import dev.spoor.store.ObjectEntry;

/** Tells which log files need not be read, because a lake holds what is in them. Thread-safe. */
@FunctionalInterface
public interface HeldFiles {
    /** What is held of exactly this version of the file; null when it is not held and must be read. */
    LedgerFile heldOrNull(LogLocation location, ObjectEntry entry);
}
