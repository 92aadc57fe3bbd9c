/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.regexp;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;

/**
 * Text that counts how often a matcher looks at it. A pattern such as {@code (a+)+b} looks at a text of n characters up
 * to 2^n times; this ends it.
 */
final class StepCountingText implements CharSequence {
    /** Looks that matching one value may take. */
    static final long STEPS_MAX = 20_000_000;

    private final String text;
    private long steps;

    StepCountingText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++steps > STEPS_MAX) {
            throw tooManySteps();
        }
        return text.charAt(index);
    }

    static EngineException tooManySteps() {
        return new EngineException(
                ErrorCode.LIMIT_EXCEEDED,
                "a regular expression took more than " + STEPS_MAX + " steps on one value, or nested too deep; avoid"
                        + " nested repetitions such as (a+)+");
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
