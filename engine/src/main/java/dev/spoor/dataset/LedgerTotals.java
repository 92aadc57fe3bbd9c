/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

/**
 * The books of a lake. Two identities hold at every moment: {@code listed = read + pending + unreadable + vanished} and
 * {@code records = kept + repeats}.
 *
 * @param listed log files ever seen
 * @param read files whose every record is in the lake
 * @param pending files that were not read yet, the deferred ones among them
 * @param deferred files that could not be read for a reason that may pass, and are tried again
 * @param unreadable files of which something could not be read
 * @param vanished files that were gone before they were read
 * @param records records read
 * @param kept records that became events of the lake
 * @param repeats records that the lake had already
 */
public record LedgerTotals(
        long listed,
        long read,
        long pending,
        long deferred,
        long unreadable,
        long vanished,
        long records,
        long kept,
        long repeats) {
    /** Whether both identities hold. */
    public boolean isBalanced() {
        return listed == read + pending + unreadable + vanished && records == kept + repeats;
    }
}
