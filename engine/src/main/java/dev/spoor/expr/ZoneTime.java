/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.SqlTypes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Instants and the clocks of time zones. A TIMESTAMP WITH TIME ZONE is an instant, UTC micros, whose type names the zone that
 * it is shown in. In the hour that a clock repeats the first pass is meant, in the hour that it skips the time after it, as
 * java.time has it.
 */
public final class ZoneTime {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private ZoneTime() {}

    /** The zone of a type when its clock may differ from UTC's. */
    public static Optional<ZoneId> zoneOf(Field field) {
        if (field.getType() instanceof ArrowType.Timestamp timestamp && timestamp.getTimezone() != null) {
            return timestamp.getTimezone().equals("UTC")
                    ? Optional.empty()
                    : Optional.of(ZoneId.of(timestamp.getTimezone()));
        }
        return Optional.empty();
    }

    /** The zone of that name: a region, or an offset such as {@code +02:00}; INVALID_ARGUMENT for anything else. */
    public static ZoneId zone(String name) {
        return known(name)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "'" + name + "' is no time zone; write a region such as 'America/New_York' or an offset such as"
                                + " '+02:00'"));
    }

    /** As {@link #zone}; letter case does not matter. Empty if there is no such zone. */
    public static Optional<ZoneId> known(String name) {
        String stripped = name.strip();
        try {
            String id = Regions.BY_LOWER_CASE.getOrDefault(stripped.toLowerCase(Locale.ROOT), stripped);
            ZoneId zone = ZoneId.of(id, ZoneId.SHORT_IDS);
            boolean isUtc = zone.getRules().isFixedOffset()
                    && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
            return Optional.of(isUtc ? ZoneId.of("UTC") : zone);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The regions, made when the first zone is named. */
    private static final class Regions {
        static final Map<String, String> BY_LOWER_CASE = ZoneId.getAvailableZoneIds().stream()
                .collect(Collectors.toUnmodifiableMap(id -> id.toLowerCase(Locale.ROOT), id -> id));
    }

    /** TIMESTAMP WITH TIME ZONE of a zone. */
    public static Field field(String name, ZoneId zone) {
        return zone.getId().equals("UTC")
                ? SqlTypes.field(name, SqlTypes.TIMESTAMP_TZ)
                : SqlTypes.field(name, new ArrowType.Timestamp(TimeUnit.MICROSECOND, zone.getId()));
    }

    /** What the zone's clock shows at an instant, as micros since 1970 of that clock. */
    public static long toClock(long utcMicros, ZoneId zone) {
        Instant second = Instant.ofEpochSecond(Math.floorDiv(utcMicros, MICROS_PER_SECOND));
        return utcMicros + zone.getRules().getOffset(second).getTotalSeconds() * MICROS_PER_SECOND;
    }

    /** As {@link #toInstant(long, ZoneId)}; in the hour that the clock repeats, the pass in which the other instant is. */
    public static long toInstant(long clockMicros, ZoneId zone, long near) {
        long ahead = toClock(near, zone) - near;
        return toClock(clockMicros - ahead, zone) == clockMicros ? clockMicros - ahead : toInstant(clockMicros, zone);
    }

    /** What the clock of the zone of the expression's type shows, a TIMESTAMP; any other expression is left as it is. */
    public static VectorExpr shown(VectorExpr time) {
        return zoneOf(time.field()).isPresent()
                ? Cast.of(time, SqlTypes.field(time.field().getName(), SqlTypes.TIMESTAMP), Cast.Mode.CAST)
                : time;
    }

    /** The instant at which the zone's clock shows this. */
    public static long toInstant(long clockMicros, ZoneId zone) {
        long second = Math.floorDiv(clockMicros, MICROS_PER_SECOND);
        LocalDateTime clock = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        // in a gap the offset before it is the one given, which leads to the time after it
        return clockMicros - zone.getRules().getOffset(clock).getTotalSeconds() * MICROS_PER_SECOND;
    }
}
