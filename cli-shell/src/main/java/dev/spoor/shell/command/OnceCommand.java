/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \once}. */
final class OnceCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("once"),
                "FILE||PROGRAM",
                "Writes what the next statement or command gives to a file, in the format of its name where that tells one (as with \\copy), or to a"
                        + " program such as |less.",
                Topic.OUTPUT,
                "\\once |cat");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (arguments.isEmpty()) {
            throw CommandTable.wrong(this, "where to?");
        }
        console.redirect(arguments, true);
    }
}
