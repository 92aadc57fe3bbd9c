/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.error.EngineException;
import dev.spoor.expr.Literal;
import dev.spoor.sql.text.NamedParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** A question of an order, and its answer as soon as there is one. One thread at a time. */
final class AskedQuestion {
    private final ReportOrder order;
    private final Question question;
    private final String control;
    private final Map<String, Literal> values;
    private Answer answerOrNull;

    /** @param values of the parameters, by name */
    AskedQuestion(ReportOrder order, Question question, String control, Map<String, Literal> values) {
        this.order = order;
        this.question = question;
        this.control = control;
        this.values = values;
    }

    /**
     * What is run for a question. Two that are equal have the same rows.
     *
     * @param sql with {@code ?}
     * @param values of these
     * @param types of the values
     */
    record Statement(String sql, List<Object> values, List<ArrowType> types) {}

    /** Throws EngineException for a parameter without a value. */
    Statement statement() {
        List<Literal> literals = literals();
        return new Statement(
                bound().sql(),
                literals.stream().map(Literal::value).collect(Collectors.toList()),
                literals.stream().map(literal -> literal.field().getType()).toList());
    }

    /** The values of the {@code ?} of the statement. */
    List<Literal> literals() {
        return bound().values().stream().map(values::get).toList();
    }

    private NamedParameters bound() {
        Map<String, String> names = new LinkedHashMap<>();
        values.keySet().forEach(name -> names.put(name, name));
        return NamedParameters.bind(question.sql(), names);
    }

    ReportOrder order() {
        return order;
    }

    Question question() {
        return question;
    }

    String control() {
        return control;
    }

    void answer(Answer answer) {
        this.answerOrNull = answer;
    }

    /** Answers that there is no answer, and why. */
    void fail(EngineException why) {
        String place =
                why.position().map(at -> question.origin() + ":" + at + ": ").orElse("");
        answerOrNull = Answer.failed(question, control, place + why.describe());
    }

    /** There must be one. */
    Answer answer() {
        return Objects.requireNonNull(answerOrNull, "no answer yet");
    }
}
