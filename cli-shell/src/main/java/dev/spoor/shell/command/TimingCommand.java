/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \timing}. */
final class TimingCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("timing", "stats"),
                "[on|off]",
                "Shows or hides the line of statistics below each result; alone it changes what holds. That files were"
                        + " unreadable is told in any case.",
                Topic.OUTPUT,
                "\\timing on");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        boolean isWanted = Switch.parse(this, arguments, console.preferences().hasFooter());
        console.preferences().footer(isWanted);
        console.tell("Statistics are " + (isWanted ? "on." : "off."));
    }

    @Override
    public List<String> candidates(Preferences preferences, List<String> tables) {
        return Switch.WORDS;
    }
}
