/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \e}. */
final class EditCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("e", "edit"),
                "[SQL]",
                "Opens the last statement, or the one given, in the editor of VISUAL or EDITOR; what it leaves stands at the"
                        + " next prompt.",
                Topic.QUERIES,
                "\\e");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        String text = arguments.isEmpty() ? console.lastStatement().orElse("") : arguments;
        console.propose(console.edit(text.isEmpty() ? "" : text + ";\n").strip());
    }
}
