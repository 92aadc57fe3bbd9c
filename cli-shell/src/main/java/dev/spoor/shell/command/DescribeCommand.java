/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.error.NearestName;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code \d}. */
final class DescribeCommand implements Command {
    private static final String NAMES = """
            SELECT DISTINCT CASE WHEN table_schema = '' THEN table_name ELSE table_schema || '.' || table_name END
            FROM sys.columns""";

    private static final String COLUMNS = """
            SELECT column_name AS "column", data_type AS type,
                   description || CASE WHEN hidden THEN ' (not part of SELECT *)' ELSE '' END AS description
            FROM sys.columns
            WHERE lower(table_name) = ? AND lower(table_schema) = ?
            ORDER BY ordinal_position""";

    @Override
    public Description description() {
        return new Description(
                List.of("d"), "[TABLE]", "Describes a table; alone it lists the tables.", Topic.LOOKING, "\\d events");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (arguments.isEmpty()) {
            new TablesCommand().run("", console);
            return;
        }
        List<String> names = console.rows(NAMES).stream().map(row -> row.get(0)).toList();
        if (names.stream().noneMatch(arguments::equalsIgnoreCase)) {
            String advice = NearestName.of(arguments, names)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; \\dt lists them");
            throw CommandTable.wrong(this, "there is no table '" + arguments + "'" + advice);
        }
        int dot = arguments.indexOf('.');
        console.show(
                COLUMNS,
                List.of(
                        arguments.substring(dot + 1).toLowerCase(Locale.ROOT),
                        arguments.substring(0, Math.max(0, dot)).toLowerCase(Locale.ROOT)));
    }

    @Override
    public List<String> candidates(Preferences preferences, List<String> tables) {
        return tables;
    }
}
