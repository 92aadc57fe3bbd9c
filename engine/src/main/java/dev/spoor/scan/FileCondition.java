/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.source.KeyPart;
import dev.spoor.source.KeyParts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A condition on what the keys of files name: it holds for every record of a file or for none, because every record of a
 * file has the same values in columns that are made of the key. Immutable; safe for all threads; equal ones mean the same.
 */
public interface FileCondition {
    /** The condition that every file satisfies. */
    FileCondition ALL = new FileCondition() {
        @Override
        public boolean[] mayMatch(List<KeyParts> keys) {
            boolean[] all = new boolean[keys.size()];
            Arrays.fill(all, true);
            return all;
        }

        @Override
        public Set<KeyPart> parts() {
            return Set.of();
        }

        @Override
        public FileCondition onlyOn(Set<KeyPart> parts) {
            return this;
        }

        @Override
        public String toString() {
            return "TRUE";
        }
    };

    /** For each key, false if no record of its file can satisfy the condition. Never throws for what a key names. */
    boolean[] mayMatch(List<KeyParts> keys);

    /** What the condition depends on. */
    Set<KeyPart> parts();

    /**
     * A condition that depends on no other parts than these, and holds wherever this one does; {@link #ALL} if there is
     * none.
     */
    FileCondition onlyOn(Set<KeyPart> parts);
}
