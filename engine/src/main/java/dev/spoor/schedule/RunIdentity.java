/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.Engine;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.catalog.AccessPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * As whom a schedule runs.
 *
 * @param user for audits; {@link Schedule#FULL} for nobody in particular
 * @param settings of sessions
 * @param policy what of the events there is for its questions
 */
public record RunIdentity(String user, Settings settings, AccessPolicy policy) {
    public RunIdentity {
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(settings, "settings is null");
        Objects.requireNonNull(policy, "policy is null");
    }

    /** Sees everything. */
    public static RunIdentity full(Settings settings) {
        return new RunIdentity(Schedule.FULL, settings, AccessPolicy.OPEN);
    }

    /** A session in which it is always that instant. */
    Session session(Engine engine, Instant now) {
        return engine.newSession(settings, policy, List.of()).at(now);
    }
}
