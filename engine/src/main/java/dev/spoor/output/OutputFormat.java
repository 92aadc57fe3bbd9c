/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a result is written. */
public enum OutputFormat {
    /** A table, or where it does not fit to the terminal, {@link #VERTICAL}. */
    AUTO,
    /** Columns aligned by display width, one line for each row; of columns that do not fit to the terminal, those at both ends. */
    TABLE,
    /** One line for each value, a heading for each row: for wide rows. */
    VERTICAL,
    /** RFC 4180, with line feeds. NULL is empty, an empty text is {@code ""}. */
    CSV,
    /**
     * CSV for spreadsheet programs, which take text for formulas: such text gets an apostrophe before it. Begins with a byte order
     * mark and ends lines with CR LF, as they expect.
     */
    SPREADSHEET,
    /** Tab-separated, escaped as PostgreSQL's COPY does: {@code \t \n \r \\}, and {@code \N} for NULL. */
    TSV,
    /** One JSON array of objects. */
    JSON,
    /** One JSON object for each line. */
    JSONL,
    /** A GitHub-flavoured Markdown table. */
    MARKDOWN,
    /** A page with a table, complete in itself. */
    HTML,
    /** The Arrow columnar format as a stream: {@link ArrowWriter}. */
    ARROW(true),
    /** The Arrow columnar format as a file, which readers may jump in; also called Feather 2. */
    FEATHER(true),
    /** A Parquet file: {@link ParquetResultWriter}. */
    PARQUET(true),
    /** A workbook of Office Open XML with one sheet: {@link XlsxWriter}. */
    XLSX(true),
    /** Nothing: rows are made and counted only. */
    NULL;

    /** Of a file that is compressed, behind the extension of its format. */
    private static final String GZIP_EXTENSION = ".gz";

    /** Of Arrow, as it registered them: {@code arrow} is a file, {@code arrows} a stream. */
    private static final Map<String, OutputFormat> BY_EXTENSION = Map.ofEntries(
            Map.entry("csv", CSV),
            Map.entry("tsv", TSV),
            Map.entry("json", JSON),
            Map.entry("jsonl", JSONL),
            Map.entry("ndjson", JSONL),
            Map.entry("md", MARKDOWN),
            Map.entry("html", HTML),
            Map.entry("arrow", FEATHER),
            Map.entry("feather", FEATHER),
            Map.entry("arrows", ARROW),
            Map.entry("parquet", PARQUET),
            Map.entry("xlsx", XLSX));

    private final boolean isBinary;

    OutputFormat() {
        this(false);
    }

    OutputFormat(boolean isBinary) {
        this.isBinary = isBinary;
    }

    /** Whether it is bytes, one whole result of them, and no text that somebody could read or another result could follow. */
    public boolean isBinary() {
        return isBinary;
    }

    /** Name as on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of this name, in any letter case. */
    public static Optional<OutputFormat> find(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The format that the name of a file tells by its extension, also before {@code .gz}; empty for a name that tells none. */
    public static Optional<OutputFormat> ofFile(String name) {
        String text = name.toLowerCase(Locale.ROOT);
        String bare = isCompressed(name) ? text.substring(0, text.length() - GZIP_EXTENSION.length()) : text;
        return Optional.ofNullable(BY_EXTENSION.get(bare.substring(bare.lastIndexOf('.') + 1)));
    }

    /** Whether the name of a file says that it is compressed with gzip (RFC 1952). */
    public static boolean isCompressed(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(GZIP_EXTENSION);
    }

    /** All names in order. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(OutputFormat::label).toList();
    }
}
