/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.shell.ShellArguments.ServerAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Where the password for a server comes from. It is never an argument, for those are visible to everybody on the machine. */
final class PasswordSource {
    private static final String VARIABLE = "SPOOR_PASSWORD";

    private final Streams streams;
    private final Map<String, String> environment;

    PasswordSource(Streams streams, Map<String, String> environment) {
        this.streams = streams;
        this.environment = environment;
    }

    /** From a program, the environment, or who sits at the terminal; empty when there is no user to log in as. */
    Optional<String> of(ServerAddress server) throws UsageException, IOException {
        if (server.passwordCommand().isPresent()) {
            return Optional.of(written(server.passwordCommand().get()));
        }
        if (server.user().isEmpty()) {
            return Optional.empty();
        }
        String known = environment.get(VARIABLE);
        if (known != null) {
            return Optional.of(known);
        }
        if (!streams.inTerminal() || System.console() == null) {
            throw new UsageException("--user " + server.user().get() + " needs a password: set " + VARIABLE
                    + ", or give --password-command");
        }
        char[] typed =
                System.console().readPassword("Password of %s: ", server.user().get());
        return Optional.of(typed == null ? "" : new String(typed));
    }

    private static String written(String command) throws UsageException, IOException {
        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new UsageException("--password-command failed with exit code " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return out.lines().findFirst().orElse("");
    }
}
