/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.shell.query.QueryLibrary;
import java.io.IOException;
import java.util.List;

/** {@code \save}. */
final class SaveCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("save"),
                "NAME [SQL]",
                "Keeps the last statement, or the one given, as a query of yours for \\run.",
                Topic.QUERIES,
                "\\save my-count SELECT count(*) FROM events");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        console.requireAccess();
        String[] words = arguments.split("\\s+", 2);
        if (!QueryLibrary.isName(words[0])) {
            throw CommandTable.wrong(this, "'" + words[0] + "' is no name: letters, digits, - and _");
        }
        String sql = words.length > 1
                ? words[1]
                : console.lastStatement().orElseThrow(() -> CommandTable.wrong(this, "no statement was run yet"));
        console.tell("Saved as " + new QueryLibrary(console.home()).save(words[0], sql));
    }
}
