/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Planning ends when somebody wants it to, wherever it is, and keeps nothing. */
class PlanningCancellationTest {
    private static final String SQL = "WITH x AS (SELECT eventName, count(*) AS n FROM events WHERE eventTime >"
            + " timestamp '2026-01-01' - interval '1' day AND eventName IN (SELECT eventName FROM deliveries) GROUP BY 1)"
            + " SELECT a.n + 1 + 2 FROM x a JOIN x b ON a.eventName = b.eventName WHERE a.n > 2 ORDER BY 1";

    @Test
    void itEndsAtEachOfItsSteps() {
        AtomicInteger checks = new AtomicInteger();
        Planning.plan(SQL, true, checks::incrementAndGet);
        int all = checks.get();
        assertTrue(all > 20, "only " + all + " checks");
        for (int last = 1; last <= all; last += 5) {
            AtomicInteger left = new AtomicInteger(last);
            EngineException failure = assertThrows(
                    EngineException.class,
                    () -> Planning.plan(SQL, true, () -> {
                        if (left.decrementAndGet() <= 0) {
                            throw new EngineException(ErrorCode.CANCELLED, "enough");
                        }
                    }));
            assertEquals(ErrorCode.CANCELLED, failure.code());
        }
    }
}
