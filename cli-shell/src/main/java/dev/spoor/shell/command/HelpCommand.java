/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \?}: the commands, or one of them at length. */
final class HelpCommand implements Command {
    private static final int CALL_WIDTH = 30;

    @Override
    public Description description() {
        return new Description(
                List.of("?", "help", "h"),
                "[COMMAND]",
                "Lists the commands, or explains one.",
                Topic.GENERAL,
                "\\? \\d");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (!arguments.isEmpty()) {
            Command found = CommandTable.find(arguments)
                    .orElseThrow(() -> CommandTable.wrong(this, "there is no command " + arguments));
            console.print(explanation(found.description()));
            return;
        }
        StringBuilder text = new StringBuilder(
                "A statement ends with ; and may span lines. Tab completes, Ctrl-R searches the history, Ctrl-C stops a"
                        + " query, Ctrl-D ends.\n");
        for (Topic topic : Topic.values()) {
            text.append('\n').append(topic.title()).append('\n');
            for (Command command : CommandTable.all()) {
                if (command.description().topic() == topic) {
                    append(text, command.description());
                }
            }
        }
        text.append("\nTry:  SELECT eventName, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC LIMIT 10;\n");
        console.print(text.toString());
    }

    private static void append(StringBuilder text, Description what) {
        String call = ("\\" + what.name() + " " + what.arguments()).strip();
        text.append("  ").append(call);
        text.append(
                call.length() < CALL_WIDTH
                        ? " ".repeat(CALL_WIDTH - call.length())
                        : "\n" + " ".repeat(CALL_WIDTH + 2));
        text.append(what.sentence()).append('\n');
    }

    private static String explanation(Description what) {
        StringBuilder text = new StringBuilder(("\\" + what.name() + " " + what.arguments()).strip());
        text.append("\n  ").append(what.sentence());
        if (what.names().size() > 1) {
            text.append("\n  Also: \\")
                    .append(String.join(
                            ", \\", what.names().subList(1, what.names().size())));
        }
        return text.append("\n  Example: ").append(what.example()).append('\n').toString();
    }

    @Override
    public List<String> candidates(Preferences preferences, List<String> tables) {
        return CommandTable.all().stream()
                .map(command -> "\\" + command.description().name())
                .toList();
    }
}
