/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

/**
 * Arguments that name rows: {@code [TABLE] [where CONDITION]}.
 *
 * @param table as SQL
 * @param where empty, or a WHERE clause with a blank before it
 */
record TableCondition(String table, String where) {
    private static final String TABLE = "[\\p{L}_\"$][^\\s';]*";

    static TableCondition parse(Command command, String arguments) {
        String text = arguments.strip();
        String table = "events";
        if (!text.isEmpty() && !startsWithWhere(text)) {
            String[] words = text.split("\\s+", 2);
            table = words[0];
            text = words.length > 1 ? words[1] : "";
            if (!table.matches(TABLE)) {
                throw CommandTable.wrong(command, "'" + table + "' is no table");
            }
        }
        if (text.isEmpty()) {
            return new TableCondition(table, "");
        }
        if (!startsWithWhere(text)) {
            throw CommandTable.wrong(command, "'" + text + "' does not begin with where");
        }
        return new TableCondition(
                table, " WHERE (" + text.substring("where ".length()).strip() + ")");
    }

    private static boolean startsWithWhere(String text) {
        return text.regionMatches(true, 0, "where ", 0, "where ".length());
    }
}
