/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.error.NearestName;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code \df}. */
final class FunctionsCommand implements Command {
    private static final String COLUMNS = "SELECT function_name, arguments, description, category, example, kind,"
            + " array_join(synonyms, ', ') FROM sys.functions";

    private static final String LIST = """
            SELECT function_name || '(' || arguments || ')' AS call, kind, description
            FROM sys.functions WHERE function_name LIKE ? OR category = ? ORDER BY 1""";

    @Override
    public Description description() {
        return new Description(
                List.of("df", "functions"),
                "[NAME|PATTERN|CATEGORY]",
                "Explains a function with its example, or lists those that a pattern such as json% or a category names.",
                Topic.LOOKING,
                "\\df date_trunc");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        String name = arguments.toLowerCase(Locale.ROOT);
        List<List<String>> exact = name.isEmpty()
                ? List.of()
                : console.rows(COLUMNS + " WHERE function_name = ? OR contains(synonyms, ?)", name, name);
        if (!exact.isEmpty()) {
            console.print(explanation(exact.get(0)));
            return;
        }
        String pattern = name.isEmpty() ? "%" : name;
        List<List<String>> found = console.rows(LIST, pattern, name);
        if (found.isEmpty()) {
            List<String> names =
                    console.rows(COLUMNS).stream().map(row -> row.get(0)).toList();
            String advice = NearestName.of(name, names)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; \\df lists them");
            throw CommandTable.wrong(this, "there is no function '" + arguments + "'" + advice);
        }
        console.show(LIST, List.of(pattern, name));
    }

    private static String explanation(List<String> row) {
        StringBuilder text = new StringBuilder();
        for (String form : row.get(1).split(" \\| ", -1)) {
            text.append(row.get(0)).append('(').append(form).append(")\n");
        }
        text.append("  ")
                .append(row.get(2))
                .append(" (")
                .append(row.get(5))
                .append(", ")
                .append(row.get(3))
                .append(")\n");
        if (row.get(6) != null && !row.get(6).isEmpty()) {
            text.append("  Also: ").append(row.get(6)).append('\n');
        }
        if (row.get(4) != null) {
            text.append("  Example: ").append(row.get(4)).append('\n');
        }
        return text.toString();
    }
}
