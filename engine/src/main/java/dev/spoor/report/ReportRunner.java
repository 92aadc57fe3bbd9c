/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.Engine;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.error.EngineException;
import dev.spoor.report.AskedQuestion.Statement;
import dev.spoor.report.TaskCrew.Desk;
import dev.spoor.report.TaskCrew.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Answers packs. All statements of a run see the logs and the lake as they are when the first of them looks. What several packs ask
 * with the same words and values is asked once. A question that fails is an answer that says so; the others are asked all the same.
 * {@link #run} on one thread, once at a time; {@link #cancel} from any.
 */
public final class ReportRunner {
    private final Supplier<Session> sessions;
    private final Consumer<String> progress;
    private TaskCrew crewOrNull;
    private boolean isCancelled;

    /** @param progress told what is asked next, in a few words; one call at a time, on any thread */
    public ReportRunner(Engine engine, Consumer<String> progress) {
        this(engine::newSession, progress);
    }

    /**
     * As above.
     *
     * @param sessions makes one for each run, with what its user may see
     */
    public ReportRunner(Supplier<Session> sessions, Consumer<String> progress) {
        this.sessions = sessions;
        this.progress = progress;
    }

    /** Answers a pack; see {@link #run(List)}. */
    public Report run(ReportPack pack, ReportRequest request, EvidenceSink sink) throws IOException {
        return run(List.of(new ReportOrder(pack, request, sink))).get(0);
    }

    /**
     * Answers packs, each as though it were alone.
     *
     * @return a report for each order
     * @throws EngineException CANCELLED; INVALID_ARGUMENT for a parameter or an edition that a pack does not have
     * @throws IOException when a sink fails
     */
    public List<Report> run(List<ReportOrder> orders) throws IOException {
        List<OpenReport> reports = orders.stream().map(OpenReport::new).toList();
        Map<Period, DataStatement> data = new LinkedHashMap<>();
        List<Task> tasks = new ArrayList<>();
        List<Task> rest = new ArrayList<>();
        for (OpenReport report : reports) {
            data.computeIfAbsent(report.order().request().period(), DataStatement::new);
        }
        data.values().forEach(each -> tasks.add(each::readEvents));
        for (List<AskedQuestion> asked : statements(reports).values()) {
            boolean isAboutFiles = asked.get(0).question().isAboutFiles();
            (isAboutFiles ? rest : tasks).add(desk -> ask(desk, asked));
        }
        try (Session plain = sessions.get();
                Session session = plain.pinned();
                TaskCrew crew = begin(session)) {
            crew.run(tasks);
            tell("completeness");
            SnapshotReader snapshot =
                    new SnapshotReader(orders.stream().map(ReportOrder::sink).toList());
            rest.add(snapshot);
            data.values().forEach(each -> rest.addAll(each.tasks()));
            crew.run(rest);
            return reports.stream()
                    .map(report ->
                            report.report(data.get(report.order().request().period()), snapshot.id()))
                    .toList();
        } finally {
            end();
        }
    }

    private static Map<Statement, List<AskedQuestion>> statements(List<OpenReport> reports) {
        Map<Statement, List<AskedQuestion>> statements = new LinkedHashMap<>();
        for (OpenReport report : reports) {
            for (AskedQuestion asked : report.questions()) {
                try {
                    statements
                            .computeIfAbsent(asked.statement(), statement -> new ArrayList<>())
                            .add(asked);
                } catch (EngineException e) {
                    asked.fail(e);
                }
            }
        }
        return statements;
    }

    /** Stops a run soon, from any thread. */
    public synchronized void cancel() {
        isCancelled = true;
        if (crewOrNull != null) {
            crewOrNull.cancel();
        }
    }

    private synchronized TaskCrew begin(Session session) {
        crewOrNull = new TaskCrew(session);
        if (isCancelled) {
            crewOrNull.cancel();
        }
        return crewOrNull;
    }

    private synchronized void end() {
        crewOrNull = null;
    }

    private synchronized void tell(String what) {
        progress.accept(what);
    }

    /** Asks a statement for the questions that it answers. */
    private void ask(Desk desk, List<AskedQuestion> asked) throws IOException {
        AskedQuestion first = asked.get(0);
        tell(first.question().title());
        try (ResultStream stream = desk.query(first.statement().sql(), first.literals());
                EvidenceReader reader = new EvidenceReader(stream)) {
            for (AskedQuestion each : asked) {
                reader.add(each);
            }
            reader.read();
        } catch (EngineException e) {
            if (desk.isOver(e)) {
                throw e;
            }
            asked.forEach(each -> each.fail(e));
        }
    }
}
