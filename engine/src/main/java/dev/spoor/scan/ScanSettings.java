/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.source.Layout;

/**
 * How scans read files.
 *
 * @param remembersFiles whether statistics of files are used and kept between queries and runs
 * @param prunes whether files that cannot match are left out; off reads everything
 * @param latenessMicrosMax how long after its event a record may be delivered at most, by assumption;
 *     {@link Layout#LATENESS_NOT_TRUSTED} assumes nothing
 * @param prefetchBytesMax stored bytes that a scan reads ahead of its workers, over all of them
 * @param fileBytesMax stored bytes of the largest file that is read; a larger one is listed as unreadable
 * @param wholeFilesOnly whether a file that breaks off while it is fetched gives nothing at all, so that it can be read
 *     later as if it had never been; and a scan that may read none of its files tells so of each, and does not fail
 * @param cancellation of who waits while files are listed
 */
public record ScanSettings(
        boolean remembersFiles,
        boolean prunes,
        long latenessMicrosMax,
        long prefetchBytesMax,
        long fileBytesMax,
        boolean wholeFilesOnly,
        Cancellation cancellation) {
    private static final long DEFAULT_LATENESS_MICROS = 24 * 3_600 * 1_000_000L;
    private static final long DEFAULT_PREFETCH_BYTES = 64L << 20;
    private static final long DEFAULT_FILE_BYTES = 512L << 20;

    /** The largest length of a Java array, with room for what virtual machines add. */
    private static final long FILE_BYTES_LIMIT = Integer.MAX_VALUE - 64L;

    public static final ScanSettings DEFAULT =
            new ScanSettings(true, true, DEFAULT_LATENESS_MICROS, DEFAULT_PREFETCH_BYTES, DEFAULT_FILE_BYTES);

    public ScanSettings {
        if (latenessMicrosMax < 0 || prefetchBytesMax < 0 || fileBytesMax < 0) {
            throw new IllegalArgumentException("negative scan setting");
        }
        fileBytesMax = Math.min(fileBytesMax, FILE_BYTES_LIMIT);
    }

    /** Those of a query, which uses what it gets of a file. */
    public ScanSettings(
            boolean remembersFiles, boolean prunes, long latenessMicrosMax, long prefetchBytesMax, long fileBytesMax) {
        this(remembersFiles, prunes, latenessMicrosMax, prefetchBytesMax, fileBytesMax, false, () -> {});
    }

    /** The same for somebody who may want to stop while files are listed. */
    public ScanSettings with(Cancellation listing) {
        return new ScanSettings(
                remembersFiles, prunes, latenessMicrosMax, prefetchBytesMax, fileBytesMax, wholeFilesOnly, listing);
    }
}
