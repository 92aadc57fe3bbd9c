/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.Setting;
import dev.spoor.error.EngineException;
import dev.spoor.expr.Literal;
import dev.spoor.report.PackLibrary;
import dev.spoor.report.PackProblem;
import dev.spoor.report.Question;
import dev.spoor.report.ReportPack;
import dev.spoor.report.Severity;
import dev.spoor.report.YamlNode;
import dev.spoor.sql.text.NamedParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the reports and alerts of a schedule. */
final class EntryReader {
    /** Nothing runs more often. */
    private static final Duration EVERY_MIN = Duration.ofMinutes(1);

    private static final Duration EVERY_MAX = Duration.ofDays(366);

    /** When windows are looked at again unless the schedule says otherwise: CloudTrail mostly delivers within minutes, not always. */
    private static final List<Duration> LOOKS = List.of(Duration.ofMinutes(15), Duration.ofHours(1));

    private static final int LOOKS_MAX = 10;

    private static final int PAUSES_SEEN = 60;

    private static final List<String> REPORT_KEYS = List.of(
            "name",
            "pack",
            "edition",
            "parameters",
            "period",
            "cron",
            "every",
            "zone",
            "catch-up",
            "bundle",
            "files",
            "deliver",
            "deliver-from");
    private static final List<String> ALERT_KEYS = List.of(
            "name",
            "title",
            "text",
            "severity",
            "sql",
            "question",
            "parameters",
            "cron",
            "every",
            "zone",
            "catch-up",
            "window",
            "look-again",
            "when",
            "key",
            "suppress",
            "suppress-by",
            "deliver");

    private final String file;
    private final Path folder;
    private final ZoneId zone;
    private final Set<String> targets;

    /**
     * Makes one.
     *
     * @param folder that paths are relative to
     * @param zone unless an entry says another
     * @param targets names of destinations
     */
    EntryReader(String file, Path folder, ZoneId zone, Set<String> targets) {
        this.file = file;
        this.folder = folder;
        this.zone = zone;
        this.targets = targets;
    }

    static String requireName(String name, String file, int line) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,79}")) {
            throw PackProblem.at(file, line, "'" + name + "' is no name")
                    .advise("use small letters, digits and dashes");
        }
        return name;
    }

    static ZoneId zone(YamlNode node) {
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException e) {
            throw node.problem("'" + node.text() + "' is no time zone")
                    .advise("write one such as Europe/Berlin or UTC");
        }
    }

    /** Names of destinations. */
    List<String> targets(YamlNode node) {
        Set<String> named = new LinkedHashSet<>();
        for (YamlNode item : node.items()) {
            if (!targets.contains(item.text())) {
                throw PackProblem.unknown(
                        file,
                        item.line(),
                        "destination",
                        item.text(),
                        targets.stream().sorted().toList());
            }
            named.add(item.text());
        }
        return List.copyOf(named);
    }

    ScheduleEntry report(YamlNode node) {
        Map<String, YamlNode> parts = node.entries(REPORT_KEYS);
        YamlNode packNode = required(node, parts, "pack", "the report", "such as cis, or a folder or YAML file");
        ReportPack pack = pack(packNode);
        Optional<String> edition = Optional.ofNullable(parts.get("edition")).map(YamlNode::text);
        if (edition.isPresent() && !pack.editions().contains(edition.get())) {
            throw PackProblem.unknown(
                    file, parts.get("edition").line(), "edition of " + pack.name(), edition.get(), pack.editions());
        }
        YamlNode periodNode = required(node, parts, "period", "the report", ReportPeriod.FORMS);
        ZoneId own = ownZone(parts);
        boolean isBundled = parts.containsKey("bundle") && truth(parts.get("bundle"));
        return new ReportEntry(
                name(node, parts),
                pack,
                edition,
                parameters(parts, pack),
                period(periodNode),
                own,
                rhythm(node, parts, own),
                catchUp(parts),
                isBundled,
                parts.containsKey("deliver-from") ? severity(parts.get("deliver-from")) : Severity.INFO,
                files(parts, isBundled),
                deliverTo(parts));
    }

    ScheduleEntry alert(YamlNode node) {
        Map<String, YamlNode> parts = node.entries(ALERT_KEYS);
        ZoneId own = ownZone(parts);
        Rhythm rhythm = rhythm(node, parts, own);
        Duration window = window(parts);
        AlertCondition condition = parts.containsKey("when") ? condition(parts.get("when")) : AlertCondition.ANY_ROW;
        List<Duration> looks = looks(parts, condition);
        Asked asked = asked(node, parts);
        if (!parts.containsKey("title") && asked.title.isEmpty()) {
            throw node.problem("the alert has no title").advise("add 'title: ' and what it finds, in a few words");
        }
        Duration pause = pause(rhythm);
        Duration reach = (window.compareTo(pause) < 0 ? pause : window).plus(looks.get(looks.size() - 1));
        if (condition.isAbsence() && parts.containsKey("key")) {
            throw parts.get("key")
                    .problem("what is not there has no key")
                    .advise("leave 'key' out, or let 'when' ask for rows");
        }
        return new AlertEntry(
                name(node, parts),
                parts.containsKey("title") ? parts.get("title").text() : asked.title,
                parts.containsKey("text") ? parts.get("text").text() : asked.text,
                parts.containsKey("severity") ? severity(parts.get("severity")) : asked.severity,
                asked.sql,
                asked.values,
                rhythm,
                catchUp(parts),
                window,
                looks,
                condition,
                columns(parts, "key"),
                suppress(parts, condition, reach),
                columns(parts, "suppress-by"),
                deliverTo(parts));
    }

    /** What an alert asks. */
    private record Asked(String sql, String title, String text, Severity severity, Map<String, Literal> values) {}

    private Asked asked(YamlNode node, Map<String, YamlNode> parts) {
        if (parts.containsKey("sql") == parts.containsKey("question")) {
            throw node.problem("an alert has either 'sql' or 'question'")
                    .advise("write a SELECT under 'sql:', or PACK/ID of a pack's question under 'question:'");
        }
        if (parts.containsKey("question")) {
            return askedOfPack(parts);
        }
        String sql = parts.get("sql").text();
        for (String name : NamedParameters.names(sql)) {
            if (!name.equals(ReportPack.SINCE) && !name.equals(ReportPack.UNTIL)) {
                throw PackProblem.unknown(
                        file, parts.get("sql").line(), "parameter", name, List.of(ReportPack.SINCE, ReportPack.UNTIL));
            }
        }
        if (!NamedParameters.names(sql).containsAll(List.of(ReportPack.SINCE, ReportPack.UNTIL))) {
            throw parts.get("sql")
                    .problem("the alert's SQL does not say which time it is about")
                    .advise("add: WHERE eventTime >= :since AND eventTime < :until");
        }
        return new Asked(sql, "", "", Severity.MEDIUM, Map.of());
    }

    private Asked askedOfPack(Map<String, YamlNode> parts) {
        YamlNode node = parts.get("question");
        int slash = node.text().lastIndexOf('/');
        if (slash <= 0) {
            throw node.problem("'" + node.text() + "' names no question of a pack")
                    .advise("write PACK/ID, such as those that 'report show PACK' lists");
        }
        ReportPack pack = pack(node, node.text().substring(0, slash));
        String id = node.text().substring(slash + 1);
        Question question = pack.questions().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> PackProblem.unknown(
                        file,
                        node.line(),
                        "question of " + pack.name(),
                        id,
                        pack.questions().stream().map(Question::id).toList()));
        Map<String, String> changed = parameters(parts, pack);
        Map<String, Literal> values = new LinkedHashMap<>();
        pack.parameters()
                .forEach((name, parameter) -> values.put(
                        name, parameter.type().literal(name, changed.getOrDefault(name, parameter.initial()))));
        Severity worst =
                question.thresholds().keySet().stream().max(Severity::compareTo).orElse(Severity.MEDIUM);
        return new Asked(question.sql(), question.title(), question.text(), worst, values);
    }

    private YamlNode required(YamlNode node, Map<String, YamlNode> parts, String key, String what, String advice) {
        YamlNode found = parts.get(key);
        if (found == null) {
            throw node.problem(what + " has no '" + key + "'").advise("add '" + key + ": ': " + advice);
        }
        return found;
    }

    private String name(YamlNode node, Map<String, YamlNode> parts) {
        YamlNode named = required(node, parts, "name", "the entry", "small letters, digits and dashes");
        return requireName(named.text(), file, named.line());
    }

    private ReportPack pack(YamlNode node) {
        return pack(node, node.text());
    }

    /** A shipped one, or a path relative to the schedule. */
    private ReportPack pack(YamlNode node, String name) {
        try {
            Path beside = folder.resolve(name);
            boolean isFile = !PackLibrary.SHIPPED.contains(name) && Files.exists(beside);
            return PackLibrary.find(isFile ? beside.toString() : name);
        } catch (EngineException e) {
            EngineException placed =
                    new EngineException(e.code(), node.problem(e.getMessage()).getMessage(), e);
            e.hint().ifPresent(placed::advise);
            throw placed;
        }
    }

    private Map<String, String> parameters(Map<String, YamlNode> parts, ReportPack pack) {
        Map<String, String> values = new LinkedHashMap<>();
        if (parts.containsKey("parameters")) {
            parts.get("parameters").entries(null).forEach((name, value) -> {
                ReportPack.Parameter parameter = pack.parameters().get(name);
                if (parameter == null) {
                    throw PackProblem.unknown(
                            file,
                            value.line(),
                            "parameter of " + pack.name(),
                            name,
                            List.copyOf(pack.parameters().keySet()));
                }
                placed(value, "a value of " + name, () -> parameter.type().literal(name, value.text()));
                values.put(name, value.text());
            });
        }
        return values;
    }

    private ZoneId ownZone(Map<String, YamlNode> parts) {
        return parts.containsKey("zone") ? zone(parts.get("zone")) : zone;
    }

    private Rhythm rhythm(YamlNode node, Map<String, YamlNode> parts, ZoneId own) {
        if (parts.containsKey("cron") == parts.containsKey("every")) {
            throw node.problem("the entry has " + (parts.containsKey("cron") ? "both" : "neither of")
                            + " 'cron' and 'every'")
                    .advise("write one, such as cron: \"0 3 1 * *\" or every: 5m");
        }
        if (parts.containsKey("cron")) {
            YamlNode cron = parts.get("cron");
            try {
                return new Rhythm.Cron(CronExpression.parse(cron.text()), own);
            } catch (IllegalArgumentException e) {
                throw cron.problem(e.getMessage()).advise("such as \"30 6 * * mon-fri\", in quotes");
            }
        }
        Duration every = span(parts.get("every"));
        if (every.compareTo(EVERY_MIN) < 0 || every.compareTo(EVERY_MAX) > 0) {
            throw parts.get("every")
                    .problem("nothing runs every " + DurationText.of(every))
                    .advise("write a time from " + DurationText.of(EVERY_MIN) + " to " + DurationText.of(EVERY_MAX));
        }
        return new Rhythm.Every(every);
    }

    /** Zero for the time since the run before, which a window is never shorter than. */
    private Duration window(Map<String, YamlNode> parts) {
        return parts.containsKey("window") ? span(parts.get("window")) : Duration.ZERO;
    }

    /** The longest time from one run to the next, as far as one sees. */
    private static Duration pause(Rhythm rhythm) {
        Duration longest = Duration.ZERO;
        Instant time = rhythm.next(Instant.EPOCH);
        for (int i = 0; i < PAUSES_SEEN; i++) {
            Instant next = rhythm.next(time);
            Duration pause = Duration.between(time, next);
            longest = longest.compareTo(pause) < 0 ? pause : longest;
            time = next;
        }
        return longest;
    }

    /** Data that come late end an absence; so it is looked for when they should have come, and not before. */
    private List<Duration> looks(Map<String, YamlNode> parts, AlertCondition condition) {
        List<Duration> again = new ArrayList<>(LOOKS);
        if (parts.containsKey("look-again")) {
            again.clear();
            for (YamlNode item : parts.get("look-again").items()) {
                again.add(span(item));
            }
            if (again.size() > LOOKS_MAX) {
                throw parts.get("look-again")
                        .problem("more than " + LOOKS_MAX + " looks")
                        .advise("each asks the question once more in every run");
            }
        }
        if (condition.isAbsence()) {
            return List.of(again.stream().max(Duration::compareTo).orElse(Duration.ZERO));
        }
        Set<Duration> looks = new LinkedHashSet<>(List.of(Duration.ZERO));
        again.stream().sorted().forEach(looks::add);
        return List.copyOf(looks);
    }

    /** Rows without a key that are counted are one finding, which would otherwise be told once and never again. */
    private Optional<Duration> suppress(Map<String, YamlNode> parts, AlertCondition condition, Duration reach) {
        if (!parts.containsKey("suppress")) {
            boolean isWhole = condition.column().isEmpty() && !condition.isAnyRow() && !parts.containsKey("key");
            return isWhole ? Optional.of(reach) : Optional.empty();
        }
        Duration suppress = span(parts.get("suppress"));
        if (suppress.compareTo(reach) < 0) {
            throw parts.get("suppress")
                    .problem("the same events would be told again after " + DurationText.of(suppress)
                            + ": runs look back " + DurationText.of(reach))
                    .advise("write " + DurationText.of(reach) + " or more");
        }
        return Optional.of(suppress);
    }

    private AlertCondition condition(YamlNode node) {
        try {
            return AlertCondition.parse(node.text());
        } catch (IllegalArgumentException e) {
            throw node.problem("'" + node.text() + "' is no condition").advise("write " + AlertCondition.FORMS);
        }
    }

    private ReportPeriod period(YamlNode node) {
        try {
            return ReportPeriod.parse(node.text());
        } catch (IllegalArgumentException e) {
            throw node.problem("'" + node.text() + "' is no period").advise("write " + ReportPeriod.FORMS);
        }
    }

    private Duration span(YamlNode node) {
        try {
            return Setting.duration(node.text());
        } catch (IllegalArgumentException e) {
            throw node.problem("'" + node.text() + "' is no time span").advise("write one such as 5m, 24h or 7d");
        }
    }

    private CatchUp catchUp(Map<String, YamlNode> parts) {
        YamlNode node = parts.get("catch-up");
        return node == null
                ? CatchUp.ALL
                : CatchUp.find(node.text())
                        .orElseThrow(() ->
                                PackProblem.unknown(file, node.line(), "catch-up", node.text(), CatchUp.labels()));
    }

    private Severity severity(YamlNode node) {
        return Severity.find(node.text())
                .orElseThrow(() -> PackProblem.unknown(file, node.line(), "severity", node.text(), Severity.labels()));
    }

    private static boolean truth(YamlNode node) {
        return switch (node.text()) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default ->
                throw node.problem("'" + node.text() + "' is neither true nor false")
                        .advise("write true");
        };
    }

    private List<ReportPart> files(Map<String, YamlNode> parts, boolean isBundled) {
        if (!parts.containsKey("files")) {
            return isBundled
                    ? List.of(ReportPart.HTML, ReportPart.PDF, ReportPart.BUNDLE)
                    : List.of(ReportPart.HTML, ReportPart.PDF);
        }
        Set<ReportPart> files = new LinkedHashSet<>();
        for (YamlNode item : parts.get("files").items()) {
            ReportPart part = ReportPart.find(item.text())
                    .orElseThrow(() ->
                            PackProblem.unknown(file, item.line(), "kind of file", item.text(), ReportPart.labels()));
            if (part == ReportPart.BUNDLE && !isBundled) {
                throw item.problem("the report makes no bundle").advise("add 'bundle: true'");
            }
            files.add(part);
        }
        return List.copyOf(files);
    }

    private List<String> deliverTo(Map<String, YamlNode> parts) {
        return parts.containsKey("deliver") ? targets(parts.get("deliver")) : List.of();
    }

    private static List<String> columns(Map<String, YamlNode> parts, String key) {
        return parts.containsKey(key)
                ? parts.get(key).items().stream().map(YamlNode::text).toList()
                : List.of();
    }

    private static void placed(YamlNode node, String what, Runnable check) {
        try {
            check.run();
        } catch (EngineException e) {
            throw node.problem("'" + node.text() + "' is not " + what + ": " + e.getMessage())
                    .advise(e.hint().orElse("see report show"));
        }
    }
}
