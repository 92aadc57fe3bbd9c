/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.Setting;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The definition of a destination, read option by option. Whatever is wrong in it is INVALID_CONFIGURATION, by its name. */
final class DestinationOptions {
    private final String destination;
    private final Map<String, String> values;
    private final DestinationPlace place;

    /** @throws EngineException for an option that this kind has not */
    DestinationOptions(String destination, DestinationKind kind, Map<String, String> values, DestinationPlace place) {
        this.destination = destination;
        this.values = Map.copyOf(values);
        this.place = place;
        for (String name : values.keySet()) {
            if (!kind.options().contains(name)) {
                throw problem("a destination of kind " + kind.label() + " has no option '" + name + "'")
                        .advise(NearestName.of(name, kind.options())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("known are " + String.join(", ", kind.options())));
            }
        }
    }

    String destination() {
        return destination;
    }

    DestinationPlace place() {
        return place;
    }

    EngineException problem(String what) {
        return new EngineException(ErrorCode.INVALID_CONFIGURATION, "destination " + destination + ": " + what);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    String required(String name, String example) {
        return text(name).orElseThrow(() -> problem("it has no " + name).advise("add '" + name + ": " + example + "'"));
    }

    boolean flag(String name) {
        return text(name)
                .map(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "on", "true", "yes" -> true;
                    case "off", "false", "no" -> false;
                    default -> throw problem(name + " is 'on' or 'off', not '" + value + "'");
                })
                .orElse(false);
    }

    /** One of a few words. */
    String word(String name, String initial, List<String> known) {
        String value = text(name).orElse(initial).toLowerCase(Locale.ROOT);
        if (!known.contains(value)) {
            throw problem(name + " is one of " + String.join(", ", known) + ", not '" + value + "'");
        }
        return value;
    }

    int number(String name, int initial, int most) {
        int value = parsed(name, "a whole number from 1 to " + most, Integer::parseInt)
                .orElse(initial);
        if (value < 1 || value > most) {
            throw problem(name + " is a whole number from 1 to " + most + ", not " + value);
        }
        return value;
    }

    /** Longer than nothing. */
    Duration span(String name, Duration initial) {
        Duration span =
                parsed(name, "a time span such as 30s", Setting::duration).orElse(initial);
        if (span.isZero()) {
            throw problem(name + " must not be none").advise("give a time span such as 30s");
        }
        return span;
    }

    long bytes(String name, long initial) {
        return parsed(name, "a size such as 10MB", Setting::bytes).orElse(initial);
    }

    /** Starts at the folder of the definition if it is relative. */
    Optional<Path> path(String name) {
        return text(name).map(value -> pathOf(name, value));
    }

    private Path pathOf(String name, String value) {
        try {
            return place.folder().resolve(value);
        } catch (InvalidPathException e) {
            throw problem(name + " is no path: " + e.getMessage());
        }
    }

    private <T> Optional<T> parsed(String name, String form, Function<String, T> parser) {
        return text(name).map(value -> {
            try {
                return parser.apply(value);
            } catch (IllegalArgumentException e) {
                throw problem(name + " is " + form + ", not '" + value + "'");
            }
        });
    }

    /** A secret from elsewhere: {@code NAME-env}, {@code NAME-file} or {@code NAME-command}; one of them at most. */
    Optional<SecretSource> secret(String name) {
        List<SecretSource> sources = new ArrayList<>();
        text(name + "-env").ifPresent(variable -> sources.add(SecretSource.variable(variable, place.environment())));
        path(name + "-file").ifPresent(file -> sources.add(SecretSource.file(file)));
        text(name + "-command").ifPresent(command -> sources.add(SecretSource.command(command)));
        if (sources.size() > 1) {
            throw problem(name + " comes from one of -env, -file and -command, not from several");
        }
        return sources.stream().findFirst();
    }

    /** The items of a list that has commas between them. */
    static List<String> items(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
