/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.shell.display.Funnel;
import dev.spoor.sql.text.NamedParameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code \explain}. */
final class ExplainCommand implements Command {
    private static final Pattern ANALYZE = Pattern.compile("^(?i:analyze)(\\s+|$)");

    @Override
    public Description description() {
        return new Description(
                List.of("explain"),
                "[analyze] [SQL]",
                "Draws which files the last statement, or the one given, would leave out and why, and tells how it would run; behind the"
                        + " word analyze it runs it and tells what each step took, and over a lake how many row groups and rows were left"
                        + " at each stage.",
                Topic.QUERIES,
                "\\explain SELECT count(*) FROM events WHERE awsRegion = 'eu-west-1'");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        Matcher analyze = ANALYZE.matcher(arguments);
        boolean isRun = analyze.find();
        String given = isRun ? arguments.substring(analyze.end()) : arguments;
        String sql = given.isEmpty()
                ? console.lastStatement().orElseThrow(() -> CommandTable.wrong(this, "no statement was run yet"))
                : given;
        NamedParameters bound = NamedParameters.bind(sql, console.preferences().variables());
        List<String> plan = new ArrayList<>();
        for (List<String> row : console.rows(
                (isRun ? "EXPLAIN ANALYZE " : "EXPLAIN ") + bound.sql(),
                bound.values().toArray(new String[0]))) {
            plan.add(console.visible(row.get(0)));
        }
        console.print(Funnel.draw(plan, console.width()));
    }
}
