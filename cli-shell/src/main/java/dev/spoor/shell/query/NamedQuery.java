/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.query;

import dev.spoor.shell.sql.NamedParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query with a name. Its file: {@code -- title: ...}, {@code -- question: ...}, for each parameter
 * {@code -- parameter NAME (INITIAL): what it is}, then the SQL. All but the SQL may be missing.
 *
 * @param name as on the command line
 * @param title a few words
 * @param question what it answers
 * @param parameters by name, in order
 * @param sql one statement without a semicolon
 */
public record NamedQuery(String name, String title, String question, Map<String, Parameter> parameters, String sql) {
    private static final Pattern TITLE = Pattern.compile("-- title: (.+)");
    private static final Pattern QUESTION = Pattern.compile("-- question: (.+)");
    private static final Pattern PARAMETER = Pattern.compile("-- parameter (\\w+) \\((.*?)\\): (.+)");

    /**
     * @param initial value that holds unless another is given
     * @param doc what it is
     */
    public record Parameter(String initial, String doc) {}

    /** Takes a file apart. */
    static NamedQuery parse(String name, String text) {
        String title = "";
        String question = "";
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder();
        for (String line : text.split("\n")) {
            Matcher titled = TITLE.matcher(line);
            Matcher asked = QUESTION.matcher(line);
            Matcher given = PARAMETER.matcher(line);
            if (titled.matches()) {
                title = titled.group(1);
            } else if (asked.matches()) {
                question = asked.group(1);
            } else if (given.matches()) {
                parameters.put(given.group(1), new Parameter(given.group(2), given.group(3)));
            } else {
                sql.append(line).append('\n');
            }
        }
        String statement = sql.toString().strip();
        while (statement.endsWith(";")) {
            statement = statement.substring(0, statement.length() - 1).stripTrailing();
        }
        return new NamedQuery(name, title, question, parameters, statement);
    }

    /** The names that its SQL uses. */
    public List<String> used() {
        return NamedParameters.names(sql);
    }

    /** Its SQL with the values given, the user's where none is, and the initial ones where there is none either. */
    public NamedParameters bind(Map<String, String> given, Map<String, String> users) {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach((parameter, what) -> values.put(parameter, what.initial()));
        values.putAll(users);
        values.putAll(given);
        return NamedParameters.bind(sql, values);
    }
}
