/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

/** Tells a listing which folders are wanted. Safe for all threads; the same folder gets the same answer. */
@FunctionalInterface
public interface FolderFilter {
    /** Wants everything. */
    FolderFilter ALL = folder -> FolderScope.EVERYTHING;

    /**
     * What is wanted of a folder.
     *
     * @param folderKey its key, which ends with '/'; empty for the root of the store
     */
    FolderScope scopeOf(String folderKey);
}
