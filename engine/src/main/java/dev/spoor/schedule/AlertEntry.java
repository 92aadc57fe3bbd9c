/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.expr.Literal;
import dev.spoor.report.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question that is asked again and again about the time that has just passed, and tells what is new.
 *
 * @param text what it means, in whole sentences; may be empty
 * @param sql one statement; {@code :since} and {@code :until} are begin and end of the window
 * @param parameters values of its other parameters
 * @param window how long a time one asking is about, if the time since the run before is not longer
 * @param looks how long after its end a window is looked at, in order; a late file is found by the look after it came
 * @param condition when it fires
 * @param key columns that identify a finding; empty for all, or for the whole answer where rows are counted
 * @param suppress how long a finding, and others like it, is not told again; empty for ever
 * @param suppressBy columns that findings have in common which are alike; empty for those of the key
 */
public record AlertEntry(
        String name,
        String title,
        String text,
        Severity severity,
        String sql,
        Map<String, Literal> parameters,
        Rhythm rhythm,
        CatchUp catchUp,
        Duration window,
        List<Duration> looks,
        AlertCondition condition,
        List<String> key,
        Optional<Duration> suppress,
        List<String> suppressBy,
        List<String> deliverTo)
        implements ScheduleEntry {
    static final String KIND = "alert";

    public AlertEntry {
        parameters = Map.copyOf(parameters);
        looks = List.copyOf(looks);
        key = List.copyOf(key);
        suppressBy = List.copyOf(suppressBy);
        deliverTo = List.copyOf(deliverTo);
    }

    @Override
    public String kind() {
        return KIND;
    }
}
