/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.dataset.AlertFinding;
import dev.spoor.dataset.AlertSilence;
import dev.spoor.dataset.ScheduledRun;
import dev.spoor.delivery.Delivery;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to, before anybody is told.
 *
 * @param seen findings as they are from now on
 * @param silences those that are new or have changed
 * @param forgetBeforeMicros findings that were not seen since are forgotten; microseconds since 1970, UTC
 * @param delivery what is to be told; empty for nothing
 */
record RunOutcome(
        ScheduledRun.Result result,
        List<AlertFinding> seen,
        List<AlertSilence> silences,
        long forgetBeforeMicros,
        Optional<Delivery> delivery) {}
