/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format;

/**
 * A stretch of event time that a whole session looks at.
 *
 * @param sinceMicros first instant inside, UTC micros; Long.MIN_VALUE for open
 * @param untilMicros first instant after it, UTC micros; Long.MAX_VALUE for open
 */
public record TimeWindow(long sinceMicros, long untilMicros) {
    public static final TimeWindow ALL = new TimeWindow(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Whether every event is inside, those without a readable time too. */
    public boolean isAll() {
        return equals(ALL);
    }

    public boolean contains(long eventMicros) {
        return eventMicros >= sinceMicros && eventMicros < untilMicros;
    }
}
