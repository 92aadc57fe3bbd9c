/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.util.List;

/** {@code \q}. */
final class QuitCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("q", "quit", "exit"), "", "Leaves; so do quit and Ctrl-D.", Topic.GENERAL, "\\q");
    }

    @Override
    public void run(String arguments, Console console) {
        console.quit();
    }
}
