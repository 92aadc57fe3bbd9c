/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.output.OutputFormat;
import dev.spoor.output.OutputOptions;
import dev.spoor.output.ResultWriter;
import dev.spoor.output.ResultWriters;
import dev.spoor.shell.display.BarChart;
import dev.spoor.shell.display.BarChart.Bar;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A result of two columns, label and number, as a bar chart. Holds all its rows: meant for a handful. */
final class ChartWriter implements ResultWriter {
    private final RowTarget target;
    private final StringBuilder rows = new StringBuilder();
    private final ResultWriter text =
            ResultWriters.open(OutputFormat.TSV, rows, new OutputOptions(false, OutputOptions.UNLIMITED));

    ChartWriter(RowTarget target) {
        this.target = target;
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) throws IOException {
        text.begin(columnNames, schema);
    }

    @Override
    public void write(Batch batch) throws IOException {
        text.write(batch);
    }

    @Override
    public void end() throws IOException {
        text.end();
        List<Bar> bars = new ArrayList<>();
        rows.toString().lines().forEach(line -> {
            String[] cells = line.split("\t", 2);
            bars.add(new Bar(cells[0], Long.parseLong(cells[1])));
        });
        target.out().append(BarChart.draw(bars, target.width()));
    }
}
