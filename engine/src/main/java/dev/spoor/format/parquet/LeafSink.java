/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/** Takes stretches of decoded entries. */
interface LeafSink {
    /**
     * Appends the entries {@code from .. to} of a page, of which the first value is {@code firstValue}. The page's arrays
     * are valid during the call only.
     */
    void append(PageDecoder page, int from, int to, int firstValue) throws MalformedPageException;
}
