/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.OptionalLong;

/**
 * The version of the lake that queries see: one snapshot of each of its tables, chosen together.
 *
 * @param number counts up with each change
 * @param eventsSnapshot of the table of events; empty before the first
 * @param repeatsSnapshot of the table of repeated deliveries; empty before the first
 */
public record LakeHead(long number, OptionalLong eventsSnapshot, OptionalLong repeatsSnapshot) {
    /** The head of a lake without rows. */
    public static final LakeHead EMPTY = new LakeHead(0, OptionalLong.empty(), OptionalLong.empty());
}
