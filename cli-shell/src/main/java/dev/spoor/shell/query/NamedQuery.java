/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.query;

import dev.spoor.sql.text.NamedParameters;
import dev.spoor.sql.text.SqlFile;
import dev.spoor.sql.text.SqlFile.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query with a name. Its file: a {@link SqlFile} with a {@code title}, a {@code question} and parameters. All but the SQL
 * may be missing.
 *
 * @param name as on the command line
 * @param title a few words
 * @param question what it answers
 * @param parameters by name, in order
 * @param sql one statement without a semicolon
 */
public record NamedQuery(String name, String title, String question, Map<String, Parameter> parameters, String sql) {
    /** Takes a file apart. */
    static NamedQuery parse(String name, String text) {
        SqlFile file = SqlFile.parse(text);
        return new NamedQuery(
                name,
                file.value("title").orElse(""),
                file.value("question").orElse(""),
                file.parameters(),
                file.sql().strip());
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
