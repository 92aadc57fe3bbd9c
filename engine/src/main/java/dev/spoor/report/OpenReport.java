/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import dev.spoor.expr.Literal;
import dev.spoor.report.ReportPack.Parameter;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report in the making: an order, the edition and the values that hold for it, and its questions. */
final class OpenReport {
    private final ReportOrder order;
    private final String edition;
    private final Map<String, String> parameters;
    private final List<AskedQuestion> questions = new ArrayList<>();

    /** @throws EngineException INVALID_ARGUMENT for a parameter or an edition that the pack does not have */
    OpenReport(ReportOrder order) {
        this.order = order;
        this.edition = edition(order.pack(), order.request());
        this.parameters = parameters(order.pack(), order.request());
        Map<String, Literal> values = values();
        for (Question question : order.pack().questions(edition)) {
            questions.add(
                    new AskedQuestion(order, question, question.control(edition).orElse(""), values));
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

    private Map<String, Literal> values() {
        Map<String, Literal> values = new LinkedHashMap<>();
        Period period = order.request().period();
        values.put(ReportPack.SINCE, time(ReportPack.SINCE, Period.micros(period.since())));
        values.put(ReportPack.UNTIL, time(ReportPack.UNTIL, Period.micros(period.until())));
        parameters.forEach((name, text) -> {
            Parameter parameter = order.pack().parameters().get(name);
            values.put(name, parameter.type().literal(name, text));
        });
        return values;
    }

    private static Literal time(String name, long micros) {
        return Literal.of(SqlTypes.field(name, SqlTypes.TIMESTAMP), micros);
    }

    ReportOrder order() {
        return order;
    }

    List<AskedQuestion> questions() {
        return questions;
    }

    /** The report, when all questions have their answers. */
    Report report(DataStatement data, String snapshot) {
        return new Report(
                order.pack(),
                edition,
                order.request(),
                parameters,
                snapshot,
                questions.stream().map(AskedQuestion::answer).toList(),
                data.events(),
                data.isIncomplete(),
                data.sections());
    }
}
