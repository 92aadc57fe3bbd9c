/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.expr.Failures;
import dev.spoor.expr.UtcTime;
import dev.spoor.vector.SqlTypes;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Which type of time a value is, and its way to microseconds and back. */
enum TimeKind {
    DATE,
    TIME,
    TIMESTAMP;

    static TimeKind of(Field field) {
        ArrowType type = field.getType();
        if (type.equals(SqlTypes.DATE)) {
            return DATE;
        }
        return type.equals(SqlTypes.TIME) ? TIME : TIMESTAMP;
    }

    long toMicros(long value) {
        return this == DATE ? UtcTime.ofDay(value) : value;
    }

    /** A TIME wraps at midnight. */
    long fromMicros(long micros) {
        return switch (this) {
            case DATE -> UtcTime.dayOf(micros);
            case TIME -> UtcTime.microsOfDay(micros);
            case TIMESTAMP -> micros;
        };
    }

    /** The unit, if it goes with this kind. */
    TimeUnit check(TimeUnit unit) {
        boolean fits =
                switch (this) {
                    case DATE -> unit.isDateUnit();
                    case TIME -> !unit.isDateUnit();
                    case TIMESTAMP -> true;
                };
        if (!fits) {
            throw Failures.badArgument("the unit " + unit + " does not go with a " + this);
        }
        return unit;
    }
}
