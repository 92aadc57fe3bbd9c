/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A Chromium without a window and one page in it, told what to do over the DevTools protocol
 * (https://chromedevtools.github.io/devtools-protocol). Keeps what the page asked for and what it complained of. Calls come from one
 * thread.
 */
final class Chromium implements AutoCloseable {
    /** Names the program where it is not one of {@link #NAMES} on the path. */
    private static final String PROPERTY = "spoor.chromium";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final String ADDRESS = "DevTools listening on ";
    private static final int ANSWER_SECONDS_MAX = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private CompletableFuture<Void> loaded = new CompletableFuture<>();
    private String session = "";
    private int lastId;

    private Chromium(Process process, String address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), new Ear())
                .join();
    }

    /**
     * Starts one.
     *
     * @param profile an empty folder for what it keeps
     * @throws IllegalStateException if there is none on this machine
     */
    static Chromium start(Path profile) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                program(),
                "--headless=new",
                // a container's root may not make its own boxes, and the pages are ours
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--lang=en",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank");
        Process process = builder.redirectErrorStream(true).start();
        Chromium chromium = new Chromium(process, address(process));
        chromium.openPage();
        return chromium;
    }

    private static String program() {
        String named = System.getProperty(PROPERTY, "");
        List<String> names = named.isEmpty() ? NAMES : List.of(named);
        return names.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium here: install one (Debian: apt-get install"
                        + " chromium), or name it with -D" + PROPERTY + "=PATH"))
                .toString();
    }

    private static String address(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ADDRESS)) {
                // or it stops when nobody reads what it says
                Thread drain = new Thread(() -> out.lines().forEach(more -> {}), "chromium-output");
                drain.setDaemon(true);
                drain.start();
                return line.substring(ADDRESS.length()).strip();
            }
            said.add(line);
        }
        throw new IllegalStateException("Chromium ended at once: " + said);
    }

    /** Hears answers and events; messages come in pieces. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder pieces = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            pieces.append(data);
            if (isLast) {
                String message = pieces.toString();
                pieces.setLength(0);
                try {
                    hear(JSON.readTree(message));
                } catch (IOException e) {
                    complain("not JSON: " + message);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            asked.values().forEach(answer -> answer.completeExceptionally(error));
        }
    }

    private void hear(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer = asked.remove(message.get("id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(
                        new IllegalStateException(message.get("error").toString()));
            } else {
                answer.complete(message.get("result"));
            }
            return;
        }
        JsonNode told = message.path("params");
        switch (message.path("method").asText()) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Network.requestWillBeSent" -> request(told.at("/request/url").asText());
            case "Log.entryAdded" -> complain(told.at("/entry/text").asText());
            case "Runtime.exceptionThrown" -> complain(told.toString());
            case "Runtime.consoleAPICalled" -> complain("console: " + told.path("args"));
            default -> {}
        }
    }

    private synchronized void request(String url) {
        requests.add(url);
    }

    private synchronized void complain(String what) {
        complaints.add(what);
    }

    /** What the last page opened asked for, itself included. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** What the last page opened complained of: errors, refused requests, words of scripts. */
    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    private synchronized void forget() {
        requests.clear();
        complaints.clear();
        loaded = new CompletableFuture<>();
    }

    private void openPage() {
        String target = call("Target.createTarget", with().put("url", "about:blank"))
                .get("targetId")
                .asText();
        session = call("Target.attachToTarget", with().put("targetId", target).put("flatten", true))
                .get("sessionId")
                .asText();
        List.of("Page", "Network", "Log", "Runtime").forEach(domain -> call(domain + ".enable", with()));
    }

    private static ObjectNode with() {
        return JSON.createObjectNode();
    }

    private JsonNode call(String method, ObjectNode parameters) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        ObjectNode message = with().put("id", ++lastId).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        asked.put(lastId, answer);
        socket.sendText(message.toString(), true).join();
        return await(answer, method);
    }

    private static <T> T await(CompletableFuture<T> what, String method) {
        try {
            return what.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /** Opens a file and waits until it is there. */
    void open(Path file) {
        forget();
        call("Page.navigate", with().put("url", file.toUri().toString()));
        await(loaded, "load " + file);
    }

    /** How wide the window is, what it shows on, and with what colours. */
    void show(int width, int height, String medium, String scheme) {
        call(
                "Emulation.setDeviceMetricsOverride",
                with().put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 500));
        ObjectNode media = with().put("media", medium);
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        call("Emulation.setEmulatedMedia", media);
    }

    /** The value of a script, waited for. */
    JsonNode evaluate(String script) {
        JsonNode answer = call(
                "Runtime.evaluate",
                with().put("expression", script).put("awaitPromise", true).put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.at("/result/value");
    }

    /** A picture of the whole page, PNG. */
    byte[] picture() {
        return bytes(call("Page.captureScreenshot", with().put("captureBeyondViewport", true)));
    }

    /** The page as a browser prints it on A4. */
    byte[] printed() {
        return bytes(call("Page.printToPDF", with().put("preferCSSPageSize", true)));
    }

    private static byte[] bytes(JsonNode answer) {
        return Base64.getDecoder().decode(answer.get("data").asText());
    }

    @Override
    public void close() {
        session = "";
        try {
            socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true);
            if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Chromium does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Optional.of(process).filter(Process::isAlive).ifPresent(Process::destroyForcibly);
        }
    }
}
