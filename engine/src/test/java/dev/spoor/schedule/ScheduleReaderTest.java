/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.report.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What schedules may say, and what an error in one names. */
final class ScheduleReaderTest {
    private static final String ALERT =
            "alerts:\n- name: a\n  title: A\n  every: 5m\n  sql: SELECT 1 AS x FROM events WHERE eventTime >= :since"
                    + " AND eventTime < :until\n";

    @TempDir
    Path folder;

    private Schedule read(String yaml) throws IOException {
        Path file = folder.resolve("watch.yml");
        Files.writeString(file, yaml);
        return ScheduleReader.read(file);
    }

    @Test
    void whatASaysNothingAboutHasItsUsualValue() throws IOException {
        Schedule schedule = read(ALERT);
        assertEquals("watch", schedule.name());
        assertEquals(folder.resolve("reports"), schedule.out());
        AlertEntry alert = assertInstanceOf(AlertEntry.class, schedule.entries().get(0));
        assertEquals(Severity.MEDIUM, alert.severity());
        assertEquals(CatchUp.ALL, alert.catchUp());
        assertEquals(List.of(Duration.ZERO, Duration.ofMinutes(15), Duration.ofHours(1)), alert.looks());
        assertEquals("rows >= 1", alert.condition().toString());
        assertEquals(Optional.empty(), alert.suppress());
    }

    @Test
    void anAlertMayAskAQuestionOfAPack() throws IOException {
        Schedule schedule = read("alerts:\n- name: a\n  question: investigate/root-use\n  cron: '@hourly'\n");
        AlertEntry alert = assertInstanceOf(AlertEntry.class, schedule.entries().get(0));
        assertTrue(alert.sql().contains(":since"), alert.sql());
        assertTrue(!alert.title().isEmpty());
    }

    @Test
    void aReportHasDestinationsWithOptions() throws IOException {
        Schedule schedule = read("destinations:\n  mail: {kind: smtp, to: [a@example.com, b@example.com], host: h}\n"
                + "reports:\n- {name: r, pack: cis, edition: v3.0.0, period: previous month, cron: 0 6 1 * *,"
                + " zone: Europe/Berlin, catch-up: latest, deliver: [mail], deliver-from: high, files: [pdf]}\n");
        assertEquals(
                List.of(new Schedule.Target(
                        "mail", "smtp", Map.of("to", "a@example.com, b@example.com", "host", "h"), 2)),
                schedule.targets());
        ReportEntry report =
                assertInstanceOf(ReportEntry.class, schedule.entries().get(0));
        assertEquals("0 6 1 * * Europe/Berlin", report.rhythm().text());
        assertEquals(Severity.HIGH, report.deliverFrom());
        assertEquals(List.of(ReportPart.PDF), report.parts());
    }

    @Test
    void anErrorNamesItsLineAndWhatToDo() {
        assertProblem("", "watch.yml: the file is empty", "begin with");
        assertProblem("zone: UTC\n", "watch.yml:1: the schedule runs nothing", "under 'reports:' or 'alerts:'");
        assertProblem("zone: Mars\n" + ALERT, "watch.yml:1: 'Mars' is no time zone", "Europe/Berlin");
        assertProblem("name: My watch\n" + ALERT, "watch.yml:1: 'My watch' is no name", "small letters");
        assertProblem(
                "destinations:\n  x: {path: y}\n" + ALERT, "watch.yml:2: the destination x does not say", "folder");
        assertProblem(
                ALERT + "- name: a\n  title: B\n  every: 5m\n  question: cis/root-use\n",
                "watch.yml:6: 'a' is there a second time",
                "of its own");
        assertAlertProblem("deliver: [mail]", "watch.yml:6: no destination 'mail'", "known are");
        assertAlertProblem("evry: 5m", "watch.yml:6: no entry 'evry'", "did you mean every?");
        assertAlertProblem("cron: '@daily'", "watch.yml:2: the entry has both 'cron' and 'every'", "write one");
        assertAlertProblem("question: cis/root-use", "watch.yml:2: an alert has either 'sql' or 'question'", "SELECT");
        assertAlertProblem("when: rows is 5", "watch.yml:6: 'rows is 5' is no condition", "rows >= 5");
        assertAlertProblem(
                "suppress: 30m",
                "watch.yml:6: the same events would be told again after 30m: runs look" + " back 65m",
                "write 65m or more");
        assertAlertProblem("look-again: [soon]", "watch.yml:6: 'soon' is no time span", "such as 5m");
        assertAlertProblem(
                "when: rows < 1\n  key: [x]", "watch.yml:7: what is not there has no key", "leave 'key' out");
        assertAlertProblem("severity: hgih", "watch.yml:6: no severity 'hgih'", "did you mean high?");
        assertProblem(ALERT.replace(">= :since", "> :sinse"), "watch.yml:5: no parameter 'sinse'", "since");
        assertProblem(
                ALERT.replace(" AND eventTime < :until", ""),
                "watch.yml:5: the alert's SQL does not say which" + " time it is about",
                "WHERE eventTime");
        assertProblem(ALERT.replace("5m", "10s"), "watch.yml:4: nothing runs every 10s", "from 1m");
        assertReportProblem("pack: csi", "watch.yml:3: there is no pack 'csi'", "cis");
        assertReportProblem("pack: cis\n  period: monthly", "watch.yml:4: 'monthly' is no period", "previous month");
        assertReportProblem(
                "pack: cis\n  period: 7d\n  cron: 0 0 30 2 *", "watch.yml:5: '0 0 30 2 *' never comes", "quotes");
        assertReportProblem(
                "pack: cis\n  period: 7d\n  every: 1d\n  edition: v9", "watch.yml:6: no edition of cis 'v9'", "v");
        assertReportProblem(
                "pack: cis\n  period: 7d\n  every: 1d\n  files: [bundle]",
                "watch.yml:6: the report makes no bundle",
                "bundle: true");
        assertReportProblem(
                "pack: cis\n  period: 7d\n  every: 1d\n  parameters: {x: 1}",
                "watch.yml:6: no parameter of cis 'x'",
                "");
    }

    private void assertAlertProblem(String line, String message, String hint) {
        assertProblem(ALERT + "  " + line + "\n", message, hint);
    }

    private void assertReportProblem(String lines, String message, String hint) {
        assertProblem("reports:\n- name: r\n  " + lines + "\n", message, hint);
    }

    private void assertProblem(String yaml, String message, String hint) {
        EngineException problem = assertThrows(EngineException.class, () -> read(yaml), yaml);
        String told = problem.getMessage().replace(folder + "/", "");
        assertTrue(told.startsWith(message), told);
        assertTrue(problem.hint().orElse("").contains(hint), problem.hint().toString());
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        EngineException problem =
                assertThrows(EngineException.class, () -> ScheduleReader.read(folder.resolve("none.yaml")));
        assertEquals(ErrorCode.LOCATION_NOT_FOUND, problem.code());
    }
}
