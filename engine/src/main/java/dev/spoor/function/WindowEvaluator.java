/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import dev.spoor.vector.Column;

/** One call of a {@link WindowFunction} over some partitions. One thread. Holds nothing that must be closed. */
@FunctionalInterface
public interface WindowEvaluator {
    /**
     * Results of rows from .. from+count, owned by the caller. Ranges are asked for once each, in order.
     *
     * @param frameStarts for each asked row the first row of its frame; null if the function uses none
     * @param frameEnds for each asked row the row after the last of its frame; the frame is empty where it
     *     is not above the start
     */
    Column evaluate(int from, int count, int[] frameStarts, int[] frameEnds);
}
