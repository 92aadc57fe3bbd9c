/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.vector.Memory;
import java.io.OutputStream;
import java.nio.channels.Channels;

/** The writer of each format. */
public final class ResultWriters {
    private ResultWriters() {}

    /** A writer of one result as text; IllegalArgumentException for a format that {@linkplain OutputFormat#isBinary is none}. */
    public static ResultWriter open(OutputFormat format, Appendable out, OutputOptions options) {
        return switch (format) {
            case AUTO -> new TableWriter(out, options, true);
            case TABLE -> new TableWriter(out, options, false);
            case VERTICAL -> new VerticalWriter(out, options);
            case CSV -> new DelimitedWriter(out, options, DelimitedWriter.Dialect.CSV);
            case SPREADSHEET -> new DelimitedWriter(out, options, DelimitedWriter.Dialect.SPREADSHEET);
            case TSV -> new DelimitedWriter(out, options, DelimitedWriter.Dialect.TSV);
            case JSON -> new JsonWriter(out, JsonWriter.Frame.ARRAY);
            case JSONL -> new JsonWriter(out, JsonWriter.Frame.LINES);
            case MARKDOWN -> new MarkdownWriter(out, options);
            case HTML -> new HtmlWriter(out, options);
            case ARROW, FEATHER, PARQUET, XLSX -> throw new IllegalArgumentException(format + " is no text");
            case NULL -> new NullWriter();
        };
    }

    /**
     * A writer of one result as bytes; IllegalArgumentException for a format that {@linkplain OutputFormat#isBinary is text}.
     *
     * @param memory the budget of what the writer holds until it is closed
     */
    public static ResultWriter open(OutputFormat format, OutputStream out, Memory memory, OutputOptions options) {
        return switch (format) {
            case ARROW -> ArrowWriter.stream(Channels.newChannel(out), memory);
            case FEATHER -> ArrowWriter.file(Channels.newChannel(out), memory);
            case PARQUET -> new ParquetResultWriter(out, memory);
            case XLSX -> new XlsxWriter(out, options);
            case AUTO, TABLE, VERTICAL, CSV, SPREADSHEET, TSV, JSON, JSONL, MARKDOWN, HTML, NULL ->
                throw new IllegalArgumentException(format + " is text");
        };
    }
}
