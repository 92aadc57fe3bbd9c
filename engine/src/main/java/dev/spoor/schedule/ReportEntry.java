/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.report.ReportPack;
import dev.spoor.report.Severity;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A report that runs at certain times.
 *
 * @param edition of the pack; empty for the one that the pack takes by itself
 * @param parameters those of the pack that it does not take as they are
 * @param zone whose days, weeks and months the period is made of
 * @param isBundled whether it becomes an evidence bundle, too
 * @param deliverFrom it is delivered if there is a finding as bad as that; {@link Severity#INFO} for always
 * @param parts what of it is delivered
 */
public record ReportEntry(
        String name,
        ReportPack pack,
        Optional<String> edition,
        Map<String, String> parameters,
        ReportPeriod period,
        ZoneId zone,
        Rhythm rhythm,
        CatchUp catchUp,
        boolean isBundled,
        Severity deliverFrom,
        List<ReportPart> parts,
        List<String> deliverTo)
        implements ScheduleEntry {
    static final String KIND = "report";

    public ReportEntry {
        Objects.requireNonNull(period, "period is null");
        parameters = Map.copyOf(parameters);
        parts = List.copyOf(parts);
        deliverTo = List.copyOf(deliverTo);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return pack.title() + edition.or(pack::edition).map(each -> " " + each).orElse("");
    }
}
