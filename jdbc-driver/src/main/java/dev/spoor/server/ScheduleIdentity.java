/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import dev.spoor.schedule.RunIdentity;
import dev.spoor.schedule.Schedule;
import dev.spoor.server.auth.User;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** As whom a schedule runs where there are users. */
public final class ScheduleIdentity {
    private ScheduleIdentity() {}

    /**
     * Finds the user that a schedule names.
     *
     * @param users those of a server; empty where everybody may see everything
     * @throws EngineException INVALID_CONFIGURATION if it names none and there are users, or one that is not there
     */
    public static RunIdentity of(Schedule schedule, Optional<List<User>> users, Settings settings) {
        if (schedule.runAs().map(Schedule.FULL::equals).orElse(users.isEmpty())) {
            return RunIdentity.full(settings);
        }
        if (schedule.runAs().isEmpty()) {
            throw new EngineException(
                            ErrorCode.INVALID_CONFIGURATION, schedule.file() + " does not say as whom it runs")
                    .advise("add 'run-as: NAME' with a user, or 'run-as: " + Schedule.FULL + "' for everything");
        }
        String wanted = schedule.runAs().get();
        List<User> known = users.orElseThrow(() -> new EngineException(
                        ErrorCode.INVALID_CONFIGURATION,
                        schedule.file() + " runs as '" + wanted + "', and there are no users")
                .advise("name their file with --users FILE"));
        User user = known.stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                                ErrorCode.INVALID_CONFIGURATION,
                                schedule.file() + " runs as '" + wanted + "', who is no user")
                        .advise(NearestName.of(
                                        wanted, known.stream().map(User::name).toList())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("see spoor user list")));
        return new RunIdentity(user.name(), settings, user.policy());
    }
}
