/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

/** The writer of each format. */
public final class ResultWriters {
    private ResultWriters() {}

    /** A writer for one result. */
    public static ResultWriter open(OutputFormat format, Appendable out, OutputOptions options) {
        return switch (format) {
            case TABLE -> new TableWriter(out, options);
            case VERTICAL -> new VerticalWriter(out, options);
            case CSV -> new DelimitedWriter(out, options, DelimitedWriter.Dialect.CSV);
            case SPREADSHEET -> new DelimitedWriter(out, options, DelimitedWriter.Dialect.SPREADSHEET);
            case TSV -> new DelimitedWriter(out, options, DelimitedWriter.Dialect.TSV);
            case JSON -> new JsonWriter(out, JsonWriter.Frame.ARRAY);
            case JSONL -> new JsonWriter(out, JsonWriter.Frame.LINES);
            case MARKDOWN -> new MarkdownWriter(out, options);
            case HTML -> new HtmlWriter(out, options);
            case NULL -> new NullWriter();
        };
    }
}
