/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.Map;

/**
 * One consistent look at the lake: its head and what that head holds of one source of logs.
 *
 * @param head the version to read
 * @param files the source's log files by key
 */
public record LakeView(LakeHead head, Map<String, LedgerFile> files) {
    public LakeView {
        files = Map.copyOf(files);
    }
}
