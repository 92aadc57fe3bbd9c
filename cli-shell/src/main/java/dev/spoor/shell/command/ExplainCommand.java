/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \explain}. */
final class ExplainCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("explain"),
                "[SQL]",
                "Shows how the last statement, or the one given, would run, and which files it would leave out.",
                Topic.QUERIES,
                "\\explain SELECT count(*) FROM events WHERE awsRegion = 'eu-west-1'");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        String sql = arguments.isEmpty()
                ? console.lastStatement().orElseThrow(() -> CommandTable.wrong(this, "no statement was run yet"))
                : arguments;
        console.show("EXPLAIN " + sql);
    }
}
