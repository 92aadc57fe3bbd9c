/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where a secret comes from. It is asked anew for each attempt, so a changed secret needs no restart. Errors name the place,
 * never what is in it, and are INVALID_CONFIGURATION.
 */
abstract sealed class SecretSource {
    private static final int BYTES_MAX = 1 << 16;
    private static final long COMMAND_SECONDS_MAX = 30;

    /** @throws EngineException when it cannot be had now */
    abstract Secret read();

    /** A text that stands in the definition itself. */
    static SecretSource text(String value) {
        return new Text(value);
    }

    /** @param environment is asked at each reading */
    static SecretSource variable(String name, Map<String, String> environment) {
        return new Variable(name, environment);
    }

    static SecretSource file(Path path) {
        return new FileContent(path);
    }

    static SecretSource command(String command) {
        return new CommandOutput(command);
    }

    private static EngineException problem(String what, String advice, Throwable causeOrNull) {
        return new EngineException(ErrorCode.INVALID_CONFIGURATION, what, causeOrNull).advise(advice);
    }

    /** The first line: what follows, such as the end of the line, belongs to the file and not to the secret. */
    private static Secret firstLine(String text, String where) {
        String line = text.lines().findFirst().orElse("");
        if (line.isEmpty()) {
            throw problem("the secret of " + where + " is empty", "put it into the first line", null);
        }
        return new Secret(line);
    }

    private static final class Text extends SecretSource {
        private final Secret secret;

        Text(String value) {
            this.secret = new Secret(value);
        }

        @Override
        Secret read() {
            return secret;
        }
    }

    private static final class Variable extends SecretSource {
        private final String name;
        private final Map<String, String> environment;

        Variable(String name, Map<String, String> environment) {
            this.name = name;
            this.environment = environment;
        }

        @Override
        Secret read() {
            String value = environment.get(name);
            if (value == null) {
                throw problem(
                        "the environment variable " + name + ", which should hold a secret, is not set",
                        "set it where the schedule is started",
                        null);
            }
            return firstLine(value, "the environment variable " + name);
        }
    }

    private static final class FileContent extends SecretSource {
        private final Path path;

        FileContent(Path path) {
            this.path = path;
        }

        @Override
        Secret read() {
            try (InputStream in = Files.newInputStream(path)) {
                return firstLine(new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8), "the file " + path);
            } catch (IOException e) {
                throw problem(
                        "the file " + path + ", which should hold a secret, cannot be read",
                        "look whether it is there and may be read",
                        e);
            }
        }
    }

    private static final class CommandOutput extends SecretSource {
        private final String command;

        CommandOutput(String command) {
            this.command = command;
        }

        /** What it writes as errors is dropped: it may quote the secret. */
        @Override
        Secret read() {
            String program = command.strip().split("\\s", 2)[0];
            try {
                Process process = new ProcessBuilder("/bin/sh", "-c", command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try {
                    process.getOutputStream().close();
                    return answer(process, program);
                } finally {
                    process.destroyForcibly();
                }
            } catch (IOException e) {
                throw problem("the command " + program + ", which should tell a secret, failed", "try it by hand", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw problem("the command " + program + " was interrupted", "it is asked again", e);
            }
        }

        private static Secret answer(Process process, String program) throws IOException, InterruptedException {
            if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw problem(
                        "the command " + program + ", which should tell a secret, was not done after "
                                + COMMAND_SECONDS_MAX + " seconds",
                        "try it by hand",
                        null);
            }
            if (process.exitValue() != 0) {
                throw problem(
                        "the command " + program + ", which should tell a secret, ended with exit code "
                                + process.exitValue(),
                        "try it by hand",
                        null);
            }
            byte[] out = process.getInputStream().readNBytes(BYTES_MAX);
            return firstLine(new String(out, StandardCharsets.UTF_8), "the command " + program);
        }
    }
}
