/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.output.OutputFormat;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code \copy}. */
final class CopyCommand implements Command {
    private static final Pattern CALL = Pattern.compile(
            "(?is)(.+)\\s+TO\\s+('(?:[^']|'')*'|\\S+)\\s*(?:(?:WITH\\s*)?\\(\\s*(?:FORMAT\\s+)?(\\w+)\\s*\\))?");

    @Override
    public Description description() {
        return new Description(
                List.of("copy"),
                "(SQL)|TABLE TO 'FILE' [(FORMAT)]",
                "Writes the rows of a statement, or of a table, to a file, which is there when it is whole; the format is that of the file's"
                        + " name (csv, tsv, json, jsonl, md, html, arrow, parquet, xlsx) unless another is named. Behind .gz it is compressed.",
                Topic.OUTPUT,
                "\\copy (SELECT eventName, count(*) AS n FROM events GROUP BY 1) TO 'counts.parquet'");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        Matcher call = CALL.matcher(arguments);
        if (!call.matches()) {
            throw CommandTable.wrong(this, "what, and where TO?");
        }
        String what = call.group(1).strip();
        boolean isStatement = what.startsWith("(") && what.endsWith(")");
        Path file = path(SetCommand.bare(call.group(2)));
        console.copy(
                isStatement ? what.substring(1, what.length() - 1) : "SELECT * FROM " + what,
                format(call.group(3), file),
                file);
    }

    private Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw CommandTable.wrong(this, "'" + name + "' is no name of a file");
        }
    }

    private OutputFormat format(String labelOrNull, Path file) {
        if (labelOrNull != null) {
            return OutputFormat.find(labelOrNull)
                    .orElseThrow(() -> CommandTable.wrong(
                            this,
                            "there is no format '" + labelOrNull + "'; there are "
                                    + String.join(", ", OutputFormat.labels())));
        }
        return OutputFormat.ofFile(file.toString())
                .orElseThrow(() ->
                        CommandTable.wrong(this, "the name '" + file + "' tells no format; name one, such as (csv)"));
    }
}
