/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \sample}. */
final class SampleCommand implements Command {
    private static final int ROWS = 5;

    @Override
    public Description description() {
        return new Description(
                List.of("sample"),
                "[TABLE] [where CONDITION]",
                "Shows a few rows of a table, of events unless another is named.",
                Topic.LOOKING,
                "\\sample events where eventName = 'ConsoleLogin'");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        TableCondition asked = TableCondition.parse(this, arguments);
        console.show("SELECT * FROM " + asked.table() + asked.where() + " LIMIT " + ROWS);
    }

    @Override
    public List<String> candidates(Preferences preferences, List<String> tables) {
        return tables;
    }
}
