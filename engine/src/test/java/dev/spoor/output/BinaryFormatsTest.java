/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.testing.DuckDb;
import dev.spoor.vector.Batch;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What others read in the formats that are bytes: DuckDB in Parquet, Arrow's own readers in Arrow, an XML parser in workbooks. */
class BinaryFormatsTest {
    @TempDir
    Path folder;

    @Test
    void duckDbReadsEveryTypeFromParquet() throws Exception {
        try (Results results = new Results();
                DuckDb duck = DuckDb.empty()) {
            ResultWriterContractTest.oneOfEachType().forEach((field, value) -> results.column(field, value, null));
            Path file = folder.resolve("types.parquet");
            Files.write(file, results.bytes(OutputFormat.PARQUET, OutputOptions.standard()));
            String from = " FROM '" + file + "'";
            assertEquals(
                    "boolean BOOLEAN, integer INTEGER, bigint BIGINT, double DOUBLE, decimal DECIMAL(38,2), varchar VARCHAR,"
                            + " varbinary BLOB, date DATE, time TIME, timestamp TIMESTAMP, timestamptz TIMESTAMP WITH TIME ZONE,"
                            + " days VARCHAR, months VARCHAR, json VARCHAR, array INTEGER[], map MAP(VARCHAR, VARCHAR),"
                            + " r STRUCT(\"type\" VARCHAR, n INTEGER)",
                    duck.query("SELECT string_agg(column_name || ' ' || column_type, ', ') FROM (DESCRIBE SELECT *"
                                    + from + ")")
                            .single());
            assertEquals(
                    "true|-5|9223372036854775807|10000000000.0|-12345678901234567890.50|Grüße|2026-01-22|03:04:05.000006|"
                            + "2026-01-22 16:53:53|-2 03:04:05.500|-1-2|{\"a\": 1}|[1, NULL, 3]|{bucketName='b\"1', nothing=NULL}|"
                            + "{'type': x, 'n': NULL}",
                    duck.query(
                                    "SELECT concat_ws('|', \"boolean\", \"integer\", \"bigint\", \"double\", \"decimal\", \"varchar\", \"date\","
                                            + " \"time\", \"timestamp\", days, months, json, \"array\", \"map\", r)"
                                            + from
                                            + " WHERE \"boolean\" IS NOT NULL")
                            .single());
            assertEquals(
                    1_769_100_833_123_456L,
                    duck.query("SELECT max(epoch_us(timestamptz))" + from).single());
            String none =
                    " WHERE COALESCE(\"varchar\", days, json) IS NULL AND \"array\" IS NULL AND \"map\" IS NULL AND r IS NULL";
            assertEquals(1L, duck.query("SELECT count(*)" + from + none).single());
        }
    }

    @Test
    void columnsOfOneNameAreToldApartInParquet() throws Exception {
        try (Results results = new Results();
                DuckDb duck = DuckDb.empty()) {
            results.column(SqlTypes.varchar("a"), "1").column(SqlTypes.varchar("a"), "2");
            Path file = folder.resolve("names.parquet");
            Files.write(file, results.bytes(OutputFormat.PARQUET, OutputOptions.standard()));
            assertEquals(
                    List.of(List.of("1", "2")),
                    duck.query("SELECT a, a_2 FROM '" + file + "'").rows());
        }
    }

    @Test
    void arrowStreamsAndFilesHoldTheSame() throws Exception {
        try (Results results = new Results()) {
            ResultWriterContractTest.oneOfEachType().forEach((field, value) -> results.column(field, value, null));
            byte[] stream = results.bytes(OutputFormat.ARROW, OutputOptions.standard());
            byte[] file = results.bytes(OutputFormat.FEATHER, OutputOptions.standard());
            try (BufferAllocator allocator = new RootAllocator();
                    ArrowReader fromStream = new ArrowStreamReader(new ByteArrayInputStream(stream), allocator);
                    ArrowReader fromFile =
                            new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(file), allocator)) {
                List<String> rows = rows(fromStream);
                assertEquals(rows, rows(fromFile));
                assertEquals(2, rows.size());
                assertTrue(rows.get(0).startsWith("{boolean=true, integer=-5,"), rows.get(0));
                assertTrue(rows.get(0).contains("months=-1-2"), rows.get(0));
            }
            assertEquals("ARROW1", new String(file, 0, 6, StandardCharsets.US_ASCII));
        }
    }

    private static List<String> rows(ArrowReader reader) throws IOException {
        List<String> rows = new ArrayList<>();
        while (reader.loadNextBatch()) {
            for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
                Map<String, Object> values = new LinkedHashMap<>();
                int at = row;
                reader.getVectorSchemaRoot().getFieldVectors().forEach(vector -> {
                    Object value = vector.getObject(at);
                    values.put(vector.getName(), value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
                });
                rows.add(values.toString());
            }
        }
        return rows;
    }

    @Test
    void workbooksKeepTypes() throws Exception {
        try (Results results = new Results()) {
            ResultWriterContractTest.oneOfEachType().forEach((field, value) -> results.column(field, value, null));
            Document sheet = sheet(results.bytes(OutputFormat.XLSX, OutputOptions.standard()));
            Map<String, String> cells = cells(sheet);
            assertEquals("inlineStr 1 boolean", cells.get("A1"));
            assertEquals("b - 1", cells.get("A2"));
            assertEquals("n - -5", cells.get("B2"));
            assertEquals("inlineStr - 9223372036854775807", cells.get("C2"), "a spreadsheet would round it");
            assertEquals("n - 1.0E10", cells.get("D2"));
            assertEquals("inlineStr - -12345678901234567890.50", cells.get("E2"));
            assertEquals("inlineStr - Grüße", cells.get("F2"));
            assertEquals("n 3 46044", cells.get("H2"), "the day as spreadsheets count them");
            assertEquals("inlineStr - 03:04:05.000006", cells.get("I2"), "finer than what is shown");
            assertEquals("n 2 46044.70408564815", cells.get("J2"));
            assertEquals("inlineStr - 2026-01-22 16:53:53.123456 UTC", cells.get("K2"));
            assertEquals("inlineStr - {type=x, n=null}", cells.get("Q2"));
            assertEquals(34, cells.size(), "NULL is an empty cell");
            assertEquals(
                    "A1:Q3", ((Element) sheet.getElementsByTagName("autoFilter").item(0)).getAttribute("ref"));
        }
    }

    @Test
    void workbooksKeepTextAsItIs() throws Exception {
        String evil = " =HYPERLINK(\"http://x\")<&>\u0007\r\n_x0041_ \uD83D\uDE00 ";
        try (Results results = new Results()) {
            results.column(SqlTypes.varchar("=1+1"), "=1+1", evil, "@x", null);
            byte[] bytes = results.bytes(OutputFormat.XLSX, new OutputOptions(false, OutputOptions.UNLIMITED));
            Map<String, String> cells = cells(sheet(bytes));
            assertEquals("inlineStr - =1+1", cells.get("A1"), "text, and no formula");
            assertEquals(
                    "inlineStr - "
                            + evil.replace("_x0041_", "_x005f_x0041_")
                                    .replace("\u0007", "_x0007_")
                                    .replace("\r", "_x000d_"),
                    cells.get("A2"));
            assertEquals(3, cells.size());
            assertArrayEquals(
                    bytes, results.bytes(OutputFormat.XLSX, new OutputOptions(false, OutputOptions.UNLIMITED)));
        }
    }

    @Test
    void whatASheetHasNoRoomForIsAnError() throws Exception {
        try (Results results = new Results()) {
            results.column(SqlTypes.varchar("long"), "x".repeat(XlsxWriter.CELL_CHARS_MAX + 1));
            EngineException cut = assertThrows(
                    EngineException.class, () -> results.bytes(OutputFormat.XLSX, OutputOptions.standard()));
            assertEquals(ErrorCode.LIMIT_EXCEEDED, cut.code());
            assertTrue(
                    cut.getMessage().contains("column 'long' has a text of 32,768 characters in row 2"),
                    cut.getMessage());
        }
        Field field = SqlTypes.field("n", SqlTypes.INTEGER);
        try (Memory memory = Memory.root(Long.MAX_VALUE);
                ResultWriter writer = ResultWriters.open(
                        OutputFormat.XLSX, OutputStream.nullOutputStream(), memory, OutputOptions.standard())) {
            writer.begin(List.of("n"), new Schema(List.of(field)));
            try (Batch most = constants(field, XlsxWriter.ROWS_MAX - 1, memory);
                    Batch more = constants(field, 1, memory)) {
                writer.write(most);
                EngineException full = assertThrows(EngineException.class, () -> writer.write(more));
                assertTrue(full.getMessage().contains("more rows than the 1,048,576"), full.getMessage());
            }
        }
    }

    private static Batch constants(Field field, int rows, Memory memory) {
        IntVector vector = new IntVector(field, memory.allocator());
        vector.allocateNew(1);
        vector.set(0, 7);
        vector.setValueCount(1);
        return new Batch(rows, List.of(new ConstantColumn(new FlatColumn(field, vector), rows)));
    }

    @Test
    void columnsAreLettered() {
        assertEquals("A", XlsxParts.letters(0));
        assertEquals("Z", XlsxParts.letters(25));
        assertEquals("AA", XlsxParts.letters(26));
        assertEquals("ZZ", XlsxParts.letters(701));
        assertEquals("AAA", XlsxParts.letters(702));
        assertEquals("XFD", XlsxParts.letters(XlsxWriter.COLUMNS_MAX - 1));
    }

    /** The sheet; every part must be XML. */
    private static Document sheet(byte[] workbook) throws Exception {
        Document sheet = null;
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                byte[] bytes = zip.readAllBytes();
                Document parsed = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(bytes));
                sheet = entry.getName().equals(XlsxParts.SHEET_NAME) ? parsed : sheet;
            }
        }
        assertEquals("[Content_Types].xml", names.get(0));
        return sheet;
    }

    /** Type, style and text of each cell by its place. */
    private static Map<String, String> cells(Document sheet) {
        Map<String, String> cells = new LinkedHashMap<>();
        NodeList all = sheet.getElementsByTagName("c");
        for (int i = 0; i < all.getLength(); i++) {
            Element cell = (Element) all.item(i);
            String type = cell.getAttribute("t").isEmpty() ? "n" : cell.getAttribute("t");
            String style = cell.getAttribute("s").isEmpty() ? "-" : cell.getAttribute("s");
            cells.put(cell.getAttribute("r"), type + " " + style + " " + cell.getTextContent());
        }
        return cells;
    }
}
