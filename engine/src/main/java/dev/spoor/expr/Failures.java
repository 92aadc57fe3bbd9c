/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.math.BigDecimal;

/** The errors that a row can raise, each worded once. */
public final class Failures {
    /** Text of a value in a message is cut to this many characters. */
    private static final int SHOWN_CHARACTERS_MAX = 100;

    private Failures() {}

    public static EngineException divisionByZero() {
        return new EngineException(
                ErrorCode.DIVISION_BY_ZERO, "division by zero; guard it with NULLIF(divisor, 0) or TRY(...)");
    }

    /** @param operation such as "bigint addition" */
    public static EngineException overflow(String operation) {
        return new EngineException(
                ErrorCode.NUMERIC_OVERFLOW, operation + " overflows; cast to a wider type first, or use TRY(...)");
    }

    public static EngineException decimalOverflow(BigDecimal value, int precision, int scale) {
        return new EngineException(
                ErrorCode.NUMERIC_OVERFLOW,
                shown(value.toPlainString()) + " does not fit DECIMAL(" + precision + ", " + scale
                        + "); cast to a wider type first, or use TRY(...)");
    }

    public static EngineException badCast(String value, String type) {
        return new EngineException(
                ErrorCode.INVALID_CAST,
                "cannot cast '" + shown(value) + "' to " + type + "; TRY_CAST gives NULL instead of this error");
    }

    public static EngineException noSuchCast(String from, String to) {
        return new EngineException(ErrorCode.TYPE_MISMATCH, "cannot cast " + from + " to " + to);
    }

    /** @param message what is wrong with the argument and what is accepted */
    public static EngineException badArgument(String message) {
        return new EngineException(ErrorCode.INVALID_ARGUMENT, message);
    }

    public static EngineException nullInComparison() {
        return new EngineException(
                ErrorCode.NOT_SUPPORTED, "values that contain NULL elements have no order; filter the NULLs out first");
    }

    /** A value as a message shows it. */
    public static String shown(String value) {
        return value.length() <= SHOWN_CHARACTERS_MAX ? value : value.substring(0, SHOWN_CHARACTERS_MAX) + "...";
    }
}
