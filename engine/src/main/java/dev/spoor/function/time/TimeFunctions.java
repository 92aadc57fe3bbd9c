/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.function.ScalarFunction;
import java.util.List;

/** The functions of this package. */
public final class TimeFunctions {
    private TimeFunctions() {}

    public static List<ScalarFunction> all() {
        return List.of(
                DateTrunc.function(),
                DateAdd.function(),
                DateDiff.function(),
                DateFormat.dateFormat(),
                DateFormat.dateParse(),
                DateFormat.formatDatetime(),
                DateFormat.parseDatetime(),
                DateParts.year(),
                DateParts.quarter(),
                DateParts.month(),
                DateParts.week(),
                DateParts.day(),
                DateParts.dayOfWeek(),
                DateParts.dayOfYear(),
                DateParts.yearOfWeek(),
                DateParts.hour(),
                DateParts.minute(),
                DateParts.second(),
                DateParts.millisecond(),
                DateConversion.date(),
                DateConversion.lastDayOfMonth(),
                DateConversion.fromIso8601Date(),
                DateConversion.fromIso8601Timestamp(),
                DateConversion.toIso8601(),
                DateConversion.fromUnixtime(),
                DateConversion.toUnixtime(),
                DateConversion.now(),
                Durations.toMilliseconds(),
                Durations.humanReadable(),
                Durations.parse(),
                Durations.currentTimezone(),
                Durations.timezoneHour(),
                Durations.timezoneMinute());
    }
}
