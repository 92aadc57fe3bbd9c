/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.source.KeyParts;
import java.util.List;

/**
 * A condition on what the keys of files name: it holds for every record of a file or for none, because every record of a
 * file has the same values in columns that are made of the key. Immutable; safe for all threads.
 */
public interface FileCondition {
    /** The condition that every file satisfies. */
    FileCondition ALL = new FileCondition() {
        @Override
        public boolean[] mayMatch(List<KeyParts> keys) {
            boolean[] all = new boolean[keys.size()];
            java.util.Arrays.fill(all, true);
            return all;
        }

        @Override
        public String toString() {
            return "TRUE";
        }
    };

    /** For each key, false if no record of its file can satisfy the condition. Never throws for what a key names. */
    boolean[] mayMatch(List<KeyParts> keys);
}
