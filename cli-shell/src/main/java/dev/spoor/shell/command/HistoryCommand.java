/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.output.DisplayText;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** {@code \history}. */
final class HistoryCommand implements Command {
    private static final int LINES_MAX = 40;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String NUMBER = "\\d{1,9}";
    private static final String CUT = "…";

    @Override
    public Description description() {
        return new Description(
                List.of("history"),
                "[WORD|NUMBER]",
                "Lists what was typed last, or what of it has a word: its number, when it was run (UTC), for how long, and how many rows it"
                        + " gave. A number lets that one stand at the next prompt.",
                Topic.QUERIES,
                "\\history console");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (arguments.matches(NUMBER)) {
            int number = Integer.parseInt(arguments);
            Console.Past past = console.history("").stream()
                    .filter(each -> each.number() == number)
                    .findFirst()
                    .orElseThrow(() -> CommandTable.wrong(this, "there is no number " + number));
            console.propose(past.text());
            return;
        }
        List<Console.Past> found = console.history(arguments);
        List<Console.Past> told = found.subList(Math.max(0, found.size() - LINES_MAX), found.size());
        StringBuilder text = new StringBuilder();
        for (Console.Past past : told) {
            String head = String.format(
                    Locale.ROOT,
                    "%6d  %s %8.2f s %9d %s  ",
                    past.number(),
                    TIME.format(past.time()),
                    past.millis() / 1000.0,
                    past.rows(),
                    past.rows() == 1 ? "row " : "rows");
            text.append(head).append(fitted(console.visible(oneLine(past.text())), console.width() - head.length()));
            text.append('\n');
        }
        console.print(text.toString());
        if (told.size() < found.size()) {
            console.tell(
                    "These are the last " + told.size() + " of " + found.size() + "; \\history WORD finds others.");
        }
        if (found.isEmpty()) {
            console.tell(arguments.isEmpty() ? "There is no history yet." : "Nothing typed has '" + arguments + "'.");
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String fitted(String text, int room) {
        return DisplayText.width(text) <= room ? text : DisplayText.prefix(text, Math.max(0, room - 1)) + CUT;
    }
}
