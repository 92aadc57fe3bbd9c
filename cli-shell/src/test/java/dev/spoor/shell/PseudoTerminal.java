/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A program at a terminal of the kernel's own, with its line discipline, signals and size: {@code script} of util-linux opens it, what
 * the program sends is drawn on a {@link VirtualScreen}.
 */
final class PseudoTerminal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final int HEIGHT = 24;

    /** Of a terminal that does not know its size: what programs then take it to be. */
    static final int WIDTH_USUAL = 80;

    private final VirtualScreen screen;
    private final Process process;
    private final Thread drawing;
    private final Path device;

    private PseudoTerminal(VirtualScreen screen, Process process, Path device) {
        this.screen = screen;
        this.process = process;
        this.device = device;
        this.drawing = new Thread(this::draw, "test-terminal");
        drawing.setDaemon(true);
        drawing.start();
    }

    /** Whether this machine has the program that opens terminals. */
    static boolean isAvailable() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/script"))) {
            return false;
        }
        Process version = new ProcessBuilder("/usr/bin/script", "--version")
                .redirectErrorStream(true)
                .start();
        String text = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return version.waitFor() == 0 && text.contains("util-linux");
    }

    /**
     * Starts a program.
     *
     * @param folder for a file of this class
     * @param width in columns; 0 for a terminal that knows neither its width nor its height
     * @param environment variables beside those of this process
     */
    static PseudoTerminal start(Path folder, int width, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path device = Files.createTempFile(folder, "terminal", "");
        List<String> quoted = new ArrayList<>();
        command.forEach(word -> quoted.add("'" + word.replace("'", "'\\''") + "'"));
        String line = "stty cols " + width + " rows " + (width == 0 ? 0 : HEIGHT) + " && tty > '" + device
                + "' && exec " + String.join(" ", quoted);
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/script", "-qefc", line, "/dev/null");
        List.of("NO_COLOR", "COLUMNS", "LINES", "PAGER", "SPOOR_PAGER", "LESS").forEach(builder.environment()::remove);
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        VirtualScreen screen = new VirtualScreen(width == 0 ? WIDTH_USUAL : width, HEIGHT);
        return new PseudoTerminal(screen, builder.start(), device);
    }

    private void draw() {
        byte[] bytes = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                screen.write(bytes, 0, count);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    VirtualScreen screen() {
        return screen;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Makes the terminal wider or narrower, which the kernel tells the program. */
    void resize(int width) throws IOException, InterruptedException {
        screen.resize(width);
        String terminal = Files.readString(device).strip();
        Process stty = new ProcessBuilder("stty", "-F", terminal, "cols", Integer.toString(width))
                .inheritIO()
                .start();
        if (stty.waitFor() != 0) {
            throw new IOException("the size of " + terminal + " does not change");
        }
    }

    /** Waits until the screen shows what it should; a test that waits in vain fails with what it shows. */
    void await(Predicate<String> isShown) throws InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 100; i++) {
            if (isShown.test(screen.text())) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("the screen shows:\n" + screen.text());
    }

    /** Waits until the whole screen is this. */
    void awaitScreen(String text) throws InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 100 && !screen.text().equals(text); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertEquals(text, screen.text());
    }

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end; the screen shows:\n" + screen.text());
        }
        drawing.join();
        return process.exitValue();
    }

    /** Hangs up: whatever still runs gets SIGHUP. */
    @Override
    public void close() {
        process.destroy();
    }
}
