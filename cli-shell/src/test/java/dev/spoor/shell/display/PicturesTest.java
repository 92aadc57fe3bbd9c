/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.display;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Pictures as they are seen. */
class PicturesTest {
    @Test
    void barsShareTheWidth() {
        String bars = BarChart.draw(List.of(new BarChart.Bar("日本", 10), new BarChart.Bar("b", 2.5)), 20);
        assertEquals(" 日本   10 ████████\n    b 2.50 ██\n", bars);
    }

    @Test
    void aLineGoesUpAndDown() {
        List<LineChart.Point> points = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            points.add(new LineChart.Point("t" + i, i < 15 ? i : 30 - i));
        }
        String[] lines = LineChart.draw(points, 40).split("\n");
        assertEquals(11, lines.length);
        assertTrue(lines[0].startsWith("15 │") && lines[0].strip().length() <= 40, lines[0]);
        assertTrue(lines[9].startsWith(" 0 │⣠⠞"), lines[9]);
        assertTrue(lines[10].strip().startsWith("t0 ") && lines[10].endsWith(" t29"), lines[10]);
        assertEquals('⠀', lines[0].charAt(4), "nothing is high at the beginning");
        String one = LineChart.draw(List.of(new LineChart.Point("only", 0)), 40);
        assertTrue(one.contains("only"), one);
    }

    @Test
    void shadesTellHowMuch() {
        String map = HeatMap.draw(
                List.of(
                        new HeatMap.Cell("Mon", "00", 1),
                        new HeatMap.Cell("Mon", "01", 100),
                        new HeatMap.Cell("Tue", "01", 0),
                        new HeatMap.Cell("Tue", "00", 60)),
                80);
        assertEquals("    00 01 \nMon ░░░███\nTue ▓▓▓   \n░ to 25  ▒ to 50  ▓ to 75  █ to 100\n", map);
    }

    @Test
    void labelsThatAreNumbersAreInOrderAndNeverCut() {
        List<HeatMap.Cell> cells = new ArrayList<>();
        for (int hour = 23; hour >= 0; hour--) {
            cells.add(new HeatMap.Cell("x", Integer.toString(hour), hour));
        }
        String[] lines = HeatMap.draw(cells, 50).split("\n");
        assertEquals("  0   2   4   6   8   10  12  14  16  18  20  22  ", lines[0]);
        assertEquals(50, lines[1].length());
        assertTrue(lines[1].startsWith("x   ░░") && lines[1].endsWith("██"), lines[1]);
    }

    @Test
    void aFunnelShowsWhatEachStepLeaves() {
        List<String> explained = List.of(
                "Aggregate: count()",
                "  -> Scan events [eventName] where eventname = 'x'",
                "      files total: 4000 (8192 bytes)",
                "      after time in key: 1000",
                "      after statistics: 1",
                "      files to read: 1 (100 bytes)",
                "      row groups, all of the lake: 80",
                "      row groups, read: 2",
                "      rows, all of the lake: 5000",
                "      rows, given: 10",
                "      note: a note",
                "  -> Scan other [eventName]",
                "      rows, all of the lake: 10",
                "      rows, given: 10");
        assertEquals("""
                To read of events: 1 of 4,000 files, 100 B of 8.0 KB
                         all files 4,000 █████████████████
                 after time in key 1,000 ████▎
                  after statistics     1 ▏

                Row groups of events: 2 of 80
                 all of the lake 80 ██████████████████████
                            read  2 ▌

                Rows of events: 10 of 5,000
                 all of the lake 5,000 ███████████████████
                           given    10 ▏

                Rows of other: 10 of 10
                 all of the lake 10 ██████████████████████
                           given 10 ██████████████████████

                Aggregate: count()
                  -> Scan events [eventName] where eventname = 'x'
                      note: a note
                  -> Scan other [eventName]
                """, Funnel.draw(explained, 43));
        assertEquals("Values 1 row\n", Funnel.draw(List.of("Values 1 row"), 40));
    }

    @Test
    void aStoryJoinsWhatIsAlikeAndShowsPauses() {
        List<Story.Call> calls = List.of(
                call("2026-06-21 01:00:00.000", "GetObject", "b/1", null),
                call("2026-06-21 01:00:01.000", "GetObject", "b/2", null),
                call("2026-06-21 04:20:01.000", "DeleteBucket", "b", "AccessDenied"),
                call("2026-06-22 00:00:00.000", "DeleteBucket", "b\u001B[2J", "AccessDenied"),
                call("2026-06-24 01:00:00.000", "GetObject", "b", null));
        String story = Story.tell(calls, false);
        assertEquals("""
                Sunday, 21 June 2026 (UTC)
                  01:00:00   s3 GetObject ×2                    b/1 and 1 other                  from 192.0.2.1
                            · · · nothing for 3 h 20 min
                  04:20:01 * s3 DeleteBucket                    b                                from 192.0.2.1  ✗ AccessDenied
                            · · · nothing for 19 h 39 min

                Monday, 22 June 2026 (UTC)
                  00:00:00 * s3 DeleteBucket                    b␛[2J                            from 192.0.2.1  ✗ AccessDenied
                            · · · nothing for 2 d 1 h

                Wednesday, 24 June 2026 (UTC)
                  01:00:00   s3 GetObject                       b                                from 192.0.2.1

                * changed something, or tried to: 2 of 5 calls
                """, story);
        String coloured = Story.tell(calls, true);
        assertTrue(coloured.contains(" \u001B[35m* s3 DeleteBucket "), coloured);
        assertTrue(coloured.contains("\u001B[31m✗ AccessDenied\u001B[0m\n"), coloured);
        assertEquals(story, coloured.replaceAll("\u001B\\[\\d*m", ""));
        assertFalse(Story.tell(calls.subList(0, 2), false).contains("*"), "nothing to explain");
    }

    private static Story.Call call(String time, String action, String target, String error) {
        return new Story.Call(
                time, "s3.amazonaws.com", action, "192.0.2.1", target, error, action.startsWith("Delete"));
    }
}
