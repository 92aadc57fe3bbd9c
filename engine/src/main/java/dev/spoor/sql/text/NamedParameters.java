/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.text;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import dev.spoor.error.SourcePosition;
import dev.spoor.sql.text.SqlText.Kind;
import dev.spoor.sql.text.SqlText.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A statement in which each {@code :name} became a {@code ?}, followed by blanks so that every other character stays where
 * it was and errors still point at the right place.
 *
 * @param sql the statement to run
 * @param values of the {@code ?} in the order of the text
 */
public record NamedParameters(String sql, List<String> values) {
    /** @throws EngineException INVALID_ARGUMENT for a name that has no value */
    public static NamedParameters bind(String sql, Map<String, String> variables) {
        StringBuilder bound = new StringBuilder(sql);
        List<String> values = new ArrayList<>();
        for (Token token : SqlText.tokens(sql)) {
            if (token.kind() != Kind.PARAMETER) {
                continue;
            }
            String name = sql.substring(token.start() + 1, token.end());
            if (!variables.containsKey(name)) {
                throw missing(sql, token, name, variables);
            }
            values.add(variables.get(name));
            bound.replace(token.start(), token.end(), "?" + " ".repeat(token.end() - token.start() - 1));
        }
        return new NamedParameters(bound.toString(), Collections.unmodifiableList(values));
    }

    /** The names that a statement uses, each once, in alphabetical order. */
    public static List<String> names(String sql) {
        TreeSet<String> names = new TreeSet<>();
        for (Token token : SqlText.tokens(sql)) {
            if (token.kind() == Kind.PARAMETER) {
                names.add(sql.substring(token.start() + 1, token.end()));
            }
        }
        return List.copyOf(names);
    }

    private static EngineException missing(String sql, Token token, String name, Map<String, String> variables) {
        String before = sql.substring(0, token.start());
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = token.start() - before.lastIndexOf('\n');
        String near = NearestName.of(name, List.copyOf(variables.keySet()))
                .map(known -> ", or did you mean :" + known + "?")
                .orElse("");
        return new EngineException(ErrorCode.INVALID_ARGUMENT, "the parameter :" + name + " has no value")
                .at(new SourcePosition(line, column, line, column + token.end() - token.start() - 1))
                .advise("--param " + name + "=VALUE gives it one, at the prompt \\set " + name + " VALUE" + near);
    }
}
