/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** {@code \export}. */
final class ExportCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("export"),
                "FILE.zip",
                "Writes the last result as an archive for somebody else: the statement, its rows as CSV and Parquet, and what was read for"
                        + " them, by which version, with check sums.",
                Topic.OUTPUT,
                "\\export evidence.zip");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        String name = SetCommand.bare(arguments);
        if (!name.endsWith(".zip")) {
            throw CommandTable.wrong(this, "'" + name + "' is no name of an archive");
        }
        try {
            console.export(Path.of(name));
        } catch (InvalidPathException e) {
            throw CommandTable.wrong(this, "'" + name + "' is no name of a file");
        }
    }
}
