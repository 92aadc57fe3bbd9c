/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kinds of destinations there are, and what can be said about each. */
public enum DestinationKind {
    /** A folder of this machine. */
    FOLDER(List.of("path", "name"), List.of()),
    /** A place in a bucket. */
    S3(List.of("address", "name", "kms-key", "region", "profile", "endpoint", "path-style"), List.of()),
    /** Mail, by a server that takes it. */
    SMTP(
            List.of(
                    "host",
                    "port",
                    "tls",
                    "ca-file",
                    "user",
                    "from",
                    "to",
                    "reply-to",
                    "subject-prefix",
                    "attach-limit",
                    "timeout"),
            List.of("password")),
    /** A request to a server. */
    WEBHOOK(
            List.of("format", "url", "ca-file", "proxy", "plain-http", "timeout"),
            List.of("url", "authorization", "signing-key"));

    private final List<String> options;

    /** @param secrets what comes from elsewhere */
    DestinationKind(List<String> plain, List<String> secrets) {
        Stream<String> sources =
                secrets.stream().flatMap(name -> Stream.of(name + "-env", name + "-file", name + "-command"));
        this.options = Stream.concat(plain.stream(), sources).toList();
    }

    /** As in schedule files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DestinationKind> find(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(DestinationKind::label).toList();
    }

    /** The names of all options, in the order to show them. */
    public List<String> options() {
        return options;
    }
}
