/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \dt}. */
final class TablesCommand implements Command {
    private static final String SQL = """
            SELECT CASE WHEN table_schema = '' THEN table_name ELSE table_schema || '.' || table_name END AS "table",
                   count(*) AS columns
            FROM sys.columns WHERE NOT hidden GROUP BY 1 ORDER BY position('.' IN "table") > 0, 1""";

    @Override
    public Description description() {
        return new Description(List.of("dt", "tables"), "", "Lists the tables.", Topic.LOOKING, "\\dt");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        console.show(SQL);
    }
}
