/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** {@code \i}. */
final class IncludeCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("i", "include"),
                "FILE",
                "Runs the statements and commands of a file, up to the first that fails.",
                Topic.QUERIES,
                "\\i questions.sql");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (arguments.isEmpty()) {
            throw CommandTable.wrong(this, "which file?");
        }
        try {
            console.include(Path.of(arguments));
        } catch (InvalidPathException e) {
            throw CommandTable.wrong(this, "'" + arguments + "' is no path");
        }
    }
}
