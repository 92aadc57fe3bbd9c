/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.Setting;
import dev.spoor.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code \set}: parameters of statements, and settings of the engine. */
final class SetCommand implements Command {
    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_$@]*";

    /** As psql has it among its settings. */
    private static final String PAGER = "pager";

    /** End of the names of settings that are folders. */
    private static final String PATH = ".path";

    @Override
    public Description description() {
        return new Description(
                List.of("set"),
                "[NAME VALUE]",
                "Gives the parameter :NAME of statements a value, or changes a setting of the engine, or pager to on or off; alone it lists the"
                        + " parameters.",
                Topic.QUERIES,
                "\\set principal alice");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        Map<String, String> variables = console.preferences().variables();
        if (arguments.isEmpty()) {
            if (variables.isEmpty()) {
                console.tell("No parameter has a value; \\set NAME VALUE gives it one.");
            }
            StringBuilder text = new StringBuilder();
            variables.forEach((name, value) ->
                    text.append(name).append(" = '").append(value).append("'\n"));
            console.print(text.toString());
            return;
        }
        String[] words = arguments.split("\\s+", 2);
        if (words.length < 2) {
            throw CommandTable.wrong(this, "'" + words[0] + "' needs a value");
        }
        if (words[0].equals(PAGER)) {
            new PagerCommand().run(bare(words[1]), console);
            return;
        }
        boolean isSetting =
                Settings.all().stream().anyMatch(setting -> setting.key().equals(words[0]));
        if (isSetting && words[0].endsWith(PATH)) {
            console.requireAccess();
        }
        if (isSetting) {
            console.door().set(words[0], bare(words[1]));
        } else if (words[0].matches(NAME)) {
            variables.put(words[0], bare(words[1]));
        } else {
            throw CommandTable.wrong(this, "'" + words[0] + "' is neither a setting nor a name");
        }
    }

    /** A value without the quotes around it; quotes that stand twice inside stand once. */
    static String bare(String value) {
        boolean isQuoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
        return isQuoted ? value.substring(1, value.length() - 1).replace("''", "'") : value;
    }

    @Override
    public List<String> candidates(Preferences preferences, List<String> tables) {
        return Settings.all().stream().map(Setting::key).toList();
    }
}
