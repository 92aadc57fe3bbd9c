/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \pager}. */
final class PagerCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("pager"),
                "[on|off]",
                "Shows what is taller than the screen in the program of SPOOR_PAGER or PAGER, or in less, or does not; alone it changes what"
                        + " holds.",
                Topic.OUTPUT,
                "\\pager off");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        boolean isWanted = Switch.parse(this, arguments, console.preferences().hasPager());
        console.preferences().pager(isWanted);
        console.tell("The pager is " + (isWanted ? "on." : "off."));
    }

    @Override
    public List<String> candidates(Preferences preferences, List<String> tables) {
        return Switch.WORDS;
    }
}
