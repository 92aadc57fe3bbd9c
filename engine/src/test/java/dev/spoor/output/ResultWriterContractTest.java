/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every format does with every type, with NULL, with nothing, and with text that means harm. */
class ResultWriterContractTest {
    private static final long TIMESTAMP = 1_769_100_833_000_000L;
    private static final Field ROW =
            SqlTypes.row("r", List.of(SqlTypes.varchar("type"), SqlTypes.field("n", SqlTypes.INTEGER)));

    @Test
    void everyTypeHasATextInEveryFormat() {
        Map<Field, Object> values = oneOfEachType();
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("boolean", "true");
        expected.put("integer", "-5");
        expected.put("bigint", "9223372036854775807");
        expected.put("double", "1.0E10");
        expected.put("decimal", "-12345678901234567890.50");
        expected.put("varchar", "Grüße");
        expected.put("varbinary", "00ff");
        expected.put("date", "2026-01-22");
        expected.put("time", "03:04:05.000006");
        expected.put("timestamp", "2026-01-22 16:53:53.000");
        expected.put("timestamptz", "2026-01-22 16:53:53.123456 UTC");
        expected.put("days", "-2 03:04:05.500");
        expected.put("months", "-1-2");
        expected.put("json", "{\"a\": 1}");
        expected.put("array", "[1, null, 3]");
        expected.put("map", "{bucketName=b\"1, nothing=null}");
        expected.put("r", "{type=x, n=null}");
        assertEquals(
                new ArrayList<>(expected.keySet()),
                values.keySet().stream().map(Field::getName).toList());
        values.forEach((field, value) -> {
            try (Results results = new Results().column(field, value, null)) {
                String name = field.getName();
                String text = expected.get(name);
                assertEquals(
                        "-[ RECORD 1 ]---------------------------\n" + name + " | " + text + "\n"
                                + "-[ RECORD 2 ]---------------------------\n" + name + " | NULL\n",
                        results.as(OutputFormat.VERTICAL));
                assertEquals(name + "\n" + text.replace("\\", "\\\\") + "\n\\N\n", results.as(OutputFormat.TSV));
                String quoted = text.matches("(?s).*[\",\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
                assertEquals(name + "\n" + quoted + "\n\n", results.as(OutputFormat.CSV));
                assertTrue(results.as(OutputFormat.TABLE).contains(text), name);
                assertTrue(results.as(OutputFormat.TABLE).contains("NULL"), name);
                assertTrue(results.as(OutputFormat.MARKDOWN).contains("NULL"), name);
                assertEquals("", results.as(OutputFormat.NULL));
            }
        });
    }

    @Test
    void jsonKeepsTypes() throws Exception {
        for (Map.Entry<Field, Object> each : oneOfEachType().entrySet()) {
            try (Results results = new Results().column(each.getKey(), each.getValue(), null)) {
                String name = each.getKey().getName();
                JsonNode array = new ObjectMapper().readTree(results.as(OutputFormat.JSON));
                String[] lines = results.as(OutputFormat.JSONL).split("\n", -1);
                assertEquals(3, lines.length, "two lines, then nothing");
                assertEquals(array.get(0), new ObjectMapper().readTree(lines[0]));
                assertEquals(array.get(1), new ObjectMapper().readTree(lines[1]));
                assertTrue(array.get(1).get(name).isNull());
                JsonNode value = array.get(0).get(name);
                switch (name) {
                    case "boolean" -> assertTrue(value.isBoolean());
                    case "integer", "bigint", "double", "decimal" -> assertTrue(value.isNumber(), name);
                    case "array" -> assertTrue(value.isArray());
                    case "map", "r", "json" -> assertTrue(value.isObject(), name);
                    default -> assertTrue(value.isTextual(), name);
                }
            }
        }
    }

    @Test
    void jsonHasNoNumberForNotANumber() {
        Field field = SqlTypes.field("d", SqlTypes.DOUBLE);
        try (Results results = new Results().column(field, Double.NaN, Double.NEGATIVE_INFINITY, 0.5)) {
            assertEquals("{\"d\":\"NaN\"}\n{\"d\":\"-Infinity\"}\n{\"d\":0.5}\n", results.as(OutputFormat.JSONL));
        }
    }

    @Test
    void aJsonValueStaysOnItsLine() {
        try (Results results = new Results().column(SqlTypes.json("j"), "{\n  \"a\": [1,\r\n 2]\n}")) {
            assertEquals("{\"j\":{   \"a\": [1,   2] }}\n", results.as(OutputFormat.JSONL));
        }
    }

    @Test
    void equalNamesAreNumberedInJson() {
        try (Results results = new Results()
                .column(SqlTypes.varchar("a"), "1")
                .column(SqlTypes.varchar("a"), "2")
                .column(SqlTypes.varchar("a_2"), "3")
                .column(SqlTypes.varchar("a"), "4")) {
            assertEquals("{\"a\":\"1\",\"a_3\":\"2\",\"a_2\":\"3\",\"a_4\":\"4\"}\n", results.as(OutputFormat.JSONL));
        }
    }

    @Test
    void anEmptyResultIsStillAResult() {
        try (Results results =
                new Results().column(SqlTypes.varchar("name")).column(SqlTypes.field("n", SqlTypes.BIGINT))) {
            assertEquals(" name | n\n------+---\n", results.as(OutputFormat.TABLE));
            assertEquals("", results.as(OutputFormat.VERTICAL));
            assertEquals("name,n\n", results.as(OutputFormat.CSV));
            assertEquals("name\tn\n", results.as(OutputFormat.TSV));
            assertEquals("[]\n", results.as(OutputFormat.JSON));
            assertEquals("", results.as(OutputFormat.JSONL));
            assertEquals("| name | n |\n| --- | ---: |\n", results.as(OutputFormat.MARKDOWN));
        }
    }

    @Test
    void theHeaderCanBeLeftOut() {
        OutputOptions bare = new OutputOptions(false, OutputOptions.UNLIMITED);
        try (Results results = new Results().column(SqlTypes.varchar("name"), "a")) {
            assertEquals(" a\n", results.as(OutputFormat.TABLE, bare));
            assertEquals("a\n", results.as(OutputFormat.CSV, bare));
            assertEquals("a\n", results.as(OutputFormat.TSV, bare));
            assertEquals("| a |\n", results.as(OutputFormat.MARKDOWN, bare));
        }
    }

    @Test
    void csvQuotesWhatItMustAndTellsEmptyFromNull() {
        try (Results results = new Results()
                .column(SqlTypes.varchar("a,b"), "plain", "say \"hi\"", "", null, "two\nlines", "x,y")
                .column(SqlTypes.varchar("c"), "1", "2", "3", "4", "5", "6")) {
            assertEquals(
                    "\"a,b\",c\nplain,1\n\"say \"\"hi\"\"\",2\n\"\",3\n,4\n\"two\nlines\",5\n\"x,y\",6\n",
                    results.as(OutputFormat.CSV));
        }
    }

    @Test
    void tsvEscapesWhatWouldBreakALine() {
        try (Results results = new Results().column(SqlTypes.varchar("a"), "x\ty", "back\\slash", "r\r\nn", "", null)) {
            assertEquals("a\nx\\ty\nback\\\\slash\nr\\r\\nn\n\n\\N\n", results.as(OutputFormat.TSV));
        }
    }

    @Test
    void markdownEscapesMarkup() {
        try (Results results = new Results().column(SqlTypes.varchar("a|b"), "*x* | <b>`y`</b>", "two\nlines")) {
            assertEquals(
                    "| a\\|b |\n| --- |\n| \\*x\\* \\| &lt;b>\\`y\\`&lt;/b> |\n| two<br>lines |\n",
                    results.as(OutputFormat.MARKDOWN));
        }
    }

    @Test
    void htmlIsTextWhateverItHolds() throws Exception {
        try (Results results = new Results()) {
            results.column(SqlTypes.varchar("a<b"), "<script>alert('\u001B[31m&\")</script>", null);
            results.column(SqlTypes.field("n", SqlTypes.INTEGER), 1, 2);
            String page = results.as(OutputFormat.HTML);
            assertTrue(page.startsWith("<!DOCTYPE html>"), page);
            assertTrue(page.contains("<thead><tr><th>a&lt;b</th><th>n</th></tr></thead>"), page);
            assertTrue(
                    page.contains("<tr><td>&lt;script&gt;alert('␛[31m&amp;&quot;)&lt;/script&gt;</td>"
                            + "<td class=\"number\">1</td></tr>"),
                    page);
            assertTrue(page.contains("<td class=\"null\">NULL</td>"), page);
            assertTrue(page.endsWith("</tbody></table></body></html>\n"), page);
        }
    }

    @Test
    void spreadsheetsGetNoFormulas() throws Exception {
        try (Results results = new Results()) {
            results.column(SqlTypes.varchar("=a"), "=HYPERLINK(\"http://x\")", "@x", "plain", null);
            results.column(SqlTypes.field("n", SqlTypes.INTEGER), -1, 2, 3, 4);
            assertEquals(
                    "\uFEFF'=a,n\r\n\"'=HYPERLINK(\"\"http://x\"\")\",-1\r\n'@x,2\r\nplain,3\r\n,4\r\n",
                    results.as(OutputFormat.SPREADSHEET));
        }
    }

    @Test
    void jsonIsIndentedForATerminal() throws Exception {
        try (Results results = new Results()) {
            String json =
                    "{\"a\":[1,{\"b\":\"x, y: {\\\"\"}],\"empty\":{},\"none\":[],\"long\":\"0123456789012345678901234567890\"}";
            results.column(SqlTypes.varchar("j"), json, json.substring(1), "{}");
            OutputOptions terminal = new OutputOptions(true, 80);
            String shown = results.as(OutputFormat.VERTICAL, terminal);
            assertTrue(
                    shown.contains("j | {\n  |   \"a\": [\n  |     1,\n  |     {\n  |       \"b\": \"x, y: {\\\"\"\n"
                            + "  |     }\n  |   ],\n  |   \"empty\": {},\n  |   \"none\": [],\n"),
                    shown);
            assertTrue(shown.contains("j | " + json.substring(1) + "\n"), shown);
            assertTrue(results.as(OutputFormat.VERTICAL).contains("j | " + json + "\n"), "whole when nobody looks");
        }
    }

    @Test
    void tableAlignsByDisplayWidth() {
        try (Results results = new Results()
                .column(SqlTypes.varchar("who"), "a", "ユーザー", "e\u0301a", "👩‍💻🇩🇪", null)
                .column(SqlTypes.field("n", SqlTypes.BIGINT), 1L, 22L, -333L, 4L, null)
                .column(SqlTypes.varchar("last"), "x", "yy", "z", "z", "zz")) {
            assertEquals("""
                     who      |    n | last
                    ----------+------+------
                     a        |    1 | x
                     ユーザー |   22 | yy
                     e\u0301a       | -333 | z
                     👩‍💻🇩🇪     |    4 | z
                     NULL     | NULL | zz
                    """, results.as(OutputFormat.TABLE));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OutputFormat.class,
            names = {"AUTO", "TABLE", "VERTICAL", "MARKDOWN", "HTML"})
    void whatDrivesATerminalIsMadeVisible(OutputFormat format) {
        String evil = "\u001B[2J\u001B]0;owned\u0007 \u009B31m \u202Egpj.exe\u0000\u007F\r\uFEFF";
        try (Results results = new Results().column(SqlTypes.varchar("a\u001B[1m"), evil)) {
            String text = results.as(format);
            text.codePoints()
                    .filter(c -> c != '\n')
                    .forEach(c -> assertFalse(Character.isISOControl(c), () -> "control " + c + " in " + format));
            assertFalse(text.contains("\u202E"));
            assertTrue(text.contains("␛") && text.contains("<U+202e>") && text.contains("<U+009b>"), text);
        }
    }

    @Test
    void programsGetTheExactText() {
        String evil = "\u001B[2J \u202E";
        try (Results results = new Results().column(SqlTypes.varchar("a"), evil)) {
            assertEquals("a\n" + evil + "\n", results.as(OutputFormat.CSV));
            assertEquals("{\"a\":\"\\u001b[2J \u202E\"}\n", results.as(OutputFormat.JSONL));
        }
    }

    @Test
    void aTableFitsTheTerminalAndSaysHowMuchItCut() {
        OutputOptions narrow = new OutputOptions(true, 40);
        String wide = "x".repeat(100);
        try (Results results = new Results()
                .column(SqlTypes.varchar("a"), wide, "ユ".repeat(50), "short")
                .column(SqlTypes.field("number", SqlTypes.BIGINT), Long.MIN_VALUE, 1L, 2L)) {
            StringBuilder out = new StringBuilder();
            ResultWriter writer = ResultWriters.open(OutputFormat.TABLE, out, narrow);
            results.write(writer);
            for (String line : out.toString().split("\n")) {
                assertTrue(DisplayWidth.of(line) <= 40, line);
            }
            assertTrue(out.toString().contains(Long.toString(Long.MIN_VALUE)), "numbers are never cut");
            assertTrue(out.toString().contains("…"), "a cut is visible");
            assertEquals(2, writer.valuesCut());
            assertTrue(results.as(OutputFormat.TABLE).contains(wide), "without a terminal nothing is cut");
        }
    }

    @Test
    void aTableThatCannotFitTurnsVertical() {
        try (Results results = new Results()
                .column(SqlTypes.varchar("a"), "x".repeat(30))
                .column(SqlTypes.varchar("b"), "y".repeat(30))
                .column(SqlTypes.varchar("c"), "z".repeat(30))) {
            String text = results.as(OutputFormat.AUTO, new OutputOptions(true, 30));
            assertTrue(text.startsWith("-[ RECORD 1 ]"), text);
            assertTrue(text.contains("c | " + "z".repeat(30)), text);
            assertEquals(
                    results.as(OutputFormat.TABLE),
                    results.as(OutputFormat.AUTO),
                    "where nobody looks there is nothing to fit to");
        }
    }

    @Test
    void aTableThatTurnsShowsNestedValuesAsJson() {
        try (Results results = new Results()
                .column(SqlTypes.varchar("a"), "x".repeat(30), "y")
                .column(SqlTypes.textMap("parameters"), Map.of("bucketName", "b".repeat(60)), null)) {
            assertEquals("""
                    -[ RECORD 1 ]---------------------------
                    a          | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                    parameters | {
                               |   "bucketName": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                               | }
                    -[ RECORD 2 ]---------------------------
                    a          | y
                    parameters | NULL
                    """, results.as(OutputFormat.AUTO, new OutputOptions(true, 20)));
        }
    }

    @Test
    void aTableThatCannotFitKeepsBothItsEnds() {
        try (Results results = new Results()) {
            for (String name : List.of("first", "second", "third", "fourth", "fifth")) {
                results.column(SqlTypes.varchar(name), name + " " + "x".repeat(20), null);
            }
            StringBuilder out = new StringBuilder();
            ResultWriter writer = ResultWriters.open(OutputFormat.TABLE, out, new OutputOptions(true, 40));
            results.write(writer);
            assertEquals("""
                     first           | … | fifth
                    -----------------+---+-----------------
                     first xxxxxxxx… | … | fifth xxxxxxxx…
                     NULL            | … | NULL
                    """, out.toString().replaceAll(" +\n", "\n"));
            assertEquals(List.of("second", "third", "fourth"), writer.columnsLeftOut());
            out.setLength(0);
            writer = ResultWriters.open(OutputFormat.TABLE, out, new OutputOptions(true, 20));
            results.write(writer);
            assertTrue(out.toString().startsWith(" first          | …\n---"), out.toString());
            assertEquals(4, writer.columnsLeftOut().size());
        }
    }

    @Test
    void wholeEventsAreATableOfTheirFirstColumns() {
        List<String> first = List.of(
                "eventTime",
                "eventName",
                "sourceIPAddress",
                "errorCode",
                "eventSource",
                "awsRegion",
                "userAgent",
                "eventID");
        try (Results results = new Results()) {
            for (int i = 0; i < 12; i++) {
                results.column(SqlTypes.varchar("other" + i), "o".repeat(30), "p");
            }
            first.forEach(name -> results.column(SqlTypes.varchar(name), name + "-of-a-long-value", "b"));
            results.column(SqlTypes.varchar("recipientAccountId"), "123456789012", "123456789012");
            StringBuilder out = new StringBuilder();
            ResultWriter writer = ResultWriters.open(OutputFormat.AUTO, out, new OutputOptions(true, 62));
            results.write(writer);
            assertEquals("""
                     eventTime    | eventName    | sourceIPAdd… | errorCode
                    --------------+--------------+--------------+--------------
                     eventTime-o… | eventName-o… | sourceIPAdd… | errorCode-o…
                     b            | b            | b            | b
                    """, out.toString());
            assertTrue(out.toString().startsWith(" eventTime"), out.toString());
            assertFalse(out.toString().contains("other"), out.toString());
            assertEquals(17, writer.columnsLeftOut().size());
        }
    }

    @Test
    void coloursTellErrorsAndChangesAndTakeNoRoom() {
        try (Results results = new Results()
                .column(SqlTypes.varchar("eventName"), "DeleteTrail", "GetUser", "ユ\u001B")
                .column(SqlTypes.field("readOnly", SqlTypes.BOOLEAN), false, true, null)
                .column(SqlTypes.varchar("errorCode"), "AccessDenied", null, "x".repeat(40))
                .column(SqlTypes.varchar("end"), "1", "2", "3")) {
            String plain = results.as(OutputFormat.TABLE, new OutputOptions(true, 60));
            String coloured = results.as(OutputFormat.TABLE, new OutputOptions(true, 60, true));
            assertEquals(plain, coloured.replaceAll("\u001B\\[\\d*m", ""));
            assertTrue(coloured.startsWith(" \u001B[1meventName\u001B[0m "), coloured);
            assertTrue(coloured.contains("\n \u001B[35mDeleteTrail\u001B[0m | \u001B[35mfalse\u001B[0m "), coloured);
            assertTrue(coloured.contains("\n GetUser     | true "), coloured);
            assertTrue(coloured.contains("| \u001B[31mAccessDenied\u001B[0m "), coloured);
            assertTrue(coloured.contains("\u001B[2mNULL\u001B[0m"), coloured);
            String vertical = results.as(OutputFormat.VERTICAL, new OutputOptions(true, 60, true));
            assertTrue(vertical.contains("eventName | \u001B[35mDeleteTrail\u001B[0m\n"), vertical);
            assertEquals(results.as(OutputFormat.CSV), results.as(OutputFormat.CSV, new OutputOptions(true, 60, true)));
        }
    }

    @Test
    void rowsThatWaitForWidthsAreShownWhenAskedFor() throws Exception {
        try (Results results = new Results().column(SqlTypes.varchar("a"), "x")) {
            StringBuilder out = new StringBuilder();
            ResultWriter writer = ResultWriters.open(OutputFormat.TABLE, out, new OutputOptions(true, 40));
            results.begin(writer);
            assertEquals("", out.toString());
            writer.show();
            assertEquals(" a\n---\n x\n", out.toString());
            writer.end();
            assertEquals(" a\n---\n x\n", out.toString());
        }
    }

    @Test
    void aLongTableIsWrittenWholeBehindItsWindow() {
        int rows = TableWriter.WINDOW_ROWS_MAX + 5;
        String[] values = new String[rows];
        Arrays.fill(values, "v");
        values[rows - 1] = "much wider than before";
        try (Results results = new Results()
                .column(SqlTypes.varchar("a"), (Object[]) values)
                .column(SqlTypes.varchar("b"), (Object[]) values)) {
            String[] lines = results.as(OutputFormat.TABLE).split("\n");
            assertEquals(rows + 2, lines.length);
            assertEquals(" v | v", lines[rows]);
            assertEquals(" much wider than before | much wider than before", lines[rows + 1]);
        }
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void columnShapesMakeNoDifference(OutputFormat format) {
        try (Results flat = new Results()
                        .column(SqlTypes.varchar("a"), "x,\"1\"", null, "y")
                        .column(SqlTypes.varchar("b"), "c", "c", "c");
                Results shaped = new Results()
                        .encoded("a", List.of("y", "x,\"1\""), 1, -1, 0)
                        .constant("b", "c", 3)) {
            assertEquals(flat.as(format), shaped.as(format));
        }
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void aResultWithoutColumnsIsNoReasonToFail(OutputFormat format) {
        try (Results results = new Results()) {
            String text = results.as(format);
            if (format == OutputFormat.HTML) {
                assertTrue(text.contains("<tbody>\n</tbody>"), text);
                return;
            }
            if (format.isBinary()) {
                assertTrue(text.length() > 8, "magic and more");
                return;
            }
            assertEquals(format == OutputFormat.JSON ? "[]\n" : "", text);
        }
    }

    @Test
    void formatsAreFoundByTheirNames() {
        assertEquals(
                List.of(
                        "auto",
                        "table",
                        "vertical",
                        "csv",
                        "spreadsheet",
                        "tsv",
                        "json",
                        "jsonl",
                        "markdown",
                        "html",
                        "arrow",
                        "feather",
                        "parquet",
                        "xlsx",
                        "null"),
                OutputFormat.labels());
        for (OutputFormat format : OutputFormat.values()) {
            assertEquals(format, OutputFormat.find(format.label()).orElseThrow());
        }
        assertEquals(OutputFormat.MARKDOWN, OutputFormat.find("MARKDOWN").orElseThrow());
        assertTrue(OutputFormat.find("xml").isEmpty());
    }

    static Map<Field, Object> oneOfEachType() {
        Map<Field, Object> values = new LinkedHashMap<>();
        values.put(SqlTypes.field("boolean", SqlTypes.BOOLEAN), true);
        values.put(SqlTypes.field("integer", SqlTypes.INTEGER), -5);
        values.put(SqlTypes.field("bigint", SqlTypes.BIGINT), Long.MAX_VALUE);
        values.put(SqlTypes.field("double", SqlTypes.DOUBLE), 1e10);
        values.put(SqlTypes.decimal("decimal", 38, 2), new BigDecimal("-12345678901234567890.50"));
        values.put(SqlTypes.varchar("varchar"), "Grüße");
        values.put(SqlTypes.field("varbinary", SqlTypes.VARBINARY), new byte[] {0, (byte) 0xFF});
        values.put(SqlTypes.field("date", SqlTypes.DATE), 20_475);
        values.put(SqlTypes.field("time", SqlTypes.TIME), 11_045_000_006L);
        values.put(SqlTypes.field("timestamp", SqlTypes.TIMESTAMP), TIMESTAMP);
        values.put(SqlTypes.field("timestamptz", SqlTypes.TIMESTAMP_TZ), TIMESTAMP + 123_456);
        values.put(SqlTypes.field("days", SqlTypes.INTERVAL_DAY), -183_845_500_000L);
        values.put(SqlTypes.field("months", SqlTypes.INTERVAL_YEAR), -14);
        values.put(SqlTypes.json("json"), "{\"a\": 1}");
        values.put(SqlTypes.array("array", SqlTypes.field("e", SqlTypes.INTEGER)), Arrays.asList(1, null, 3));
        Map<String, String> map = new LinkedHashMap<>();
        map.put("bucketName", "b\"1");
        map.put("nothing", null);
        values.put(SqlTypes.textMap("map"), map);
        values.put(ROW, Arrays.asList("x", null));
        return values;
    }
}
