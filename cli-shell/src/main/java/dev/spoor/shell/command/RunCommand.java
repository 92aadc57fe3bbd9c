/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.error.NearestName;
import dev.spoor.shell.query.NamedQuery;
import dev.spoor.shell.query.QueryLibrary;
import dev.spoor.sql.text.NamedParameters;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code \run}. */
final class RunCommand implements Command {
    private static final Pattern ARGUMENT = Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_]*)=('(?:[^']|'')*'|\\S*)");

    @Override
    public Description description() {
        return new Description(
                List.of("run"),
                "NAME [PARAMETER=VALUE]...",
                "Runs a query of the library or one of yours. Parameters that are not given have the value of \\set, or their"
                        + " initial one.",
                Topic.QUERIES,
                "\\run root-use since=2026-01-01");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        QueryLibrary library = new QueryLibrary(console.home());
        String[] words = arguments.split("\\s+", 2);
        List<String> names = library.all().stream().map(NamedQuery::name).toList();
        NamedQuery query = library.find(words[0]).orElseThrow(() -> {
            String advice = NearestName.of(words[0], names)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; \\queries lists them");
            return CommandTable.wrong(this, "there is no query '" + words[0] + "'" + advice);
        });
        Map<String, String> given = given(words.length < 2 ? "" : words[1]);
        for (String name : given.keySet()) {
            if (!query.used().contains(name)) {
                throw CommandTable.wrong(
                        this, "the query has no parameter '" + name + "'; it has " + String.join(", ", query.used()));
            }
        }
        NamedParameters bound = query.bind(given, console.preferences().variables());
        console.run(bound.sql(), bound.values());
    }

    private Map<String, String> given(String text) {
        Map<String, String> given = new LinkedHashMap<>();
        Matcher matcher = ARGUMENT.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw CommandTable.wrong(this, "'" + text.substring(at).strip() + "' is not PARAMETER=VALUE");
            }
            given.put(matcher.group(1), SetCommand.bare(matcher.group(2)));
            at = matcher.end();
        }
        return given;
    }
}
