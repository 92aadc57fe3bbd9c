/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.shell.display.BarChart;
import dev.spoor.shell.display.HeatMap;
import dev.spoor.shell.display.LineChart;
import dev.spoor.shell.door.Door;
import dev.spoor.sql.text.NamedParameters;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code \chart}. */
final class ChartCommand implements Command {
    private static final int BARS_MAX = 60;
    private static final int BARS_OF_TIMES_MAX = 24;
    private static final int HOURS_OF_DAY = 24;
    private static final Pattern HOURS = Pattern.compile("hours(\\s.*)?", Pattern.DOTALL);
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d.*";

    @Override
    public Description description() {
        return new Description(
                List.of("chart"),
                "[SQL|hours [where CONDITION]]",
                "Draws the last result, or that of the statement given: a label and a number as bars, many times and a number as a line, two"
                        + " labels and a number as a heat map. The word hours draws when events happened, by weekday and hour of the day.",
                Topic.SEEING,
                "\\chart SELECT hour(eventTime), count(*) FROM events GROUP BY 1 ORDER BY 1");
    }

    @Override
    public void run(String arguments, Console console) throws IOException {
        if (HOURS.matcher(arguments).matches()) {
            hours(arguments.substring("hours".length()), console);
            return;
        }
        List<List<String>> rows = rows(arguments, console);
        if (rows.isEmpty()) {
            console.tell("There are no rows to draw.");
            return;
        }
        console.print(
                switch (rows.get(0).size()) {
                    case 2 ->
                        rows.size() > BARS_OF_TIMES_MAX && isTime(rows.get(0).get(0))
                                ? line(rows, console)
                                : bars(rows, console);
                    case 3 -> heatMap(rows, console);
                    default ->
                        throw CommandTable.wrong(
                                this,
                                "a chart needs two columns, a label and a number, or three, two labels and a number; there are "
                                        + rows.get(0).size());
                });
    }

    private List<List<String>> rows(String arguments, Console console) {
        if (arguments.isEmpty() && console.hasLastResult()) {
            return console.rows("SELECT * FROM " + Door.LAST_RESULT);
        }
        String sql = arguments.isEmpty()
                ? console.lastStatement().orElseThrow(() -> CommandTable.wrong(this, "no statement was run yet"))
                : arguments;
        NamedParameters bound = NamedParameters.bind(sql, console.preferences().variables());
        return console.rows(bound.sql(), bound.values().toArray(new String[0]));
    }

    private void hours(String condition, Console console) throws IOException {
        TableCondition asked = TableCondition.parse(this, condition);
        Map<List<Integer>, Double> counts = new HashMap<>();
        for (List<String> row : console.rows("SELECT day_of_week(eventTime), hour(eventTime), count(*) FROM "
                + asked.table() + asked.where() + " GROUP BY 1, 2")) {
            if (row.get(0) != null) {
                counts.put(List.of(Integer.parseInt(row.get(0)), Integer.parseInt(row.get(1))), number(row.get(2)));
            }
        }
        List<HeatMap.Cell> cells = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int hour = 0; hour < HOURS_OF_DAY; hour++) {
                double count = counts.getOrDefault(List.of(day.getValue(), hour), 0.0);
                String name = day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
                cells.add(new HeatMap.Cell(name, Integer.toString(hour), count));
            }
        }
        console.print("UTC\n" + HeatMap.draw(cells, console.width()));
    }

    private static boolean isTime(String text) {
        return text != null && text.matches(TIME);
    }

    private String line(List<List<String>> rows, Console console) {
        List<LineChart.Point> points = new ArrayList<>();
        for (List<String> row : rows) {
            if (row.get(1) != null && row.get(0) != null) {
                points.add(new LineChart.Point(row.get(0).replaceAll("(:00)?\\.0+$", ""), number(row.get(1))));
            }
        }
        return points.isEmpty() ? "" : LineChart.draw(points, console.width());
    }

    private String bars(List<List<String>> rows, Console console) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (List<String> row : rows.subList(0, Math.min(rows.size(), BARS_MAX))) {
            bars.add(new BarChart.Bar(label(row.get(0), console), row.get(1) == null ? 0 : number(row.get(1))));
        }
        String left = rows.size() > BARS_MAX ? (rows.size() - BARS_MAX) + " more rows are not drawn\n" : "";
        return BarChart.draw(bars, console.width()) + left;
    }

    private String heatMap(List<List<String>> rows, Console console) {
        List<HeatMap.Cell> cells = new ArrayList<>();
        for (List<String> row : rows) {
            double value = row.get(2) == null ? 0 : number(row.get(2));
            cells.add(new HeatMap.Cell(label(row.get(0), console), label(row.get(1), console), value));
        }
        return HeatMap.draw(cells, console.width());
    }

    private static String label(String text, Console console) {
        return text == null ? "NULL" : console.visible(text);
    }

    private double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw CommandTable.wrong(this, "the last column must be a number, not '" + text + "'");
        }
    }
}
