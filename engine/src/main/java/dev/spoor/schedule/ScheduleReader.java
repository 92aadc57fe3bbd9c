/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.report.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads schedules from YAML files. Every problem is INVALID_CONFIGURATION with file, line and what to do. Paths in a file are relative
 * to it.
 */
public final class ScheduleReader {
    private static final List<String> KEYS =
            List.of("name", "zone", "out", "run-as", "destinations", "failures", "reports", "alerts");
    private static final String KIND = "kind";
    private static final int ENTRIES_MAX = 1_000;

    private final Path path;
    private final String file;
    private final List<ScheduleEntry> entries = new ArrayList<>();
    private final List<Schedule.Target> targets = new ArrayList<>();

    private ScheduleReader(Path path) {
        this.path = path;
        this.file = path.toString();
    }

    /** Reads a file; LOCATION_NOT_FOUND if there is none. */
    public static Schedule read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new EngineException(ErrorCode.LOCATION_NOT_FOUND, "there is no schedule " + path)
                    .advise("name a YAML file with reports: or alerts:");
        }
        try {
            return new ScheduleReader(path).read(Files.readString(path));
        } catch (IOException e) {
            throw new EngineException(ErrorCode.STORE_FAILURE, path + " cannot be read: " + e, e)
                    .advise("schedules are UTF-8 text");
        }
    }

    private Schedule read(String yaml) {
        YamlNode top = YamlNode.parse(file, yaml);
        Map<String, YamlNode> parts = top.entries(KEYS);
        ZoneId zone = parts.containsKey("zone") ? zone(parts.get("zone")) : ZoneOffset.UTC;
        if (parts.containsKey("destinations")) {
            parts.get("destinations").entries(null).forEach(this::takeTarget);
        }
        Set<String> known = targets.stream().map(Schedule.Target::name).collect(Collectors.toSet());
        EntryReader reader = new EntryReader(file, path.toAbsolutePath().getParent(), zone, known);
        take(parts.get("reports"), reader::report);
        take(parts.get("alerts"), reader::alert);
        if (entries.isEmpty()) {
            throw top.problem("the schedule runs nothing").advise("name something under 'reports:' or 'alerts:'");
        }
        YamlNode out = parts.get("out");
        return new Schedule(
                name(parts),
                path,
                path.toAbsolutePath()
                        .resolveSibling(out == null ? "reports" : out.text())
                        .normalize(),
                Optional.ofNullable(parts.get("run-as")).map(YamlNode::text),
                targets,
                entries,
                parts.containsKey("failures") ? reader.targets(parts.get("failures")) : List.of());
    }

    private String name(Map<String, YamlNode> parts) {
        YamlNode named = parts.get("name");
        String name = named == null
                ? path.toAbsolutePath().normalize().getFileName().toString().replaceFirst("\\.ya?ml$", "")
                : named.text();
        return EntryReader.requireName(name, file, named == null ? 0 : named.line());
    }

    private ZoneId zone(YamlNode node) {
        return EntryReader.zone(node);
    }

    private interface Read {
        ScheduleEntry entry(YamlNode node);
    }

    private void take(YamlNode listOrNull, Read read) {
        if (listOrNull == null) {
            return;
        }
        Set<String> seen = new HashSet<>();
        entries.forEach(entry -> seen.add(entry.name()));
        for (YamlNode item : listOrNull.items()) {
            ScheduleEntry entry = read.entry(item);
            if (!seen.add(entry.name())) {
                throw item.problem("'" + entry.name() + "' is there a second time")
                        .advise("give it a name of its own");
            }
            entries.add(entry);
        }
        if (entries.size() > ENTRIES_MAX) {
            throw listOrNull
                    .problem("more than " + ENTRIES_MAX + " reports and alerts")
                    .advise("split them into several schedules");
        }
    }

    private void takeTarget(String name, YamlNode node) {
        EntryReader.requireName(name, file, node.line());
        Map<String, YamlNode> parts = new LinkedHashMap<>(node.entries(null));
        YamlNode kind = parts.remove(KIND);
        if (kind == null) {
            throw node.problem("the destination " + name + " does not say what it is")
                    .advise("add 'kind: ' with folder, s3, smtp or webhook");
        }
        Map<String, String> options = new LinkedHashMap<>();
        parts.forEach((option, value) -> options.put(
                option,
                value.isText()
                        ? value.text()
                        : value.items().stream().map(YamlNode::text).collect(Collectors.joining(", "))));
        targets.add(new Schedule.Target(name, kind.text(), options, node.line()));
    }
}
