/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** {@code \conninfo}. */
final class ConnectionCommand implements Command {
    @Override
    public Description description() {
        return new Description(
                List.of("conninfo"), "", "Tells where the answers come from.", Topic.GENERAL, "\\conninfo");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        console.print(console.door().place() + "\n");
    }
}
