/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.LakeLocation;
import dev.spoor.Settings;
import dev.spoor.format.TimeWindow;
import dev.spoor.output.OutputFormat;
import dev.spoor.shell.ShellArguments.Action;
import dev.spoor.shell.ShellArguments.FailurePolicy;
import dev.spoor.shell.ShellArguments.FileScript;
import dev.spoor.shell.ShellArguments.InlineScript;
import dev.spoor.shell.ShellArguments.ServerAddress;
import dev.spoor.shell.ShellArguments.StatsFormat;
import dev.spoor.store.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command line is stable: these are its words. */
class ArgumentParserTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void serveTakesAPort() throws Exception {
        assertEquals(Action.SERVE, parse("serve").action());
        assertEquals(8765, parse("serve").serving().port());
        assertEquals(0, parse("serve", "--port", "0").serving().port());
        for (String bad : List.of("-1", "65536", "http")) {
            assertThrows(UsageException.class, () -> parse("serve", "--port", bad));
        }
    }

    @Test
    void nothingMeansStatementsFromStdinAndAllDefaults() throws Exception {
        ShellArguments arguments = parse();
        assertEquals(Action.QUERY, arguments.action());
        assertEquals(List.of(), arguments.logs());
        assertEquals(List.of(), arguments.scripts());
        assertEquals(Optional.empty(), arguments.format());
        assertEquals(TimeWindow.ALL, arguments.window());
        assertEquals(FailurePolicy.STOP, arguments.failurePolicy());
        assertTrue(arguments.header());
        assertEquals(StatsFormat.TEXT, arguments.statsFormat());
    }

    @Test
    void everyOptionOfTheContractIsUnderstood() throws Exception {
        Path script = Files.writeString(folder.resolve("a.sql"), "SELECT 1");
        ShellArguments arguments = parse(
                "--logs",
                folder.toString(),
                "--logs=" + script,
                "-c",
                "SELECT 1",
                "-f",
                script.toString(),
                "-c",
                "SELECT 2",
                "-f",
                "-",
                "--format",
                "jsonl",
                "--since",
                "7d",
                "--until",
                "2026-11-20",
                "--table",
                "logs=lake",
                "--set",
                "workers=1",
                "--shred",
                "requestParameters.bucketName",
                "--keep-going",
                "--no-header",
                "--stats",
                "json");
        assertEquals(StoreLocation.listOf(folder, script), arguments.logs());
        assertEquals(
                List.of(
                        new InlineScript("SELECT 1"),
                        new FileScript(script.toString()),
                        new InlineScript("SELECT 2"),
                        new FileScript("-")),
                arguments.scripts(),
                "in the order given");
        assertEquals(Optional.of(OutputFormat.JSONL), arguments.format());
        assertEquals(micros("2026-11-14T12:00:00Z"), arguments.window().sinceMicros());
        assertEquals(micros("2026-11-20T00:00:00Z"), arguments.window().untilMicros());
        assertEquals(Map.of("logs", "lake"), arguments.tables());
        assertEquals(1, arguments.settings().get(Settings.WORKERS));
        assertEquals("requestParameters.bucketName", arguments.settings().get(Settings.SHRED));
        assertEquals(FailurePolicy.KEEP_GOING, arguments.failurePolicy());
        assertFalse(arguments.header());
        assertEquals(StatsFormat.JSON, arguments.statsFormat());
    }

    @Test
    void everyFormatAndStatsFormatHasItsWord() throws Exception {
        for (String name : List.of("table", "vertical", "csv", "tsv", "json", "jsonl", "markdown", "null")) {
            assertEquals(name, parse("--format", name).format().orElseThrow().label());
        }
        assertEquals(StatsFormat.OFF, parse("--stats=off").statsFormat());
        assertEquals(StatsFormat.TEXT, parse("--stats", "text").statsFormat());
    }

    @Test
    void otherActionsHaveTheirWords() throws Exception {
        assertEquals(Action.DEMO, parse("demo").action());
        assertEquals(Action.HELP, parse("--help").action());
        assertEquals(Action.HELP, parse("-h").action());
        assertEquals(Action.VERSION, parse("--version").action());
    }

    @Test
    void aMistakeIsNamedAndTheNearestWordSuggested() {
        assertUsage("did you mean --format?", "--fromat", "csv");
        assertUsage("did you mean --keep-going?", "--keepgoing");
        assertUsage("see spoor --help", "--xyzzy-nonsense");
        assertUsage("did you mean csv?", "--format", "cvs");
        assertUsage("known are text, json, off", "--stats", "yaml-or-so");
        assertUsage("there is no setting 'worker'; did you mean 'workers'?", "--set", "worker=5");
        assertUsage("is not a value of workers", "--set", "workers=many");
        assertUsage("--set takes KEY=VALUE", "--set", "workers");
        assertUsage("--table takes NAME=VIEW", "--table", "=x");
        assertUsage("--logs needs a value", "--logs");
        assertUsage(
                "no such file or folder", "--logs", folder.resolve("missing").toString());
        assertUsage("no such file", "-f", folder.resolve("missing.sql").toString());
        assertUsage("--keep-going takes no value", "--keep-going=yes");
        assertUsage("SQL goes behind -c", "SELECT 1");
        assertUsage("--since takes a time such as", "--since", "yesterday-ish");
        for (String bad : List.of("", "5", "0s", "5 weeks", "999999999999999999d")) {
            assertUsage("--every takes a time span such as", "compact", "--every", bad);
        }
        assertUsage("--days takes a number from 1 on", "retain", "--days", "0");
        assertUsage("is not before", "--since", "2026-01-02", "--until", "2026-01-01");
    }

    @Test
    void timesAreRelativeOrIso() throws Exception {
        assertTime("2026-11-21T11:59:30Z", "30s");
        assertTime("2026-11-21T11:30:00Z", "30m");
        assertTime("2026-11-20T12:00:00Z", "24h");
        assertTime("2026-11-14T12:00:00Z", "7d");
        assertTime("2026-11-07T12:00:00Z", "2w");
        assertTime("2026-11-21T12:00:00Z", "now");
        assertTime("2026-01-22T00:00:00Z", "2026-01-22");
        assertTime("2026-01-22T16:53:53Z", "2026-01-22T16:53:53Z");
        assertTime("2026-01-22T16:53:00Z", "2026-01-22T16:53Z");
        assertTime("2026-01-22T16:53:53Z", "2026-01-22 16:53:53");
        assertTime("2026-01-22T16:53:00Z", "2026-01-22T16:53");
        assertTime("2026-01-22T14:53:53.5Z", "2026-01-22T16:53:53.5+02:00");
        for (String bad : List.of("", "7", "d", "-7d", "7x", "2026-13-01", "2026-01-22T25:00", "22.01.2026")) {
            assertThrows(UsageException.class, () -> TimeArgument.parse("--since", bad, NOW), bad);
        }
    }

    private static void assertTime(String expected, String text) throws UsageException {
        assertEquals(Instant.parse(expected), TimeArgument.parse("--since", text, NOW), text);
    }

    private static void assertUsage(String expected, String... words) {
        UsageException e = assertThrows(UsageException.class, () -> parse(words));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void aFileOfConfigurationHoldsUnlessTheCommandLineSaysOtherwise() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), """
                # tables of the security team
                logs = FOLDER
                table.cloudtrail_logs = athena:projection
                table."db"."trail" = lake
                workers = 3
                query.timeout = 5m
                """.replace(
                        "FOLDER", folder.toString().replace("\\", "\\\\")));
        ShellArguments fromFile = ArgumentParser.parse(List.of("-c", "SELECT 1"), NOW, Optional.of(config));
        assertEquals(StoreLocation.listOf(folder), fromFile.logs());
        assertEquals(Map.of("cloudtrail_logs", "athena:projection", "\"db\".\"trail\"", "lake"), fromFile.tables());
        assertEquals(3, fromFile.settings().get(Settings.WORKERS));

        ShellArguments both = parse(
                "--config",
                config.toString(),
                "--set",
                "workers=2",
                "--table",
                "cloudtrail_logs=lake",
                "-c",
                "SELECT 1");
        assertEquals("lake", both.tables().get("cloudtrail_logs"));
        assertEquals(2, both.settings().get(Settings.WORKERS));
        assertEquals(StoreLocation.listOf(folder), both.logs());
        assertEquals(
                List.of(),
                ArgumentParser.parse(List.of("demo"), NOW, Optional.of(config)).logs());
    }

    @Test
    void logsAndLakeOfAFileGoTogether() throws Exception {
        Path lake = folder.resolve("lake");
        Path config = Files.writeString(
                folder.resolve("config"), "logs = " + folder + "\nlake = " + lake + "\nledger = jdbc:sqlite:x\n");
        String file = config.toString();
        LakeLocation place = new LakeLocation(lake, Optional.of("jdbc:sqlite:x"));
        assertEquals(
                Optional.of(place), parse("--config", file, "-c", "SELECT 1").lake());
        ShellArguments otherLogs = parse("--config", file, "--logs", file, "-c", "SELECT 1");
        assertEquals(Optional.empty(), otherLogs.lake());
        ShellArguments otherLake = parse("--config", file, "--lake", "elsewhere", "-c", "SELECT 1");
        assertEquals(List.of(), otherLake.logs());
        ShellArguments compacted = parse("compact", "--config", file, "--lake", "elsewhere");
        assertEquals(StoreLocation.listOf(folder), compacted.logs());
        assertConfigFails("the key 'ledger' needs 'lake'", "ledger = jdbc:sqlite:x");
    }

    @Test
    void aLakeMayBeInARestCatalog() throws Exception {
        Path config = Files.writeString(
                folder.resolve("config"),
                "lake = " + folder + "\ncatalog.uri = https://host/api\ncatalog.token = secret\n");
        assertEquals(
                Map.of("uri", "https://host/api", "token", "secret"),
                parse("--config", config.toString(), "-c", "SELECT 1")
                        .lake()
                        .orElseThrow()
                        .restCatalog());
        assertConfigFails("need 'catalog.uri' and 'lake'", "catalog.uri = https://host/api");
        assertConfigFails("need 'catalog.uri' and 'lake'", "lake = x\ncatalog.token = secret");
    }

    @Test
    void aProfileSaysWhatToAsk() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), """
                logs = here
                workers = 3
                profile.prod.server = https://logs.example.com:8765
                profile.prod.user = ann
                profile.prod.password-command = pass show logs
                profile.lab.lake = there
                profile.lab.workers = 1
                """);
        List<String> file = List.of("--config", config.toString(), "-c", "SELECT 1", "--profile");
        ShellArguments prod = parse(and(file, "prod"));
        ServerAddress server =
                new ServerAddress("https://logs.example.com:8765", Optional.of("ann"), Optional.of("pass show logs"));
        assertEquals(Optional.of(server), prod.server());
        assertEquals(List.of(), prod.logs());
        assertEquals(3, prod.settings().get(Settings.WORKERS));
        assertEquals(
                Optional.of("bob"),
                parse(and(file, "prod", "--user", "bob")).server().orElseThrow().user());
        ShellArguments lab = parse(and(file, "lab"));
        assertEquals(Optional.empty(), lab.server());
        assertEquals("there", lab.lake().orElseThrow().place().text());
        assertEquals(List.of(), lab.logs());
        assertEquals(1, lab.settings().get(Settings.WORKERS));
        // whoever names logs means those
        assertEquals(
                Optional.empty(),
                parse(and(file, "prod", "--logs", folder.toString())).server());
        assertUsage("there is no profile 'prd'; did you mean 'prod'?", and(file, "prd"));
        assertUsage("--server has its own logs", and(file, "prod", "--since", "7d"));
        assertUsage("there is no file of configuration", "--profile", "prod");
        assertConfigFails("'profile.x' is no profile.NAME.KEY", "profile.x = 1");
        assertConfigFails("need 'server'", "user = ann");
        assertConfigFails("either 'server' or 'logs'", "server = http://x\nlogs = y");
    }

    private static String[] and(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aFaultyFileOfConfigurationIsWrongUsage() throws Exception {
        assertConfigFails("there is no key 'worker'; did you mean 'workers'?", "worker = 3");
        assertConfigFails("the key 'workers' is there twice", "workers = 3\nworkers = 4");
        assertConfigFails("'none' is not a value of workers", "workers = none");
        UsageException missing = assertThrows(
                UsageException.class,
                () -> parse("--config", folder.resolve("gone").toString()));
        assertTrue(missing.getMessage().contains("cannot be read"), missing.getMessage());
    }

    private void assertConfigFails(String reason, String text) throws Exception {
        Path config = Files.writeString(folder.resolve("faulty"), text);
        UsageException error = assertThrows(UsageException.class, () -> parse("--config", config.toString()));
        assertTrue(error.getMessage().contains(reason), error.getMessage());
    }

    @Test
    void theUsersConfigurationIsFoundWhereXdgSays() throws Exception {
        Path file = folder.resolve("xdg").resolve("spoor").resolve("config");
        Files.createDirectories(file.getParent());
        String xdg = folder.resolve("xdg").toString();
        assertEquals(Optional.empty(), ConfigFile.ofUser(Map.of("XDG_CONFIG_HOME", xdg), folder.toString()));
        Files.writeString(file, "");
        assertEquals(Optional.of(file), ConfigFile.ofUser(Map.of("XDG_CONFIG_HOME", xdg), folder.toString()));
        Path atHome = folder.resolve(".config").resolve("spoor").resolve("config");
        Files.createDirectories(atHome.getParent());
        Files.writeString(atHome, "");
        assertEquals(Optional.of(atHome), ConfigFile.ofUser(Map.of(), folder.toString()));
    }

    private static ShellArguments parse(String... words) throws UsageException {
        return ArgumentParser.parse(List.of(words), NOW, Optional.empty());
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000;
    }
}
