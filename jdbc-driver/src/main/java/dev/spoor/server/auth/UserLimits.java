/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import java.time.Duration;

/**
 * What the queries of one user may take.
 *
 * @param queriesMax that run at a time; 0 for any number
 * @param queryTime after which a query is stopped; zero for never
 * @param memoryBytes of each query; 0 for what the server gives
 * @param rowsMax that one query gives, after which it fails; 0 for any number
 */
public record UserLimits(int queriesMax, Duration queryTime, long memoryBytes, long rowsMax) {
    public static final UserLimits NONE = new UserLimits(0, Duration.ZERO, 0, 0);

    public UserLimits {
        if (queriesMax < 0 || queryTime.isNegative() || memoryBytes < 0 || rowsMax < 0) {
            throw new IllegalArgumentException("limits are not negative");
        }
    }
}
