/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.Engine;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import dev.spoor.expr.Literal;
import dev.spoor.report.ReportPack.Parameter;
import dev.spoor.vector.SqlTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Answers packs. All statements of a report see the logs and the lake as they are when the first of them looks. A question that fails
 * is an answer that says so; the others are asked all the same. {@link #run} on one thread; {@link #cancel} from any.
 */
public final class ReportRunner {
    private final Engine engine;
    private final Consumer<String> progress;
    private ResultStream running;
    private boolean isCancelled;

    /** @param progress told what is asked next, in a few words */
    public ReportRunner(Engine engine, Consumer<String> progress) {
        this.engine = engine;
        this.progress = progress;
    }

    /**
     * Answers a pack.
     *
     * @param sink takes all rows
     * @throws EngineException CANCELLED; INVALID_ARGUMENT for a parameter or an edition that the pack does not have
     * @throws IOException when the sink fails
     */
    public Report run(ReportPack pack, ReportRequest request, EvidenceSink sink) throws IOException {
        String edition = edition(pack, request);
        Map<String, String> parameters = parameters(pack, request);
        Map<String, Literal> values = values(pack, request, parameters);
        List<Answer> answers = new ArrayList<>();
        try (Session session = engine.newSession().pinned()) {
            for (Question question : pack.questions(edition)) {
                progress.accept(question.title());
                answers.add(ask(session, question, question.control(edition).orElse(""), values, request, sink));
            }
            progress.accept("completeness");
            DataStatement data = new DataStatement(session, request.period(), this::begin);
            return new Report(
                    pack,
                    edition,
                    request,
                    parameters,
                    data.snapshot(sink),
                    answers,
                    data.events(),
                    data.isIncomplete(),
                    data.sections());
        }
    }

    /** Stops a run soon, from any thread. */
    public synchronized void cancel() {
        isCancelled = true;
        if (running != null) {
            running.cancel();
        }
    }

    private synchronized void begin(ResultStream stream) {
        running = stream;
        if (isCancelled) {
            stream.cancel();
        }
    }

    private Answer ask(
            Session session,
            Question question,
            String control,
            Map<String, Literal> values,
            ReportRequest request,
            EvidenceSink sink)
            throws IOException {
        try {
            return new EvidenceReader(question, values, request.period(), request.rowsMax(), sink)
                    .read(session, control, this::begin);
        } catch (EngineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            String place =
                    e.position().map(at -> question.origin() + ":" + at + ": ").orElse("");
            return Answer.failed(question, control, place + e.describe());
        } finally {
            begin(null);
        }
    }

    private static String edition(ReportPack pack, ReportRequest request) {
        String edition = request.edition().orElse(pack.edition().orElse(""));
        if (!edition.isEmpty() && !pack.editions().contains(edition)) {
            throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT, "the pack " + pack.name() + " has no edition '" + edition + "'")
                    .advise(
                            pack.editions().isEmpty()
                                    ? "it has none: leave --edition out"
                                    : "it has " + String.join(", ", pack.editions()));
        }
        return edition;
    }

    private static Map<String, String> parameters(ReportPack pack, ReportRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        pack.parameters().forEach((name, parameter) -> parameters.put(name, parameter.initial()));
        request.parameters().forEach((name, value) -> {
            if (parameters.replace(name, value) == null) {
                throw new EngineException(
                                ErrorCode.INVALID_ARGUMENT, "the pack " + pack.name() + " has no parameter " + name)
                        .advise(NearestName.of(name, parameters.keySet())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("it has " + (parameters.isEmpty() ? "none" : parameters.keySet())));
            }
        });
        return parameters;
    }

    private static Map<String, Literal> values(ReportPack pack, ReportRequest request, Map<String, String> parameters) {
        Map<String, Literal> values = new LinkedHashMap<>();
        values.put(
                ReportPack.SINCE,
                time(ReportPack.SINCE, Period.micros(request.period().since())));
        values.put(
                ReportPack.UNTIL,
                time(ReportPack.UNTIL, Period.micros(request.period().until())));
        parameters.forEach((name, text) -> {
            Parameter parameter = pack.parameters().get(name);
            values.put(name, EvidenceReader.literal(name, parameter.type(), text));
        });
        return values;
    }

    private static Literal time(String name, long micros) {
        return Literal.of(SqlTypes.field(name, SqlTypes.TIMESTAMP), micros);
    }
}
