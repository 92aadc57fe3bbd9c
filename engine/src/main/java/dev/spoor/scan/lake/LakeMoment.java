/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.LakeHead;
import dev.spoor.scan.LogSnapshot;
import java.util.Objects;

/**
 * A lake and the log files beside it at one moment.
 *
 * @param head the version of the lake
 * @param logs the log files that this version does not hold
 */
public record LakeMoment(LakeHead head, LogSnapshot logs) {
    public LakeMoment {
        Objects.requireNonNull(head, "head is null");
        Objects.requireNonNull(logs, "logs is null");
    }
}
