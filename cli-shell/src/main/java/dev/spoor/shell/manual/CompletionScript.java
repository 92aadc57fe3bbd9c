/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.manual;

import dev.spoor.Setting;
import dev.spoor.Settings;
import dev.spoor.output.OutputFormat;
import dev.spoor.shell.manual.Usage.Name;
import dev.spoor.shell.manual.Usage.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scripts that let bash, zsh and fish complete the program's words. Nothing of the program runs while somebody types. */
public enum CompletionScript {
    BASH {
        @Override
        public String of(List<Usage> usages) {
            StringBuilder out = new StringBuilder("""
                    # completion of spoor for bash: eval "$(spoor completion bash)"
                    _spoor() {
                        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
                        nospace() { if [[ ${COMPREPLY[0]-} == *= ]]; then compopt -o nospace; fi; }
                        COMPREPLY=()
                        if [[ $cur == = ]]; then cur=; elif [[ $prev == = && COMP_CWORD -gt 1 ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
                        if ((COMP_CWORD == 1)) && [[ $cur != -* ]]; then
                    """);
            out.append("        COMPREPLY=($(compgen -W '")
                    .append(words(usages))
                    .append("' -- \"$cur\"))\n        return\n    fi\n");
            out.append("    case $command in ")
                    .append(words(usages).replace(" ", " | "))
                    .append(") ;; *) command=query ;; esac\n");
            out.append("    case \"$command $prev\" in\n");
            byValues(usages).forEach((values, places) -> {
                String give = values.isFile()
                        ? "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\")); "
                        : values.words().isEmpty()
                                ? ""
                                : "COMPREPLY=($(compgen -W '" + String.join(" ", values.words())
                                        + "' -- \"$cur\")); nospace; ";
                out.append("        ")
                        .append(String.join(" | ", places))
                        .append(") ")
                        .append(give)
                        .append("return ;;\n");
            });
            out.append("    esac\n    local options\n    case $command in\n");
            for (Usage usage : usages) {
                out.append("        ").append(usage.word()).append(") options='");
                out.append(String.join(" ", names(usage)));
                out.append(usage.verbs().isEmpty() ? "" : " " + String.join(" ", usage.verbs()))
                        .append("' ;;\n");
            }
            return out.append("""
                        esac
                        COMPREPLY=($(compgen -W "$options" -- "$cur"))
                    }
                    complete -o default -F _spoor spoor
                    """).toString();
        }
    },
    ZSH {
        @Override
        public String of(List<Usage> usages) {
            StringBuilder out = new StringBuilder("""
                    #compdef spoor
                    # completion of spoor for zsh: source <(spoor completion zsh), or as _spoor in a folder of fpath
                    _spoor() {
                        local command=$words[2] prev=$words[CURRENT-1]
                        local -a all
                        if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then
                            all=(
                    """);
            for (Usage usage : commands(usages)) {
                out.append("            ")
                        .append(quoted(usage.word() + ":" + usage.sentence()))
                        .append('\n');
            }
            out.append("        )\n        _describe command all\n        return\n    fi\n");
            out.append("    case $command in ")
                    .append(words(usages).replace(" ", "|"))
                    .append(") ;; *) command=query ;; esac\n");
            out.append("    case \"$command $prev\" in\n");
            byValues(usages).forEach((values, places) -> {
                String give = values.isFile()
                        ? "_files"
                        : values.words().isEmpty()
                                ? "_message value"
                                : "compadd -S '' -- " + String.join(" ", values.words());
                out.append("        ")
                        .append(String.join("|", places))
                        .append(") ")
                        .append(give)
                        .append("; return ;;\n");
            });
            out.append("    esac\n    case $command in\n");
            for (Usage usage : usages) {
                out.append("        ").append(usage.word()).append(") all=(\n");
                for (String verb : usage.verbs()) {
                    out.append("            ").append(quoted(verb)).append('\n');
                }
                for (Option option : usage.options()) {
                    for (Name name : option.names()) {
                        out.append("            ")
                                .append(quoted(name.name() + ":" + brief(option)))
                                .append('\n');
                    }
                }
                out.append("        ) ;;\n");
            }
            return out.append("""
                        esac
                        _describe option all
                    }
                    if [ "$funcstack[1]" = _spoor ]; then _spoor; else compdef _spoor spoor; fi
                    """).toString();
        }
    },
    FISH {
        @Override
        public String of(List<Usage> usages) {
            StringBuilder out = new StringBuilder("# completion of spoor for fish: spoor completion fish | source\n");
            out.append("complete -c spoor -f\n");
            for (Usage usage : commands(usages)) {
                out.append("complete -c spoor -n __fish_use_subcommand -a ").append(usage.word());
                out.append(" -d ").append(quoted(usage.sentence())).append('\n');
            }
            for (Usage usage : usages) {
                boolean isQuery = usage.word().equals(Usage.QUERY);
                String when = quoted((isQuery ? "not " : "") + "__fish_seen_subcommand_from "
                        + (isQuery ? words(usages) : usage.word()));
                for (String verb : usage.verbs()) {
                    out.append("complete -c spoor -n ")
                            .append(when)
                            .append(" -a ")
                            .append(verb)
                            .append('\n');
                }
                for (Option option : usage.options()) {
                    for (Name name : option.names()) {
                        append(out, when, name, brief(option));
                    }
                }
            }
            return out.toString();
        }

        private void append(StringBuilder out, String when, Name name, String text) {
            out.append("complete -c spoor -n ").append(when);
            out.append(name.name().startsWith("--") ? " -l " : " -s ")
                    .append(name.name().replaceFirst("^--?", ""));
            if (!name.argument().isEmpty()) {
                Values values = Values.of(name.argument());
                out.append(values.isFile() ? " -r -F" : " -x");
                out.append(values.words().isEmpty() ? "" : " -a " + quoted(String.join(" ", values.words())));
            }
            out.append(" -d ").append(quoted(text)).append('\n');
        }
    };

    private static final int BRIEF_MAX = 60;

    /** The script, to be read by the shell. */
    public abstract String of(List<Usage> usages);

    /**
     * What an option's value may be.
     *
     * @param isFile a file or folder
     * @param words those to choose from; empty when nothing is known
     */
    private record Values(boolean isFile, List<String> words) {
        private static final List<String> FILES = List.of("PATH", "FILE", "DIR", "FILE|-");

        static Values of(String placeholder) {
            if (FILES.contains(placeholder)) {
                return new Values(true, List.of());
            }
            List<String> words =
                    switch (placeholder) {
                        case "FORMAT" -> OutputFormat.labels();
                        case "KEY=VALUE" ->
                            Settings.all().stream()
                                    .map(Setting::key)
                                    .map(key -> key + "=")
                                    .toList();
                        case "SEVERITY" -> List.of("low", "medium", "high", "critical");
                        default ->
                            placeholder.matches("[a-z]+(\\|[a-z]+)+") ? List.of(placeholder.split("\\|")) : List.of();
                    };
            return new Values(false, words);
        }
    }

    private static List<Usage> commands(List<Usage> usages) {
        return usages.stream()
                .filter(usage -> !usage.word().equals(Usage.QUERY))
                .toList();
    }

    /** Every command's word. */
    private static String words(List<Usage> usages) {
        return String.join(" ", commands(usages).stream().map(Usage::word).toList());
    }

    private static List<String> names(Usage usage) {
        List<String> names = new ArrayList<>();
        usage.options().forEach(option -> option.names().forEach(name -> names.add(name.name())));
        return names;
    }

    /** Of each kind of values, where they may stand: {@code 'compact --logs'}, in quotes. */
    private static Map<Values, List<String>> byValues(List<Usage> usages) {
        Map<Values, List<String>> places = new LinkedHashMap<>();
        for (Usage usage : usages) {
            for (Option option : usage.options()) {
                for (Name name : option.names()) {
                    if (!name.argument().isEmpty()) {
                        places.computeIfAbsent(Values.of(name.argument()), values -> new ArrayList<>())
                                .add("'" + usage.word() + " " + name.name() + "'");
                    }
                }
            }
        }
        return places;
    }

    /** The beginning of what an option is for. */
    private static String brief(Option option) {
        String text = option.text().split("[;:(]")[0].strip();
        return text.length() <= BRIEF_MAX ? text : text.substring(0, text.lastIndexOf(' ', BRIEF_MAX)) + " ...";
    }

    /** In single quotes, as all three shells read them. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "’") + "'";
    }
}
