/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.display;

import dev.spoor.shell.display.BarChart.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What EXPLAIN says about the files of each scan, and about the row groups and rows in them, as bars that become shorter; below it the
 * plan. One use.
 */
public final class Funnel {
    private static final Pattern SCAN = Pattern.compile("\\s*(?:-> )?Scan (\\S+) .*");
    private static final Pattern TOTAL = Pattern.compile("\\s*files total: (\\d+) \\((\\d+) bytes\\)");
    private static final Pattern STEP = Pattern.compile("\\s*after (.+): (\\d+)");
    private static final Pattern READ = Pattern.compile("\\s*files to read: (\\d+) \\((\\d+) bytes\\)");
    private static final Pattern STAGE = Pattern.compile("\\s*(row groups|rows), (.+): (\\d+)");

    private final int widthMax;
    private final StringBuilder pictures = new StringBuilder();
    private final StringBuilder plan = new StringBuilder();
    private final List<Bar> bars = new ArrayList<>();
    private String table = "";
    private String unit = "";
    private long files;
    private long bytes;

    private Funnel(int widthMax) {
        this.widthMax = widthMax;
    }

    /** Lines with a line break each. What is no part of a funnel stays as it is. */
    public static String draw(List<String> explained, int widthMax) {
        Funnel funnel = new Funnel(widthMax);
        for (String line : explained) {
            Matcher stage = STAGE.matcher(line);
            boolean isStage = stage.matches();
            if (!isStage || !stage.group(1).equals(funnel.unit)) {
                funnel.endUnit();
            }
            if (isStage) {
                funnel.unit = stage.group(1);
                funnel.bars.add(new Bar(stage.group(2), Long.parseLong(stage.group(3))));
            } else if (!funnel.takeFiles(line)) {
                Matcher scan = SCAN.matcher(line);
                funnel.table = scan.matches() ? scan.group(1) : funnel.table;
                funnel.plan.append(line).append('\n');
            }
        }
        funnel.endUnit();
        return funnel.pictures.append(funnel.plan).toString();
    }

    /** Whether the line is about files. */
    private boolean takeFiles(String line) {
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
            drawBars();
        } else {
            return false;
        }
        return true;
    }

    private void endUnit() {
        if (!unit.isEmpty()) {
            String heading = unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1);
            pictures.append(heading).append(" of ").append(table).append(": ");
            pictures.append(NumberText.of(Math.round(bars.get(bars.size() - 1).value())));
            pictures.append(" of ").append(NumberText.of(Math.round(bars.get(0).value())));
            drawBars();
            unit = "";
        }
    }

    private void drawBars() {
        pictures.append('\n').append(BarChart.draw(bars, widthMax)).append('\n');
        bars.clear();
    }
}
