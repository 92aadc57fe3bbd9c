/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param objects in the order of their keys
 * @param folders those that were asked for in place of what is in them, ending with the delimiter, in order
 * @param isTruncated whether there is more behind it
 * @param nextTokenOrNull what the next page is asked for with; null where the server gives none
 */
record ListPage(List<ListedObject> objects, List<String> folders, boolean isTruncated, String nextTokenOrNull) {
    /**
     * An object.
     *
     * @param key the whole key
     * @param modifiedSecond since 1970
     * @param etagOrNull in quotes, mostly
     */
    record ListedObject(String key, long sizeBytes, long modifiedSecond, String etagOrNull) {}
}
