/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.dataset.ScheduledRun;
import dev.spoor.jdbc.embedded.QueryEnd;
import dev.spoor.schedule.RunWatcher;
import dev.spoor.server.audit.QueryAudit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs of a schedule in the audit log of a server, as queries of the user as whom they run. Thread-safe. */
final class ScheduleAudit implements RunWatcher {
    private final Optional<QueryAudit> audit;
    private final Consumer<String> said;

    /** @param said told what is no run */
    ScheduleAudit(Optional<QueryAudit> audit, Consumer<String> said) {
        this.audit = audit;
        this.said = said;
    }

    @Override
    public Watched began(ScheduledRun run, String user, String statement) {
        String address = "schedule " + run.schedule() + "/" + run.name();
        Optional<Long> number = audit.map(log -> log.began(user, address, statement, List.of()));
        return (state, rows, textOrNull) -> number.ifPresent(began -> audit.orElseThrow()
                .ended(
                        began,
                        new QueryEnd(
                                state == ScheduledRun.State.DONE ? QueryEnd.Outcome.FINISHED : QueryEnd.Outcome.FAILED,
                                rows,
                                0,
                                null)));
    }

    @Override
    public void said(String sentence) {
        said.accept(sentence);
    }
}
