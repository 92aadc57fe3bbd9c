/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \o}. */
final class OutputCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("o", "output"),
                "[FILE||PROGRAM]",
                "Writes the rows that follow to a file, in the format of its name where that tells one (as with \\copy), or to a program such as"
                        + " |less; alone it goes back to the screen.",
                Topic.OUTPUT,
                "\\o");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        console.redirect(arguments, false);
    }
}
