/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.manual;

import dev.spoor.shell.command.Command;
import dev.spoor.shell.command.Command.Description;
import dev.spoor.shell.command.Command.Topic;
import dev.spoor.shell.command.CommandTable;
import dev.spoor.shell.manual.Usage.Option;
import java.util.List;
import java.util.Map;

/** The manual page of the program in groff's man macros (man(7)): {@code man spoor}. */
public final class ManualPage {
    private static final Map<String, String> FILES = Map.of(
            "$XDG_CONFIG_HOME/spoor/config",
            "Logs, lake, tables, settings and profiles that hold unless --config names another file.",
            "$XDG_STATE_HOME/spoor/history",
            "What was typed at the prompt, with time, duration and rows.",
            "$XDG_DATA_HOME/spoor/queries",
            "Queries that \\save kept.",
            "$XDG_CACHE_HOME/spoor",
            "What is remembered of log files, and classes for fast starts. May be deleted.");

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SPOOR_PASSWORD", "Password of --user.",
            "SPOOR_TLS_PASSWORD", "Password of the key store of spoor serve.",
            "SPOOR_JAVA_OPTS", "More options of the Java virtual machine, such as -Xmx4g.",
            "JAVA_HOME", "A JDK 17 or newer; without it the newest one found runs.",
            "NO_COLOR", "No colours at the prompt, whatever its value.",
            "VISUAL, EDITOR", "What \\e opens.");

    private ManualPage() {}

    /** The page's source. */
    public static String of(List<Usage> usages) {
        StringBuilder out = new StringBuilder(".\\\" generated from the program's own help\n");
        out.append(
                ".TH SPOOR 1 \"\" Spoor \"User Commands\"\n.SH NAME\nspoor \\- SQL over CloudTrail logs where they lie\n");
        out.append(".SH SYNOPSIS\n.nf\n");
        usages.forEach(
                usage -> usage.calls().forEach(call -> out.append(text(call)).append('\n')));
        out.append(".fi\n.SH DESCRIPTION\n");
        for (Usage usage : usages) {
            boolean isQuery = usage.word().equals(Usage.QUERY);
            if (!isQuery) {
                out.append(".SS \"").append("spoor ").append(usage.word()).append("\"\n");
            }
            usage.does()
                    .forEach(paragraph ->
                            out.append(".P\n").append(text(paragraph)).append('\n'));
            usage.options().forEach(option -> append(out, option));
            usage.last()
                    .forEach(paragraph ->
                            out.append(".P\n").append(text(paragraph)).append('\n'));
        }
        out.append(".SH COMMANDS OF THE PROMPT\n");
        for (Topic topic : Topic.values()) {
            out.append(".SS \"").append(topic.title()).append("\"\n");
            CommandTable.all().stream()
                    .map(Command::description)
                    .filter(what -> what.topic() == topic)
                    .forEach(what -> append(out, what));
        }
        append(out, "FILES", FILES);
        append(out, "ENVIRONMENT", ENVIRONMENT);
        return out.toString();
    }

    private static void append(StringBuilder out, Option option) {
        out.append(".TP\n.B ")
                .append(text(option.heading()))
                .append('\n')
                .append(text(option.text()))
                .append('\n');
    }

    private static void append(StringBuilder out, Description what) {
        String call = (CommandTable.MARK + what.name() + " " + what.arguments()).strip();
        out.append(".TP\n.B ")
                .append(text(call))
                .append('\n')
                .append(text(what.sentence()))
                .append('\n');
    }

    private static void append(StringBuilder out, String section, Map<String, String> entries) {
        out.append(".SH ").append(section).append('\n');
        entries.keySet().stream().sorted().forEach(key -> out.append(".TP\n.I ")
                .append(text(key))
                .append('\n')
                .append(text(entries.get(key)))
                .append('\n'));
    }

    /** Escaped: backslashes and hyphens stand for themselves, and no line begins like a request. */
    private static String text(String plain) {
        String escaped = plain.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("\"", "\\(dq");
        return escaped.startsWith(".") || escaped.isEmpty() ? "\\&" + escaped : escaped;
    }
}
