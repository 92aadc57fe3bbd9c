/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.Setting;
import dev.spoor.server.ServerConfig;
import dev.spoor.server.TlsKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options of {@code serve}, one after another. */
final class ServerOptions {
    static final List<String> NAMES = List.of(
            "--port",
            "--host",
            "--users",
            "--tls",
            "--tls-password-file",
            "--audit",
            "--access-log",
            "--drain",
            "--schedule");

    /** Variable of the environment with the password of the key store, unless a file has it. */
    static final String TLS_PASSWORD = "SPOOR_TLS_PASSWORD";

    private static final int PORT_MAX = 65_535;

    private ServerConfig config = ServerConfig.on(ServerConfig.PORT);
    private Optional<Path> keyStore = Optional.empty();
    private Optional<Path> passwordFile = Optional.empty();
    private Optional<Path> schedule = Optional.empty();

    void put(String name, String value) throws UsageException {
        switch (name) {
            case "--port" -> config = config.withPort(port(value));
            case "--host" -> config = config.withHost(value);
            case "--users" -> config = config.withUsers(OptionValue.path(name, value));
            case "--tls" -> keyStore = Optional.of(OptionValue.path(name, value));
            case "--tls-password-file" -> passwordFile = Optional.of(OptionValue.path(name, value));
            case "--audit" -> config = config.withAudit(OptionValue.path(name, value));
            case "--access-log" -> config = config.withAccessLog(OptionValue.path(name, value));
            case "--schedule" -> schedule = Optional.of(OptionValue.path(name, value));
            case "--drain" -> {
                try {
                    config = config.withDrain(Setting.duration(value));
                } catch (IllegalArgumentException e) {
                    throw new UsageException("--drain takes a time span such as 10s, not '" + value + "'");
                }
            }
            default -> throw new IllegalArgumentException(name);
        }
    }

    private static int port(String text) throws UsageException {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException(
                "--port takes a number from 0 (any that is free) to " + PORT_MAX + ", not '" + text + "'");
    }

    /** What runs beside. */
    Optional<Path> schedule() {
        return schedule;
    }

    /** What they come to. */
    ServerConfig build() throws UsageException {
        if (keyStore.isEmpty()) {
            return config;
        }
        return config.withTls(new TlsKeys(keyStore.get(), password()));
    }

    private String password() throws UsageException {
        if (passwordFile.isPresent()) {
            try {
                return Files.readString(passwordFile.get()).strip();
            } catch (IOException e) {
                throw new UsageException("--tls-password-file " + passwordFile.get() + ": cannot be read");
            }
        }
        String password = System.getenv(TLS_PASSWORD);
        if (password == null) {
            throw new UsageException(
                    "--tls needs the password of the key store: in a file, --tls-password-file FILE, or in the"
                            + " variable " + TLS_PASSWORD);
        }
        return password;
    }
}
