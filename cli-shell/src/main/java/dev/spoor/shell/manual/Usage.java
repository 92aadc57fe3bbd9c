/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One command of the program as its usage text tells it: {@code usage:} and how it is called, a blank line, what it does, options
 * (two blanks, {@code --name ARGUMENT}, two blanks or more, what it is for, which may go on in lines that are indented further), and
 * at the end lines such as {@code exit codes: ...}.
 *
 * @param word the command; {@code query} for none
 * @param text as it is shown
 * @param calls the ways to call it, each on one line
 * @param does paragraphs, each on one line
 * @param options in order
 * @param last what stands below the options, each paragraph on one line
 */
public record Usage(
        String word, String text, List<String> calls, List<String> does, List<Option> options, List<String> last) {
    /** What the command without a word is called. */
    public static final String QUERY = "query";

    private static final String BEGIN = "usage: ";
    private static final Pattern OPTION = Pattern.compile("^ {2}(-\\S.*?)(?: {2,}(\\S.*))?$");
    private static final Pattern NAME = Pattern.compile("(--?[a-z][a-z-]*)(?:[ =]((?!-)[^, ]+))?");

    /**
     * One line of options.
     *
     * @param heading as it is written: {@code --since, --until} or {@code -f FILE|-}
     * @param names each with its argument
     * @param text what they are for, on one line; may be empty
     */
    public record Option(String heading, List<Name> names, String text) {}

    /** @param argument its placeholder; empty for an option that takes none */
    public record Name(String name, String argument) {}

    /** Reads a text; throws IllegalArgumentException if it is none. */
    public static Usage of(String word, String text) {
        if (!text.startsWith(BEGIN)) {
            throw new IllegalArgumentException("the usage of " + word + " begins otherwise");
        }
        List<List<String>> paragraphs = paragraphs(text.substring(BEGIN.length()));
        List<String> does = new ArrayList<>();
        List<Option> options = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (List<String> paragraph : paragraphs.subList(1, paragraphs.size())) {
            if (paragraph.get(0).startsWith("  ")) {
                options.addAll(options(paragraph));
            } else if (options.isEmpty()) {
                does.add(String.join(" ", paragraph));
            } else {
                last.add(String.join(" ", paragraph));
            }
        }
        return new Usage(word, text, calls(paragraphs.get(0)), does, options, last);
    }

    /** What may stand behind the word: add, list ... */
    public List<String> verbs() {
        List<String> verbs = new ArrayList<>();
        for (String call : calls) {
            String[] words = call.split(" ");
            if (!word.equals(QUERY) && words.length > 2 && words[2].matches("[a-z]+(\\|[a-z]+)*")) {
                Arrays.stream(words[2].split("\\|"))
                        .filter(each -> !verbs.contains(each))
                        .forEach(verbs::add);
            }
        }
        return verbs;
    }

    /** The first sentence of what it does. */
    public String sentence() {
        String first = does.isEmpty() ? "" : does.get(0);
        int end = first.indexOf(". ");
        return end < 0 ? first : first.substring(0, end + 1);
    }

    private static List<List<String>> paragraphs(String text) {
        List<List<String>> paragraphs = new ArrayList<>();
        for (String paragraph : text.split("\n\\s*\n")) {
            paragraphs.add(paragraph.lines().toList());
        }
        return paragraphs;
    }

    /** A line that is indented further than the first goes on with the call above it. */
    private static List<String> calls(List<String> lines) {
        List<String> calls = new ArrayList<>();
        for (String line : lines) {
            String call = line.strip();
            if (call.startsWith("spoor")) {
                calls.add(call);
            } else {
                calls.set(calls.size() - 1, calls.get(calls.size() - 1) + " " + call);
            }
        }
        return calls;
    }

    private static List<Option> options(List<String> lines) {
        List<Option> options = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = OPTION.matcher(line);
            if (matcher.matches()) {
                String text = matcher.group(2) == null ? "" : matcher.group(2);
                options.add(new Option(matcher.group(1), names(matcher.group(1)), text));
            } else {
                Option open = options.remove(options.size() - 1);
                options.add(new Option(open.heading(), open.names(), (open.text() + " " + line.strip()).strip()));
            }
        }
        return options;
    }

    private static List<Name> names(String heading) {
        List<Name> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(heading);
        while (matcher.find()) {
            names.add(new Name(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)));
        }
        // several names with one argument behind the last
        boolean isShared = heading.contains(", ")
                && !names.get(names.size() - 1).argument().isEmpty();
        String shared = names.get(names.size() - 1).argument();
        return isShared
                ? names.stream()
                        .map(name -> name.argument().isEmpty() ? new Name(name.name(), shared) : name)
                        .toList()
                : List.copyOf(names);
    }
}
