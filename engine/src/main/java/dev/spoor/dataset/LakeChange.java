/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a commit does to a table of the lake, all or nothing.
 *
 * @param added files that are not in the table yet
 * @param removed files of the version {@code basedOn}
 * @param rowsStay true when the added files hold the very rows of the removed ones
 * @param basedOn the version that the writer looked at, empty for an empty table; if the table has another one by now,
 *     the commit fails and changes nothing
 * @param summary kept with the version
 */
public record LakeChange(
        List<LakeFile> added,
        List<LakeFile> removed,
        boolean rowsStay,
        OptionalLong basedOn,
        Map<String, String> summary) {
    public LakeChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        summary = Map.copyOf(summary);
    }

    /** New rows. */
    public static LakeChange append(List<LakeFile> added, OptionalLong basedOn, Map<String, String> summary) {
        return new LakeChange(added, List.of(), false, basedOn, summary);
    }
}
