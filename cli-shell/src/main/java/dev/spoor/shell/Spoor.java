/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.time.Clock;
import java.util.List;

/** The program. */
public final class Spoor {
    private Spoor() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        Shell shell = new Shell(
                Streams.ofProcess(),
                Clock.systemUTC(),
                ConfigFile.ofUser(System.getenv(), System.getProperty("user.home")),
                System.getenv());
        InterruptSignal.install(shell);
        System.exit(shell.run(List.of(args)).number());
    }
}
