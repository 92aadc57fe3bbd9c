/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import dev.spoor.shell.command.Command;
import dev.spoor.shell.command.CommandTable;
import dev.spoor.shell.command.Preferences;
import dev.spoor.shell.edit.Vocabulary.ColumnName;
import dev.spoor.shell.edit.Vocabulary.FunctionName;
import dev.spoor.shell.edit.Vocabulary.ValueName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * What Tab offers: at most {@link #CANDIDATES_MAX}, those first that begin with what was typed. Works on what is in memory and never
 * waits for a query.
 */
public final class StatementCompleter implements Completer {
    /** Longer lists hide what is wanted. */
    static final int CANDIDATES_MAX = 20;

    private static final String SERVICE = "eventSource";

    /** So many services may have an action of one name before others are crowded out. */
    private static final int SAME_TEXTS_MAX = 8;

    private static final String TYPES_WITH_FIELDS = "ROW(";

    private final Supplier<Vocabulary> vocabulary;
    private final Preferences preferences;

    /** @param preferences from which commands offer candidates for their arguments */
    public StatementCompleter(Supplier<Vocabulary> vocabulary, Preferences preferences) {
        this.vocabulary = vocabulary;
        this.preferences = preferences;
    }

    /**
     * Something that may be inserted.
     *
     * @param text in place of the word
     * @param note what it is, beside it
     * @param suffix inserted behind it
     */
    record Proposal(String text, String note, String suffix) {}

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        int rank = 0;
        for (Proposal each : propose(line.line(), line.cursor())) {
            candidates.add(new Candidate(
                    each.text() + each.suffix(),
                    each.text(),
                    null,
                    each.note().isEmpty() ? null : each.note(),
                    null,
                    null,
                    false,
                    rank++));
        }
    }

    /** In the order in which they are offered. */
    List<Proposal> propose(String line, int cursor) {
        CompletionPlace place = CompletionPlace.of(line, cursor);
        Vocabulary known = vocabulary.get();
        List<Proposal> all =
                switch (place.kind()) {
                    case COMMAND -> commands();
                    case ARGUMENT -> arguments(line);
                    case TABLE -> tables(known);
                    case EXPRESSION -> expressions(known, place);
                    case FIELD -> fields(known, place);
                    case VALUE -> values(known, place, CompletionPlace.comparedTexts(line, SERVICE));
                    case NOTHING -> List.of();
                };
        return best(all, place.word());
    }

    /** Those that begin with the word, then those that contain it; each text once. */
    private static List<Proposal> best(List<Proposal> all, String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        Map<String, Proposal> found = new LinkedHashMap<>();
        for (Proposal each : all) {
            if (each.text().toLowerCase(Locale.ROOT).startsWith(wanted)) {
                found.putIfAbsent(each.text(), each);
            }
        }
        for (Proposal each : all) {
            if (each.text().toLowerCase(Locale.ROOT).contains(wanted)) {
                found.putIfAbsent(each.text(), each);
            }
        }
        return found.values().stream().limit(CANDIDATES_MAX).toList();
    }

    private static List<Proposal> commands() {
        return CommandTable.all().stream()
                .map(Command::description)
                .map(what -> new Proposal(CommandTable.MARK + what.name(), what.sentence(), " "))
                .toList();
    }

    private List<Proposal> arguments(String line) {
        String name = line.split("\\s", 2)[0];
        Optional<Command> command = CommandTable.find(name);
        return command
                .map(found -> found.candidates(preferences, vocabulary.get().tables()))
                .orElse(List.of())
                .stream()
                .map(text -> new Proposal(text, "", " "))
                .toList();
    }

    private static List<Proposal> tables(Vocabulary known) {
        return known.tables().stream()
                .map(table -> new Proposal(table, "table", ""))
                .toList();
    }

    /** Where a keyword must come next, those of the place are first; else names are. */
    private static List<Proposal> expressions(Vocabulary known, CompletionPlace place) {
        List<Proposal> next = Keywords.next(place.clause()).stream()
                .map(word -> new Proposal(word, "", " "))
                .toList();
        boolean isBegin = place.clause().isEmpty() && !place.isBehindOperand();
        List<Proposal> all = new ArrayList<>(isBegin || place.isBehindOperand() ? next : List.of());
        // before FROM is typed, the columns of events are what most people mean
        List<String> from = place.tables().isEmpty() ? List.of("events") : place.tables();
        for (ColumnName column : known.columns()) {
            if (from.stream().anyMatch(column.table()::equalsIgnoreCase)) {
                all.add(new Proposal(column.name(), brief(column.type()), ""));
            }
        }
        all.addAll(next);
        for (FunctionName function : known.functions()) {
            all.add(new Proposal(function.name(), "(" + function.arguments() + ")", "("));
        }
        Keywords.ALL.forEach(word -> all.add(new Proposal(word, "", " ")));
        return all;
    }

    private static List<Proposal> fields(Vocabulary known, CompletionPlace place) {
        List<Proposal> all = new ArrayList<>();
        for (ColumnName column : known.columns()) {
            if (column.table().equalsIgnoreCase(place.column())) {
                all.add(new Proposal(column.name(), brief(column.type()), ""));
            }
        }
        known.tables().stream()
                .filter(table ->
                        table.toLowerCase(Locale.ROOT).startsWith(place.column().toLowerCase(Locale.ROOT) + "."))
                .forEach(table ->
                        all.add(new Proposal(table.substring(place.column().length() + 1), "table", "")));
        List<String> from = place.tables().isEmpty() ? List.of("events") : place.tables();
        String[] steps = place.column().split("\\.");
        for (ColumnName column : known.columns()) {
            if (from.stream().anyMatch(column.table()::equalsIgnoreCase)
                    && column.name().equalsIgnoreCase(steps[0])) {
                String type = column.type();
                for (int i = 1; i < steps.length; i++) {
                    type = RowType.fields(type)
                            .getOrDefault(steps[i].toLowerCase(Locale.ROOT), new RowType("", ""))
                            .type();
                }
                RowType.fields(type)
                        .values()
                        .forEach(field -> all.add(new Proposal(field.name(), brief(field.type()), "")));
            }
        }
        return all;
    }

    /**
     * The best values for a word: as they are very many, only those become proposals.
     *
     * @param services that the statement asks for: what they have comes first
     */
    private static List<Proposal> values(Vocabulary known, CompletionPlace place, List<String> services) {
        String word = place.word().toLowerCase(Locale.ROOT);
        List<List<Proposal>> ranks =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (ValueName value : known.valuesOf(place.column())) {
            int at = value.lower().indexOf(word);
            if (at < 0) {
                continue;
            }
            boolean isWanted = value.serviceOrNull() == null || services.contains(value.serviceOrNull());
            List<Proposal> rank = ranks.get((at == 0 ? 0 : 2) + (isWanted ? 0 : 1));
            if (rank.size() < SAME_TEXTS_MAX * CANDIDATES_MAX) {
                rank.add(new Proposal(value.text(), note(value), "'"));
            }
        }
        return ranks.stream().flatMap(List::stream).toList();
    }

    private static String note(ValueName value) {
        String service = value.serviceOrNull() == null ? "" : value.serviceOrNull() + ", ";
        return service + (value.files() > 0 ? counted(value.files(), "file") : counted(value.records(), "record"));
    }

    private static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private static String brief(String type) {
        return type.startsWith(TYPES_WITH_FIELDS) ? "ROW" : type;
    }
}
