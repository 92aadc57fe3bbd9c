/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.display;

import dev.spoor.shell.display.BarChart.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What EXPLAIN says about the files of each scan, as bars that become shorter; below it the plan. */
public final class Funnel {
    private static final Pattern SCAN = Pattern.compile("\\s*(?:-> )?Scan (\\S+) .*");
    private static final Pattern TOTAL = Pattern.compile("\\s*files total: (\\d+) \\((\\d+) bytes\\)");
    private static final Pattern STEP = Pattern.compile("\\s*after (.+): (\\d+)");
    private static final Pattern READ = Pattern.compile("\\s*files to read: (\\d+) \\((\\d+) bytes\\)");

    private Funnel() {}

    /** Lines with a line break each. What is no part of a funnel stays as it is. */
    public static String draw(List<String> explained, int widthMax) {
        StringBuilder pictures = new StringBuilder();
        StringBuilder plan = new StringBuilder();
        List<Bar> bars = new ArrayList<>();
        String table = "";
        long files = 0;
        long bytes = 0;
        for (String line : explained) {
            Matcher scan = SCAN.matcher(line);
            Matcher total = TOTAL.matcher(line);
            Matcher step = STEP.matcher(line);
            Matcher read = READ.matcher(line);
            if (total.matches()) {
                files = Long.parseLong(total.group(1));
                bytes = Long.parseLong(total.group(2));
                bars.add(new Bar("all files", files));
            } else if (step.matches() && !bars.isEmpty()) {
                bars.add(new Bar("after " + step.group(1), Long.parseLong(step.group(2))));
            } else if (read.matches() && !bars.isEmpty()) {
                pictures.append("To read of ")
                        .append(table)
                        .append(": ")
                        .append(NumberText.of(Long.parseLong(read.group(1))));
                pictures.append(" of ").append(NumberText.of(files)).append(" files, ");
                pictures.append(NumberText.bytes(Long.parseLong(read.group(2))))
                        .append(" of ")
                        .append(NumberText.bytes(bytes));
                pictures.append('\n').append(BarChart.draw(bars, widthMax)).append('\n');
                bars.clear();
            } else {
                table = scan.matches() ? scan.group(1) : table;
                plan.append(line).append('\n');
            }
        }
        return pictures.append(plan).toString();
    }
}
