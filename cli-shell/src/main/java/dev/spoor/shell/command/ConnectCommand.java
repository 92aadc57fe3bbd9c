/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \connect}. */
final class ConnectCommand implements Command {
    private static final String SERVER = "(?i)(https?|jdbc):.*";

    @Override
    public Description description() {
        return new Description(
                List.of("connect", "c"),
                "PLACE|OPTION...",
                "Asks logs or a server elsewhere from now on: a folder, the address of a server, or options as the command line has them, such"
                        + " as --profile NAME. Only at a prompt; when it fails, everything stays as it was.",
                Topic.GENERAL,
                "\\connect http://127.0.0.1:8765");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (arguments.isEmpty()) {
            throw CommandTable.wrong(this, "where to? \\conninfo tells where the answers come from now");
        }
        if (arguments.startsWith("-")) {
            console.connect(List.of(arguments.split("\\s+")));
        } else {
            console.connect(List.of(arguments.matches(SERVER) ? "--server" : "--logs", SetCommand.bare(arguments)));
        }
    }
}
