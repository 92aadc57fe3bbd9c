/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.shell.query.NamedQuery;
import dev.spoor.shell.query.QueryLibrary;
import dev.spoor.sql.text.SqlFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code \queries}. */
final class QueriesCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("queries"),
                "[WORD|NAME]",
                "Lists the queries of the library, all or those that speak of a word; with the name of one it shows its question, its"
                        + " parameters and its SQL.",
                Topic.QUERIES,
                "\\queries mfa");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        QueryLibrary library = new QueryLibrary(console.home());
        if (library.find(arguments).isPresent()) {
            console.print(explanation(library.find(arguments).get()));
            return;
        }
        String word = arguments.toLowerCase(Locale.ROOT);
        List<NamedQuery> found =
                library.all().stream().filter(query -> speaksOf(query, word)).toList();
        if (found.isEmpty()) {
            throw CommandTable.wrong(this, "no query speaks of '" + arguments + "'; \\queries lists all");
        }
        int width =
                found.stream().mapToInt(query -> query.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (NamedQuery query : found) {
            text.append(query.name()).append(" ".repeat(width - query.name().length() + 2));
            text.append(query.title()).append('\n');
        }
        console.print(text.toString());
    }

    private static boolean speaksOf(NamedQuery query, String word) {
        String text = query.name() + " " + query.title() + " " + query.question() + " " + query.sql();
        return text.toLowerCase(Locale.ROOT).contains(word);
    }

    private static String explanation(NamedQuery query) {
        StringBuilder text = new StringBuilder(query.title()).append('\n');
        text.append("  ").append(query.question()).append('\n');
        for (Map.Entry<String, SqlFile.Parameter> each : query.parameters().entrySet()) {
            text.append("  ")
                    .append(each.getKey())
                    .append(" = '")
                    .append(each.getValue().initial())
                    .append("': ");
            text.append(each.getValue().doc()).append('\n');
        }
        return text.append('\n').append(query.sql()).append(";\n").toString();
    }
}
