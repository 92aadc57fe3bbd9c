/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import java.util.Objects;

/**
 * How much of what files consist of is left at one stage of a scan.
 *
 * @param unit what is counted, in the plural: {@code row groups}, {@code rows}
 * @param name of the stage, without a colon
 * @param left how many
 */
public record ScanStage(String unit, String name, long left) {
    public static final String ROW_GROUPS = "row groups";
    public static final String ROWS = "rows";

    public ScanStage {
        Objects.requireNonNull(unit, "unit is null");
        Objects.requireNonNull(name, "name is null");
    }
}
