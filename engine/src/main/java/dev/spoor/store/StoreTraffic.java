/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

/**
 * What a store was asked so far, as it is billed: each attempt of a request counts. A store without requests, such as a
 * folder, has none.
 *
 * @param lists requests for pages of listings
 * @param reads requests for bytes of objects, or for what is known about one
 * @param writes requests that write or delete
 * @param retries those of all of them that were made again after a failure
 * @param bytesRead of objects
 */
public record StoreTraffic(long lists, long reads, long writes, long retries, long bytesRead) {
    public static final StoreTraffic NONE = new StoreTraffic(0, 0, 0, 0, 0);

    public StoreTraffic plus(StoreTraffic other) {
        return new StoreTraffic(
                lists + other.lists,
                reads + other.reads,
                writes + other.writes,
                retries + other.retries,
                bytesRead + other.bytesRead);
    }

    /** What came since an earlier look. */
    public StoreTraffic minus(StoreTraffic earlier) {
        return new StoreTraffic(
                lists - earlier.lists,
                reads - earlier.reads,
                writes - earlier.writes,
                retries - earlier.retries,
                bytesRead - earlier.bytesRead);
    }

    public long requests() {
        return lists + reads + writes;
    }
}
