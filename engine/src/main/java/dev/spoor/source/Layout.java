/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.store.FolderScope;

/** How the addresses of a source's objects carry meaning. Stateless; safe for all threads. */
public interface Layout {
    /** The assumption that events may be delivered any time later: key times give no lower bound. */
    long LATENESS_NOT_TRUSTED = Long.MAX_VALUE;

    /**
     * Reads an address.
     *
     * @param address the store's location, '/', and the object's key: folders above the store's root count, so a trail
     *     may be opened at any level
     * @param latenessMicrosMax how long after its time an event is assumed to be delivered at most, which makes upper
     *     bounds on the time prune by key; {@link #LATENESS_NOT_TRUSTED} for no such assumption
     * @param isNamedByUser whether the user pointed at this very file, which is then read whatever its name ends in
     */
    KeyFacts read(String address, long latenessMicrosMax, boolean isNamedByUser);

    /**
     * What must be listed of a folder to see the files whose keys do not exclude them. Goes by folders alone: a file that
     * somebody put into the folder of another day, region or account than its name has is where its folder says. What is
     * not listed is not seen.
     *
     * @param folderAddress ends with '/'
     * @param depth how many folders it lies below the place that the user named
     * @param wanted which files
     * @param latenessMicrosMax as for {@link #read}
     */
    FolderScope scopeOf(String folderAddress, int depth, FileFilter wanted, long latenessMicrosMax);

    /** The columns that keys and statistics of files speak about. */
    FactPaths paths();
}
