/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import java.util.List;

/** Something that a schedule runs at certain times. */
public sealed interface ScheduleEntry permits ReportEntry, AlertEntry {
    /** Small letters, digits and dashes; no other entry of the schedule has it. */
    String name();

    /** {@code report} or {@code alert}. */
    String kind();

    /** What it is, in a few words. */
    String title();

    /** When it runs. */
    Rhythm rhythm();

    CatchUp catchUp();

    /** Names of destinations. */
    List<String> deliverTo();
}
