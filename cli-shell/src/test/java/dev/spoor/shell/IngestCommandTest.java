/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class IngestCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Shell shell = new Shell(
            new Streams(new ByteArrayInputStream(new byte[0]), out, err, false, false, false, 80), Clock.systemUTC());

    private List<String> words(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "ingest",
                "--set",
                "cache.path=" + folder.resolve("cache"),
                "--logs",
                folder.resolve("logs").toString(),
                "--lake",
                folder.resolve("lake").toString()));
        words.addAll(List.of(more));
        return words;
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static void await(Future<?> running, BooleanSupplier state) {
        while (!running.isDone() && !state.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void filesComeInAsMessagesTellAndTheServiceEndsWhenItIsAskedTo() throws Exception {
        List<SampleFile> files = new SampleTrail(SampleSpec.testing(300, 5))
                .files().stream()
                        .filter(file -> file.kind() == SampleFile.Kind.EVENTS)
                        .toList();
        List<String> messages = new ArrayList<>();
        for (SampleFile file : files) {
            Path path = folder.resolve("logs").resolve(file.key());
            Files.createDirectories(path.getParent());
            Files.write(path, file.gzip());
            messages.add(path.toRealPath().toString());
        }
        messages.remove(0); // nobody tells of this one
        messages.add("strange");
        Path feed = Files.write(folder.resolve("feed"), messages);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<ExitCode> running = thread.submit(() ->
                    shell.run(words("--queue", FileFeedProvider.SCHEME + feed, "--reconcile", "off", "--every", "1s")));
            await(running, () -> out().contains(" kept + "));
            shell.terminate();
            assertEquals(ExitCode.OK, running.get(), err());
        } finally {
            thread.shutdownNow();
        }
        assertEquals(List.of("strange"), Files.readAllLines(feed));
        int told = messages.size() - 1;
        assertTrue(out().contains("They told of " + told + " new files"), out());
        assertTrue(out().contains("Files:   " + told + " listed = " + told + " read + 0 pending"), out());
        assertFalse(out().contains("Reconciled"), out());
        assertTrue(err().contains("message strange was not understood: it is no address"), err());
        assertTrue(err().contains("Stopped."), err());
    }

    @Test
    void aListingComesFirstUnlessItIsOff() throws Exception {
        new SampleTrail(SampleSpec.testing(200, 5)).writeTo(folder.resolve("logs"), 1, made -> {});
        Path feed = Files.write(folder.resolve("feed"), List.<String>of());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<ExitCode> running = thread.submit(() -> shell.run(words("--queue", FileFeedProvider.SCHEME + feed)));
            await(running, () -> out().contains(" kept + "));
            shell.interrupt();
            assertEquals(ExitCode.CANCELLED, running.get(), err());
        } finally {
            thread.shutdownNow();
        }
        assertTrue(out().contains(" listed, "), out());
        assertTrue(out().contains("of which 0 should have been told of by a message."), out());
        assertTrue(out().contains(" digest file"), out());
    }

    @Test
    void wrongUsageIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        assertEquals(ExitCode.WRONG_USAGE, shell.run(words()));
        assertTrue(err().contains("ingest needs a queue"), err());
        assertEquals(ExitCode.WRONG_USAGE, shell.run(words("--queue", "my-queue")));
        assertTrue(err().contains("'my-queue' is not the address of a queue"), err());
        assertEquals(ExitCode.WRONG_USAGE, shell.run(words("--queue", "my-queue", "--reconcile", "never")));
        assertTrue(err().contains("--reconcile takes a time span"), err());
        assertEquals(ExitCode.WRONG_USAGE, shell.run(words("--queue", "my-queue", "-c", "SELECT 1")));
        assertTrue(err().contains("ingest runs no statements"), err());
    }
}
