/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.sql.text.NamedParameters;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code \watch}. */
final class WatchCommand implements Command {
    private static final int SECONDS_MAX = 86_400;
    private static final int TIMES_MAX = 1_000_000;

    @Override
    public Description description() {
        return new Description(
                List.of("watch"),
                "[SECONDS [TIMES]]",
                "Runs the last statement again and again, every 10 seconds unless told otherwise, until Ctrl-C; rows that were not there"
                        + " before are marked with +.",
                Topic.QUERIES,
                "\\watch 1 1");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        String[] words = arguments.isEmpty() ? new String[] {"10"} : arguments.split("\\s+");
        int seconds = number(words[0], SECONDS_MAX);
        int times = words.length > 1 ? number(words[1], TIMES_MAX) : TIMES_MAX;
        String sql = console.lastStatement().orElse("SELECT count(*) FROM events");
        NamedParameters bound = NamedParameters.bind(sql, console.preferences().variables());
        Set<List<String>> known = new HashSet<>();
        for (int i = 0; i < times; i++) {
            if (i > 0 && !console.pause(Duration.ofSeconds(seconds))) {
                return;
            }
            List<List<String>> rows = console.rows(bound.sql(), bound.values().toArray(new String[0]));
            StringBuilder text = new StringBuilder(i == 0 ? "" : "\n");
            for (List<String> row : rows) {
                text.append(i > 0 && !known.contains(row) ? "+ " : "  ");
                text.append(String.join(
                        " | ",
                        row.stream()
                                .map(cell -> cell == null ? "NULL" : console.visible(cell))
                                .toList()));
                text.append('\n');
            }
            console.print(text.toString());
            console.flush();
            known.addAll(rows);
        }
    }

    private int number(String text, int max) {
        if (text.matches("\\d{1,7}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        }
        throw CommandTable.wrong(this, "'" + text + "' is no number from 1 to " + max);
    }
}
