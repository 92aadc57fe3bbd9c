/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code \summary}. */
final class SummaryCommand implements Command {
    private static final String COLUMNS = """
            SELECT column_name, data_type FROM sys.columns
            WHERE lower(CASE WHEN table_schema = '' THEN table_name ELSE table_schema || '.' || table_name END) = ?
              AND NOT hidden ORDER BY ordinal_position""";

    @Override
    public Description description() {
        return new Description(
                List.of("summary", "summarize"),
                "[TABLE] [where CONDITION]",
                "Tells of each column how many rows have a value, about how many different ones there are, and the least and the"
                        + " greatest. Reads everything once.",
                Topic.LOOKING,
                "\\summary events where eventName = 'ConsoleLogin'");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        TableCondition asked = TableCondition.parse(this, arguments);
        List<List<String>> columns = console.rows(COLUMNS, asked.table().toLowerCase(Locale.ROOT));
        if (columns.isEmpty()) {
            throw CommandTable.wrong(this, "there is no table '" + asked.table() + "'; \\dt lists them");
        }
        List<String> measures = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = "\"" + columns.get(i).get(0) + "\"";
            boolean isPlain = isComparable(columns.get(i).get(1));
            measures.add("count(" + name + ") AS c" + i);
            measures.add((isPlain ? "approx_distinct(" + name + ")" : "CAST(NULL AS BIGINT)") + " AS d" + i);
            measures.add((isPlain ? "CAST(min(" + name + ") AS VARCHAR)" : "CAST(NULL AS VARCHAR)") + " AS a" + i);
            measures.add((isPlain ? "CAST(max(" + name + ") AS VARCHAR)" : "CAST(NULL AS VARCHAR)") + " AS z" + i);
        }
        String measured =
                "SELECT count(*) AS n, " + String.join(", ", measures) + " FROM " + asked.table() + asked.where();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            parts.add("SELECT " + i + " AS i, '" + columns.get(i).get(0).replace("'", "''") + "' AS \"column\", c" + i
                    + " AS \"values\", n - c" + i + " AS nulls, least(c" + i + ", d" + i + ") AS \"distinct\", a" + i
                    + " AS least, z" + i
                    + " AS greatest FROM m");
        }
        console.show("WITH m AS (" + measured
                + ") SELECT \"column\", \"values\", nulls, \"distinct\", least, greatest FROM ("
                + String.join(" UNION ALL ", parts) + ") ORDER BY i");
    }

    private static boolean isComparable(String type) {
        String bare = type.toLowerCase(Locale.ROOT);
        return !bare.startsWith("row") && !bare.startsWith("map") && !bare.startsWith("array");
    }

    @Override
    public List<String> candidates(Preferences preferences, List<String> tables) {
        return tables;
    }
}
