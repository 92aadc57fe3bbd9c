/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All commands, in the order of the manual. */
public final class CommandTable {
    /** What every command begins with. */
    public static final String MARK = "\\";

    private static final List<Command> ALL = List.of(
            new HelpCommand(),
            new QuitCommand(),
            new ConnectionCommand(),
            new ConnectCommand(),
            new SetCommand(),
            new UnsetCommand(),
            new EditCommand(),
            new AgainCommand(false),
            new AgainCommand(true),
            new HistoryCommand(),
            new IncludeCommand(),
            new QueriesCommand(),
            new RunCommand(),
            new SaveCommand(),
            new ExplainCommand(),
            new WatchCommand(),
            new TablesCommand(),
            new DescribeCommand(),
            new FunctionsCommand(),
            new SampleCommand(),
            new SummaryCommand(),
            new FieldsCommand(),
            new ChartCommand(),
            new TimelineCommand(),
            new SessionCommand(),
            new WhoCommand(),
            new FormatCommand(),
            new TimingCommand(),
            new PagerCommand(),
            new OutputCommand(),
            new OnceCommand(),
            new CopyCommand(),
            new ExportCommand());

    private CommandTable() {}

    /** Every command. */
    public static List<Command> all() {
        return ALL;
    }

    /** Whether a line is a command and no SQL. */
    public static boolean isCommand(String line) {
        String word = line.strip().replace(";", "").toLowerCase(Locale.ROOT);
        return word.startsWith(MARK) || word.matches("help|\\?|quit|exit");
    }

    /** The command of this name, with or without its backslash. */
    public static Optional<Command> find(String name) {
        String bare = name.startsWith(MARK) ? name.substring(MARK.length()) : name;
        return ALL.stream()
                .filter(command -> command.description().names().contains(bare))
                .findFirst();
    }

    /** Runs a line that {@link #isCommand}; throws EngineException for a name that is none. */
    public static void run(String line, Console console) throws IOException {
        String text = line.strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        String name = text.substring(0, end);
        Optional<Command> command = find(name);
        if (command.isEmpty()) {
            throw unknown(name);
        }
        command.get().run(text.substring(end).strip(), console);
    }

    private static EngineException unknown(String name) {
        List<String> names = ALL.stream()
                .flatMap(command -> command.description().names().stream())
                .map(known -> MARK + known)
                .toList();
        String advice = NearestName.of(name, names)
                .map(near -> "did you mean " + near + "? ")
                .orElse("");
        return new EngineException(ErrorCode.INVALID_ARGUMENT, "there is no command " + name)
                .advise(advice + "\\? lists them");
    }

    /** A refusal of arguments. */
    static EngineException wrong(Command command, String problem) {
        Command.Description what = command.description();
        return new EngineException(ErrorCode.INVALID_ARGUMENT, MARK + what.name() + ": " + problem)
                .advise("write " + MARK + what.name() + " " + what.arguments());
    }
}
