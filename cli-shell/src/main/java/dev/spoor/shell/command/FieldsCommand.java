/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.error.NearestName;
import dev.spoor.shell.edit.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code \fields}: keys of maps, and fields of rows and of arrays of rows. */
final class FieldsCommand implements Command {
    private static final String COLUMN = "[\\p{L}_][\\p{L}\\p{N}_]*";

    private static final String COLUMNS = """
            SELECT column_name, data_type FROM sys.columns
            WHERE lower(CASE WHEN table_schema = '' THEN table_name ELSE table_schema || '.' || table_name END) = ?""";

    private static final String MAP = "map(";
    private static final String ARRAY = "array(";
    private static final String ROW = "row(";

    /** A place that may hold a value: how people write it, and its expression. */
    private record Place(String name, String sql, boolean isNested) {}

    @Override
    public Description description() {
        return new Description(
                List.of("fields"),
                "COLUMN [where CONDITION]",
                "Lists the keys that a column such as requestParameters really has, or the fields of one such as userIdentity that have values,"
                        + " with the share of its rows that have each, and an example.",
                Topic.LOOKING,
                "\\fields requestParameters where eventName = 'AssumeRole'");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        String[] words = arguments.split("\\s+", 2);
        if (!words[0].matches(COLUMN)) {
            throw CommandTable.wrong(this, "which column?");
        }
        TableCondition asked = TableCondition.parse(this, words.length > 1 ? words[1] : "");
        String column = "\"" + words[0] + "\"";
        String type = type(words[0], asked, console);
        String from = asked.table() + asked.where() + (asked.where().isEmpty() ? " WHERE " : " AND ") + column
                + " IS NOT NULL";
        if (type.startsWith(MAP)) {
            console.show("SELECT k AS \"key\", count(*) AS \"rows\", "
                    + percent("count(*)", "(SELECT count(*) FROM " + from + ")")
                    + ", min(v) AS example FROM (SELECT " + column + " AS m FROM " + from
                    + ") CROSS JOIN UNNEST(m) AS t(k, v) GROUP BY 1 ORDER BY 2 DESC, 1");
            return;
        }
        List<Place> places = new ArrayList<>();
        String rows;
        if (type.startsWith(ARRAY)) {
            String element = type.substring(ARRAY.length(), type.length() - 1);
            List<String> names = new ArrayList<>();
            for (RowType field : RowType.fields(element).values()) {
                names.add("e" + names.size());
                add(places, field.name(), names.get(names.size() - 1), field.type());
            }
            if (names.isEmpty()) {
                names.add("e0");
                add(places, "(element)", "e0", element);
            }
            rows = "(SELECT " + column + " AS m FROM " + from + ") CROSS JOIN UNNEST(m) AS t("
                    + String.join(", ", names) + ")";
        } else {
            add(places, type.startsWith(ROW) ? "" : words[0], "m", type);
            rows = "(SELECT " + column + " AS m FROM " + from + ")";
        }
        console.show(measured(places, rows));
    }

    private String type(String column, TableCondition asked, Console console) {
        List<List<String>> columns = console.rows(COLUMNS, asked.table().toLowerCase(Locale.ROOT));
        List<String> names = columns.stream().map(row -> row.get(0)).toList();
        return columns.stream()
                .filter(row -> row.get(0).equalsIgnoreCase(column))
                .findFirst()
                .orElseThrow(() -> CommandTable.wrong(
                        this,
                        "there is no column '" + column + "' in " + asked.table()
                                + NearestName.of(column, names)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("")))
                .get(1);
    }

    /** Adds a place, or those inside of it. */
    private static void add(List<Place> places, String name, String sql, String type) {
        if (!type.startsWith(ROW)) {
            places.add(new Place(name, sql, type.startsWith(MAP) || type.startsWith(ARRAY)));
            return;
        }
        for (RowType field : RowType.fields(type).values()) {
            String inner = name.isEmpty() ? field.name() : name + "." + field.name();
            add(places, inner, sql + ".\"" + field.name() + "\"", field.type());
        }
    }

    private static String percent(String part, String whole) {
        return "CAST(100.0 * " + part + " / " + whole + " AS DECIMAL(4, 1)) AS percent";
    }

    private static String measured(List<Place> places, String from) {
        List<String> measures = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            measures.add("count(" + place.sql() + ") AS c" + i);
            measures.add((place.isNested() ? "CAST(NULL AS VARCHAR)" : "CAST(min(" + place.sql() + ") AS VARCHAR)")
                    + " AS a" + i);
            names.add("'" + place.name().replace("'", "''") + "'");
            counts.add("c" + i);
            examples.add("a" + i);
        }
        return "SELECT \"key\", \"rows\", " + percent("\"rows\"", "n") + ", example FROM (SELECT count(*) AS n, "
                + String.join(", ", measures) + " FROM " + from + ") CROSS JOIN UNNEST(ARRAY["
                + String.join(", ", names)
                + "], ARRAY[" + String.join(", ", counts) + "], ARRAY[" + String.join(", ", examples)
                + "]) AS t(\"key\", \"rows\", example) WHERE \"rows\" > 0 ORDER BY 2 DESC, 1";
    }
}
