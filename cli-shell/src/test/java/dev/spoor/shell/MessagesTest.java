/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.QueryStats;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.SourcePosition;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.scan.TimeCoverage.Digests;
import dev.spoor.shell.StatementSplitter.Statement;
import dev.spoor.shell.display.BarChart;
import dev.spoor.shell.display.BarChart.Bar;
import dev.spoor.store.StoreTraffic;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the shell says beside the rows. */
class MessagesTest {
    private static final QueryStats STATS = new QueryStats(
            3,
            1_234,
            42,
            new ScanStatistics(200_000, 7, 652, 640, 12, 0, 3_500_000, 29_000_000),
            1_000,
            0,
            StoreTraffic.NONE);

    @Test
    void theFooterIsOneLineWithEverythingThatCounts() {
        assertEquals(
                "3 rows in 1.23 s; 42 of 200,000 events matched; 12 files read, 640 skipped; 3.3 MB (27.7 MB inflated)"
                        + "; 7 duplicates removed",
                Footer.text(STATS, Optional.empty()));
    }

    @Test
    void theFooterWarnsWhenSomethingWasUnreadable() {
        ScanStatistics scan = new ScanStatistics(10, 0, 2, 0, 2, 1, 100, 1_000);
        String footer = Footer.text(new QueryStats(1, 5, 10, scan, 0, 0, StoreTraffic.NONE), Optional.empty());
        assertTrue(footer.endsWith("; WARNING: 1 file could not be read whole, see sys.unreadable_files"), footer);
    }

    @Test
    void aQueryThatReadsNoFilesHasAShortFooter() {
        assertEquals(
                "1 row in 0.00 s",
                Footer.text(new QueryStats(1, 4, 0, ScanStatistics.ZERO, 0, 0, StoreTraffic.NONE), Optional.empty()));
    }

    @Test
    void requestsToFarStoresAreCounted() {
        QueryStats far = new QueryStats(1, 4, 0, ScanStatistics.ZERO, 0, 0, new StoreTraffic(12, 1_200, 0, 3, 9_000));
        assertEquals("1 row in 0.00 s; 1,212 requests (3 repeated)", Footer.text(far, Optional.empty()));
        assertTrue(
                Footer.json(far, Optional.empty())
                        .endsWith(",\"listRequests\":12,\"readRequests\":1200,\"repeatedRequests\":3}"),
                Footer.json(far, Optional.empty()));
    }

    @Test
    void hoursWithoutFilesAreTold() {
        TimeCoverage gap = new TimeCoverage(
                TimeCoverage.Unit.HOUR,
                24,
                List.of(new TimeCoverage.Gap("111111111111/eu-west-1", 2), new TimeCoverage.Gap("222222222222", 1)),
                Digests.NONE);
        String footer = Footer.text(STATS, Optional.of(gap));
        assertTrue(
                footer.endsWith("; no files in 2 of 24 hours in 111111111111/eu-west-1 and 1 more: see sys.coverage"),
                footer);
        String json = Footer.json(STATS, Optional.of(gap));
        assertTrue(json.endsWith(",\"hours\":24,\"hoursWithoutFiles\":2}"), json);
        TimeCoverage whole = new TimeCoverage(TimeCoverage.Unit.DAY, 1_000, List.of(), Digests.NONE);
        assertTrue(Footer.text(STATS, Optional.of(whole)).endsWith("; files in all 1,000 days"));
    }

    /** No place is accused of what may be silence. */
    @Test
    void rareFilesAreToldOfOnceAndShort() {
        Map<Digests, String> words = Map.of(
                Digests.NONE, "; no files in 533 of 775 hours, and no digests that tell silence from loss",
                Digests.THERE, "; no files in 533 of 775 hours: sys.coverage tells silence from loss",
                Digests.UNKNOWN, "; no files in 533 of 775 hours: see sys.coverage");
        TimeCoverage.Gap rare = new TimeCoverage.Gap("111111111111", 533);
        words.forEach((digests, text) -> {
            TimeCoverage told = new TimeCoverage(TimeCoverage.Unit.HOUR, 775, List.of(rare), digests);
            assertTrue(Footer.text(STATS, Optional.of(told)).endsWith(text), told.text());
            assertTrue(told.text().length() <= 80, told.text());
            TimeCoverage two = new TimeCoverage(TimeCoverage.Unit.HOUR, 775, List.of(rare, rare), digests);
            assertTrue(two.text().startsWith("no files in up to 533 of 775 hours"), two.text());
        });
    }

    @Test
    void statisticsForProgramsHaveTheirNames() {
        assertEquals(
                "{\"rows\":3,\"elapsedMillis\":1234,\"eventsScanned\":200000,\"filesTotal\":652,\"filesPruned\":640,"
                        + "\"filesRead\":12,\"filesUnreadable\":0,\"bytesRead\":3500000,\"bytesInflated\":29000000,"
                        + "\"duplicatesRemoved\":7,\"listRequests\":0,\"readRequests\":0,\"repeatedRequests\":0}",
                Footer.json(STATS, Optional.empty()));
    }

    @Test
    void sizesAreReadable() {
        assertEquals("0 B", Footer.bytes(0));
        assertEquals("1023 B", Footer.bytes(1023));
        assertEquals("1.0 KB", Footer.bytes(1024));
        assertEquals("150 MB", Footer.bytes(150L << 20));
        assertEquals("8.0 PB", Footer.bytes(8L << 50));
    }

    @Test
    void anErrorPointsAtItsPlace() {
        EngineException error = new EngineException(ErrorCode.COLUMN_NOT_FOUND, "column 'evntName' not found")
                .at(new SourcePosition(2, 5, 2, 12))
                .advise("did you mean 'eventName'?");
        assertEquals(
                """
                error at a.sql:11:5: column 'evntName' not found (COLUMN_NOT_FOUND)
                    AND evntName = 'x'
                        ^^^^^^^^
                hint: did you mean 'eventName'?""",
                ErrorReport.of(
                                error,
                                new Statement("SELECT 1 FROM events WHERE true\nAND evntName = 'x'", 10, 3),
                                "a.sql")
                        .replace("  AND evntName", "    AND evntName")
                        .replace("\n      ^", "\n        ^"));
    }

    @Test
    void anErrorOnTheFirstLineCountsTheColumnsBeforeTheStatement() {
        EngineException error = new EngineException(ErrorCode.SYNTAX_ERROR, "unexpected").at(SourcePosition.at(1, 8));
        String report = ErrorReport.of(error, new Statement("SELECT , 1", 3, 11), "");
        assertEquals("error at 3:18: unexpected (SYNTAX_ERROR)\n  SELECT , 1\n         ^", report);
    }

    @Test
    void theCaretStandsUnderWideAndEvilText() {
        EngineException error = new EngineException(ErrorCode.SYNTAX_ERROR, "no\u001B[2J").at(SourcePosition.at(1, 14));
        String report = ErrorReport.of(error, new Statement("SELECT 'ユーザ' x", 1, 1), "");
        String[] lines = report.split("\n");
        assertEquals("  SELECT 'ユーザ' x", lines[1]);
        assertEquals("  " + " ".repeat(16) + "^", lines[2]);
        assertFalse(report.contains("\u001B"));
    }

    @Test
    void aLongLineIsShownAroundThePlace() {
        String sql = "SELECT " + "1 + ".repeat(200) + "oops" + " + 1".repeat(200);
        int column = sql.indexOf("oops") + 1;
        EngineException error = new EngineException(ErrorCode.COLUMN_NOT_FOUND, "no column")
                .at(new SourcePosition(1, column, 1, column + 3));
        String[] lines = ErrorReport.of(error, new Statement(sql, 1, 1), "").split("\n");
        assertTrue(lines[1].length() < 200, lines[1]);
        int caret = lines[2].indexOf('^');
        assertEquals("oops", lines[1].substring(caret, caret + 4));
        assertTrue(lines[2].endsWith("^^^^"));
    }

    @Test
    void aBugShowsItsTrace() {
        EngineException bug = new EngineException(ErrorCode.INTERNAL, "cannot be", new IllegalStateException("why"));
        String report = ErrorReport.of(bug, new Statement("SELECT 1", 1, 1), "");
        assertTrue(report.contains("This is a bug in Spoor"), report);
        assertTrue(report.contains("IllegalStateException: why"), report);
    }

    @Test
    void barsAreProportional() {
        String chart = BarChart.draw(List.of(new Bar("0", 0), new Bar("1", 1), new Bar("10", 1_000)), 80);
        assertEquals("  0     0 \n  1     1 ▏\n 10 1,000 " + "█".repeat(50) + "\n", chart);
        String narrow = BarChart.draw(List.of(new Bar("a", 5), new Bar("b", 10)), 16);
        assertEquals(" a  5 ████▌\n b 10 █████████\n", narrow);
    }

    @Test
    void aMessageReplacesTheLineOfProgress() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Diagnostics diagnostics = new Diagnostics(err);
        diagnostics.progress("working");
        diagnostics.line("done");
        diagnostics.line("more");
        assertEquals(
                "\r\u001B[Kworking\r\u001B[Kdone\nmore\n",
                err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }
}
