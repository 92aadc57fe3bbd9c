/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.util.List;

/** The opposite of {@link SetCommand}. */
final class UnsetCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("unset"), "NAME", "Takes the value of a parameter away.", Topic.QUERIES, "\\unset principal");
    }

    @Override
    public void run(String arguments, Console console) {
        if (arguments.isEmpty()) {
            throw CommandTable.wrong(this, "which parameter?");
        }
        console.preferences().variables().remove(arguments);
    }

    @Override
    public List<String> candidates(Preferences preferences, List<String> tables) {
        return List.copyOf(preferences.variables().keySet());
    }
}
