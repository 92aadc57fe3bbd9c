/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code bin/spoor serve} as a process, over three events whose times are awkward in some zone. */
final class ServedLogs implements AutoCloseable {
    /** Of the events, in order: the first is a clock that New York does not have. */
    static final List<String> TIMES = List.of("2026-03-08T02:30:00Z", "2026-03-08T07:30:00Z", "2026-06-30T23:59:59Z");

    static final List<String> NAMES = List.of("ConsoleLogin", "AssumeRole", "GetObject");

    private final Process process;
    private final String address;

    private ServedLogs(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static ServedLogs start(Path folder) throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        StringBuilder records = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < TIMES.size(); i++) {
            records.append(i == 0 ? "" : ",").append(String.format(
                    Locale.ROOT,
                    "{\"eventVersion\":\"1.11\",\"eventTime\":\"%s\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"%s\","
                            + "\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"192.0.2.%d\",\"readOnly\":true,"
                            + "\"eventID\":\"00000000-0000-0000-0000-00000000000%d\",\"recipientAccountId\":\"111122223333\","
                            + "\"userIdentity\":{\"type\":\"IAMUser\",\"userName\":\"someone\"}}",
                    TIMES.get(i),
                    NAMES.get(i),
                    i,
                    i));
        }
        Files.writeString(logs.resolve("events.json"), records + "]}");
        Path spoor = Path.of("../../../bin/spoor").toAbsolutePath().normalize();
        Process process = new ProcessBuilder(
                        spoor.toString(), "serve", "--logs", logs.toString(), "--port", "0")
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        BufferedReader told = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            all.append(line).append('\n');
            int start = line.indexOf("jdbc:spoor:");
            if (start >= 0) {
                drain(told);
                return new ServedLogs(process, line.substring(start).split("\\s", 2)[0]);
            }
        }
        throw new IllegalStateException("spoor serve has ended: " + all);
    }

    private static void drain(BufferedReader told) {
        Thread thread = new Thread(() -> {
            try {
                told.transferTo(Writer.nullWriter());
            } catch (IOException e) {
                // the process has ended
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** For {@code DriverManager}. */
    String url() {
        return address;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
