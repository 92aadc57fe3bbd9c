/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.output.OutputFormat;
import java.io.IOException;
import java.util.List;

/** {@code \format}. */
final class FormatCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("format", "mode"),
                "[NAME]",
                "Chooses how rows are written: " + String.join(", ", OutputFormat.labels())
                        + "; alone it tells what holds.",
                Topic.OUTPUT,
                "\\format vertical");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (arguments.isEmpty()) {
            console.print(console.preferences().format().label() + "\n");
            return;
        }
        console.preferences()
                .format(OutputFormat.find(arguments)
                        .orElseThrow(() -> CommandTable.wrong(
                                this,
                                "\\format takes one of " + String.join(", ", OutputFormat.labels()) + ", not '"
                                        + arguments + "'")));
    }

    @Override
    public List<String> candidates(Preferences preferences, List<String> tables) {
        return OutputFormat.labels();
    }
}
