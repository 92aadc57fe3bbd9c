/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One API call that sample principals can make: which service, how its record is shaped, how it fails. */
final class EventKind {
    private static final String CATALOG = "event-kinds.txt";
    private static final List<EventKind> ALL = load();
    private static final Map<Profile, Wheel> WHEELS = wheels(ALL);

    final String service;
    final String eventName;
    final boolean readOnly;
    final boolean data;
    final boolean global;
    final List<Failure> failures = new ArrayList<>();
    final List<ResourceShape> resources = new ArrayList<>();
    private final Map<Profile, Integer> weights = new EnumMap<>(Profile.class);
    Template request;
    Template response;
    Template extra;
    String apiVersion;

    /** A way to fail: with probability {@code share} (after the earlier ones did not happen). */
    record Failure(double share, String code, Template message) {}

    /** An entry of {@code resources}. */
    record ResourceShape(String type, Template arn) {}

    /** The kinds of one profile, to be drawn by weight. */
    private record Wheel(EventKind[] kinds, int[] upTo) {}

    private EventKind(String[] words) {
        service = words[1];
        eventName = words[2];
        readOnly = words[3].equals("read");
        data = words[4].equals("data");
        global = words.length > 5 && words[5].equals("global");
    }

    /** Draws a kind that a session of this profile makes. */
    static EventKind draw(Profile profile, Dice dice) {
        Wheel wheel = WHEELS.get(profile);
        int roll = dice.below(wheel.upTo[wheel.upTo.length - 1]);
        int at = 0;
        while (wheel.upTo[at] <= roll) {
            at++;
        }
        return wheel.kinds[at];
    }

    /** The kind of that service and name; fails when the catalog lacks it. */
    static EventKind named(String service, String eventName) {
        for (EventKind kind : ALL) {
            if (kind.service.equals(service) && kind.eventName.equals(eventName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no event kind " + service + " " + eventName + " in " + CATALOG);
    }

    String eventSource() {
        return service + ".amazonaws.com";
    }

    private static List<EventKind> load() {
        List<EventKind> kinds = new ArrayList<>();
        for (String line : catalogText().lines().toList()) {
            if (line.startsWith("call ")) {
                kinds.add(new EventKind(line.split(" ")));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                kinds.get(kinds.size() - 1).read(line);
            }
        }
        return List.copyOf(kinds);
    }

    private static String catalogText() {
        try (InputStream in = EventKind.class.getResourceAsStream(CATALOG)) {
            if (in == null) {
                throw new IllegalStateException("resource " + CATALOG + " is missing beside " + EventKind.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + CATALOG, e);
        }
    }

    private void read(String line) {
        int space = line.indexOf(' ');
        String rest = line.substring(space + 1);
        String[] words = rest.split(" ", 3);
        switch (line.substring(0, space)) {
            case "in" -> readWeights(rest);
            case "request" -> request = Template.parse(rest);
            case "response" -> response = Template.parse(rest);
            case "extra" -> extra = Template.parse(rest);
            case "api" -> apiVersion = rest;
            case "resource" -> resources.add(new ResourceShape(words[0], Template.parse(words[1])));
            case "error" -> failures.add(new Failure(Double.parseDouble(words[0]), words[1], Template.parse(words[2])));
            default -> throw new IllegalStateException(CATALOG + ": cannot read line: " + line);
        }
    }

    private void readWeights(String rest) {
        for (String pair : rest.split(" ")) {
            int colon = pair.indexOf(':');
            weights.put(Profile.of(pair.substring(0, colon)), Integer.parseInt(pair.substring(colon + 1)));
        }
    }

    private static Map<Profile, Wheel> wheels(List<EventKind> all) {
        Map<Profile, Wheel> wheels = new EnumMap<>(Profile.class);
        for (Profile profile : Profile.values()) {
            List<EventKind> kinds =
                    all.stream().filter(k -> k.weights.containsKey(profile)).toList();
            int[] upTo = new int[kinds.size()];
            int sum = 0;
            for (int i = 0; i < upTo.length; i++) {
                sum += kinds.get(i).weights.get(profile);
                upTo[i] = sum;
            }
            wheels.put(profile, new Wheel(kinds.toArray(new EventKind[0]), upTo));
        }
        return wheels;
    }
}
