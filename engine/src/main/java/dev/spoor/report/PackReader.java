/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.error.EngineException;
import dev.spoor.report.ReportPack.Parameter;
import dev.spoor.report.ReportPack.Type;
import dev.spoor.sql.text.SqlFile;
import dev.spoor.sql.text.SqlFile.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a pack: a YAML file, whose {@code questions} are names of SQL files beside it, or of the {@code shared/} ones that come with
 * Spoor, or stand in it as a whole. Every error names file and line.
 */
final class PackReader {
    static final String FILE = "pack.yaml";
    private static final String SQL = ".sql";
    private static final List<String> KEYS =
            List.of("title", "text", "limits", "editions", "edition", "parameters", "questions");
    private static final List<String> PARAMETER_KEYS = List.of("type", "initial", "text");

    private final String name;
    private final String file;
    private final Function<String, Optional<String>> beside;
    private String title = "";
    private String text = "";
    private String limits = "";
    private List<String> editions = List.of();
    private Optional<String> edition = Optional.empty();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final List<Question> questions = new ArrayList<>();

    /**
     * @param name of the pack
     * @param file for messages
     * @param beside text of a file of that name next to it
     */
    PackReader(String name, String file, Function<String, Optional<String>> beside) {
        this.name = name;
        this.file = file;
        this.beside = beside;
    }

    /** Reads a pack; throws EngineException. */
    ReportPack read(String yaml) {
        YamlNode top = YamlNode.parse(file, yaml);
        Map<String, YamlNode> entries = top.entries(KEYS);
        for (String key : KEYS) {
            if (entries.containsKey(key)) {
                take(key, entries.get(key));
            }
        }
        if (title.isEmpty()) {
            throw top.problem("the pack has no title").advise("add a line 'title: ...'");
        }
        if (questions.isEmpty()) {
            throw top.problem("the pack asks nothing").advise("name its SQL files under 'questions:'");
        }
        if (edition.isEmpty() && !editions.isEmpty()) {
            edition = Optional.of(editions.get(editions.size() - 1));
        }
        checkIds();
        return new ReportPack(name, title, text, limits, editions, edition, parameters, questions);
    }

    private void take(String key, YamlNode value) {
        switch (key) {
            case "title" -> title = value.text();
            case "text" -> text = value.text();
            case "limits" -> limits = value.text();
            case "editions" ->
                editions = value.items().stream().map(YamlNode::text).toList();
            case "edition" -> {
                if (!editions.contains(value.text())) {
                    throw PackProblem.unknown(file, value.line(), "edition of the pack", value.text(), editions);
                }
                edition = Optional.of(value.text());
            }
            case "parameters" -> value.entries(null).forEach(this::takeParameter);
            default -> value.items().forEach(this::takeQuestion);
        }
    }

    private void takeParameter(String parameter, YamlNode value) {
        if (!parameter.matches("[a-z][a-z0-9_]{0,39}")
                || parameter.equals(ReportPack.SINCE)
                || parameter.equals(ReportPack.UNTIL)) {
            throw value.problem("'" + parameter + "' is no name for a parameter")
                    .advise("use small letters, digits and underlines; since and until are always there");
        }
        Map<String, YamlNode> parts = value.entries(PARAMETER_KEYS);
        String label = parts.containsKey("type") ? parts.get("type").text() : Type.TEXT.label();
        Type type = Type.find(label)
                .orElseThrow(() -> PackProblem.unknown(file, value.line(), "type of parameters", label, Type.labels()));
        parameters.put(
                parameter,
                new Parameter(
                        type,
                        parts.containsKey("initial") ? parts.get("initial").text() : "",
                        parts.containsKey("text") ? parts.get("text").text() : ""));
    }

    /** The name of a SQL file; a file and what this pack says otherwise; or a question with its SQL. */
    private void takeQuestion(YamlNode value) {
        if (value.isText()) {
            takeFile(value.text(), value, List.of());
            return;
        }
        List<Entry> head = new ArrayList<>();
        Optional<YamlNode> sql = Optional.empty();
        Optional<YamlNode> named = Optional.empty();
        for (Map.Entry<String, YamlNode> part : value.entries(null).entrySet()) {
            YamlNode content = part.getValue();
            switch (part.getKey()) {
                case "sql" -> sql = Optional.of(content);
                case "file" -> named = Optional.of(content);
                default -> head.add(new Entry(part.getKey(), content.text(), content.line()));
            }
        }
        if (named.isPresent() && sql.isPresent()) {
            throw value.problem("the question has both 'file' and 'sql'").advise("leave one of them out");
        }
        if (named.isPresent()) {
            takeFile(named.get().text(), named.get(), head);
            return;
        }
        questions.add(new QuestionReader(file, "", editions)
                .take(file, head)
                .read(value.line(), sql.map(YamlNode::text).orElse(""), parameters.keySet()));
    }

    private void takeFile(String named, YamlNode place, List<Entry> otherwise) {
        String sqlFile = named.endsWith(SQL) ? named : named + SQL;
        SqlFile parsed = SqlFile.parse(beside.apply(sqlFile)
                .orElseThrow(() -> place.problem("there is no file " + sqlFile + " beside the pack")
                        .advise("write it, or take it out of 'questions:'")));
        String address = file.endsWith(FILE) ? file.substring(0, file.length() - FILE.length()) + sqlFile : sqlFile;
        String id = sqlFile.substring(sqlFile.lastIndexOf('/') + 1, sqlFile.length() - SQL.length());
        questions.add(new QuestionReader(address, id, editions)
                .take(address, parsed.head())
                .take(file, otherwise)
                .read(1, parsed.sql(), parameters.keySet()));
    }

    private void checkIds() {
        Set<String> seen = new HashSet<>();
        for (Question question : questions) {
            if (!seen.add(question.id())) {
                EngineException twice =
                        PackProblem.at(question.origin(), 0, "a second question is called '" + question.id() + "'");
                throw twice.advise("give it an 'id' of its own");
            }
        }
    }
}
