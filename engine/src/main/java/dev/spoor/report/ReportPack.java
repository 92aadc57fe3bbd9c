/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Literal;
import dev.spoor.vector.SqlTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Questions that belong together, such as those of a framework.
 *
 * @param name as on the command line
 * @param title a few words
 * @param text what the pack is for, in plain words
 * @param limits what it cannot tell; may be empty
 * @param editions of the framework, oldest first; empty if there are none
 * @param edition the one that holds unless another is asked for; empty if there are none
 * @param parameters what a user may change, by name, in order
 * @param questions in the order of the report
 */
public record ReportPack(
        String name,
        String title,
        String text,
        String limits,
        List<String> editions,
        Optional<String> edition,
        Map<String, Parameter> parameters,
        List<Question> questions) {
    /** First instant of the period, which every pack has. */
    public static final String SINCE = "since";

    /** First instant behind the period. */
    public static final String UNTIL = "until";

    public ReportPack {
        editions = List.copyOf(editions);
        questions = List.copyOf(questions);
    }

    /** What a parameter's text is read as. */
    public enum Type {
        TEXT,
        NUMBER;

        /** As in packs. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Type> find(String label) {
            return Arrays.stream(values())
                    .filter(type -> type.label().equals(label))
                    .findFirst();
        }

        /** The value that a statement gets for a text; INVALID_ARGUMENT for a text that is none of this type. */
        public Literal literal(String name, String text) {
            if (this == TEXT) {
                return Literal.of(SqlTypes.varchar(name), text);
            }
            try {
                return Literal.of(SqlTypes.field(name, SqlTypes.BIGINT), Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw new EngineException(
                                ErrorCode.INVALID_ARGUMENT,
                                "the parameter " + name + " takes a whole number, not '" + text + "'")
                        .advise("--param " + name + "=10");
            }
        }

        static List<String> labels() {
            return Arrays.stream(values()).map(Type::label).toList();
        }
    }

    /**
     * A value that statements use and a user may change.
     *
     * @param initial holds unless another is given
     * @param doc what it is
     */
    public record Parameter(Type type, String initial, String doc) {}

    /** The same pack with other questions. */
    ReportPack asking(List<Question> others) {
        return new ReportPack(name, title, text, limits, editions, edition, parameters, others);
    }

    /** The questions that an edition asks, in the order of the report. */
    public List<Question> questions(String editionOrEmpty) {
        return questions.stream()
                .filter(question -> question.control(editionOrEmpty).isPresent()
                        || question.controls().isEmpty())
                .toList();
    }
}
