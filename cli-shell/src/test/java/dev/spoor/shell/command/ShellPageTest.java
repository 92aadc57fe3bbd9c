/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.shell.command.Command.Description;
import dev.spoor.shell.command.Command.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** docs/shell.md says what the table of commands says. */
class ShellPageTest {
    private static final String MARKER = "<!-- generated from here on: mvn -Dquick test -Dtest=ShellPageTest"
            + " -DupdateExpected -pl cli-shell -->\n";

    @Test
    void everyCommandIsInTheManual() throws IOException {
        Path page = page();
        String text = Files.readString(page);
        int at = text.indexOf(MARKER);
        assertTrue(at >= 0, "docs/shell.md has lost the marker of its generated part");
        int start = at + MARKER.length();
        if (System.getProperty("updateExpected") != null) {
            Files.writeString(page, text.substring(0, start) + generated());
        } else {
            assertEquals(generated(), text.substring(start), "run the command in the marker");
        }
    }

    @Test
    void noTwoCommandsShareAName() {
        long names = CommandTable.all().stream()
                .mapToLong(command -> command.description().names().size())
                .sum();
        long distinct = CommandTable.all().stream()
                .flatMap(command -> command.description().names().stream())
                .distinct()
                .count();
        assertEquals(names, distinct);
    }

    /** The page, from the folder of the module or of the repository. */
    private static Path page() {
        Path page = Path.of("docs", "shell.md");
        return Files.exists(page) ? page : Path.of("..").resolve(page);
    }

    private static String generated() {
        StringBuilder text = new StringBuilder("\n# Commands\n");
        for (Topic topic : Topic.values()) {
            text.append("\n## ").append(topic.title()).append("\n");
            for (Command command : CommandTable.all()) {
                if (command.description().topic() == topic) {
                    append(text, command.description());
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Description what) {
        text.append("\n### `")
                .append(("\\" + what.name() + " " + what.arguments()).strip())
                .append("`\n\n");
        text.append(what.sentence());
        if (what.names().size() > 1) {
            text.append(" Also `\\");
            text.append(String.join(
                            "`, `\\", what.names().subList(1, what.names().size())))
                    .append("`.");
        }
        text.append("\n\nExample: `").append(what.example()).append("`\n");
    }
}
