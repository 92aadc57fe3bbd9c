/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \fields}. */
final class FieldsCommand implements Command {
    private static final String COLUMN = "[\\p{L}_][\\p{L}\\p{N}_]*";

    @Override
    public Description description() {
        return new Description(
                List.of("fields"),
                "COLUMN [where CONDITION]",
                "Lists the keys that a column such as requestParameters really has, with the share of its rows that have each, and an"
                        + " example.",
                Topic.LOOKING,
                "\\fields requestParameters where eventName = 'AssumeRole'");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        String[] words = arguments.split("\\s+", 2);
        if (!words[0].matches(COLUMN)) {
            throw CommandTable.wrong(this, "which column?");
        }
        TableCondition asked = TableCondition.parse(this, words.length > 1 ? words[1] : "");
        String rows = asked.table() + asked.where() + (asked.where().isEmpty() ? " WHERE " : " AND ") + words[0]
                + " IS NOT NULL";
        console.show("SELECT k AS \"key\", count(*) AS \"rows\", round(100.0 * count(*) / (SELECT count(*) FROM " + rows
                + "), 1) AS percent, min(v) AS example FROM (SELECT " + words[0] + " AS m FROM " + rows
                + ") CROSS JOIN UNNEST(m) AS t(k, v) GROUP BY 1 ORDER BY 2 DESC, 1");
    }
}
