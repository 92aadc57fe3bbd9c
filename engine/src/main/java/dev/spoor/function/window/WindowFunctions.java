/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.window;

import dev.spoor.function.WindowFunction;
import java.util.List;

/** The functions of this package. */
public final class WindowFunctions {
    private WindowFunctions() {}

    public static List<WindowFunction> all() {
        return List.of(
                Rank.rowNumber(),
                Rank.rank(),
                Rank.denseRank(),
                RelativeRank.percentRank(),
                RelativeRank.cumeDist(),
                Ntile.function(),
                Shift.lag(),
                Shift.lead(),
                FrameValue.firstValue(),
                FrameValue.lastValue(),
                FrameValue.nthValue());
    }
}
