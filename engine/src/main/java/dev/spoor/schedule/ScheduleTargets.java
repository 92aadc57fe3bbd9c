/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.delivery.Destination;
import dev.spoor.delivery.DestinationPlace;
import dev.spoor.delivery.Destinations;
import dev.spoor.error.EngineException;
import dev.spoor.report.PackProblem;
import java.util.LinkedHashMap;
import java.util.Map;

/** The destinations of a schedule, open, by the names that the ledger has for them. */
public final class ScheduleTargets implements AutoCloseable {
    private final Map<String, Destination> destinations;

    private ScheduleTargets(Map<String, Destination> destinations) {
        this.destinations = destinations;
    }

    /** Takes destinations that are open, by the names that the ledger has for them. */
    static ScheduleTargets of(Map<String, Destination> destinations) {
        return new ScheduleTargets(destinations);
    }

    /** Opens them; nothing is sent yet. INVALID_CONFIGURATION, with file and line, for options that make no sense. */
    public static ScheduleTargets open(Schedule schedule, DestinationPlace place) {
        ScheduleTargets opened = new ScheduleTargets(new LinkedHashMap<>());
        for (Schedule.Target target : schedule.targets()) {
            try {
                opened.destinations.put(
                        schedule.address(target.name()),
                        Destinations.open(target.name(), target.kind(), target.options(), place));
            } catch (EngineException e) {
                opened.close();
                EngineException placed = PackProblem.at(schedule.file().toString(), target.line(), e.getMessage());
                e.hint().ifPresent(placed::advise);
                throw placed;
            }
        }
        return opened;
    }

    Map<String, Destination> all() {
        return destinations;
    }

    @Override
    public void close() {
        destinations.values().forEach(Destination::close);
    }
}
