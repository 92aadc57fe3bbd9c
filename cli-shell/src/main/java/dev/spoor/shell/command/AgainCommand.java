/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.output.OutputFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code \g} and {@code \G}: behind a statement they run it in place of a semicolon, alone they run the last one again. */
public final class AgainCommand implements Command {
    private static final List<String> USUAL = List.of("g");
    private static final List<String> VERTICAL = List.of("G", "gx");

    private final boolean isVertical;

    /** @param isVertical whether each value has a line of its own, whatever the format of other statements */
    AgainCommand(boolean isVertical) {
        this.isVertical = isVertical;
    }

    /** Whether one of these commands begins at a place of a text. */
    public static boolean isAt(String text, int at) {
        int end = at + CommandTable.MARK.length();
        if (!text.startsWith(CommandTable.MARK, at)) {
            return false;
        }
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        String name = text.substring(at + CommandTable.MARK.length(), end);
        return USUAL.contains(name) || VERTICAL.contains(name);
    }

    @Override
    public Description description() {
        return isVertical
                ? new Description(
                        VERTICAL,
                        "[FILE||PROGRAM]",
                        "As \\g, with a line for each value: SELECT ... \\G shows a wide row whole.",
                        Topic.QUERIES,
                        "SELECT eventName, count(*) AS n FROM events GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1 \\G")
                : new Description(
                        USUAL,
                        "[FILE||PROGRAM]",
                        "Runs a statement whose semicolon it takes the place of, or alone the last one again; the rows go to the screen, or"
                                + " once to a file or program, as with \\once.",
                        Topic.QUERIES,
                        "SELECT eventName, count(*) AS n FROM events GROUP BY 1 \\g |wc -l");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (!arguments.isEmpty()) {
            console.redirect(arguments, true);
        }
        console.again(isVertical ? Optional.of(OutputFormat.VERTICAL) : Optional.empty());
    }
}
