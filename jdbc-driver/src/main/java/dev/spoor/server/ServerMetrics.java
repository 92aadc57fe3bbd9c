/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What a server has done, counted for those who watch it. Thread-safe. */
final class ServerMetrics {
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final List<Supplier<String>> others = new CopyOnWriteArrayList<>();

    /** Shows what somebody else counts, too, in the same format. */
    void with(Supplier<String> other) {
        others.add(other);
    }

    void asked() {
        requests.increment();
    }

    void failed() {
        failures.increment();
    }

    void refused() {
        refusals.increment();
    }

    void sent(long bytes) {
        bytesSent.add(bytes);
    }

    /** In the text format of Prometheus, version 0.0.4. */
    String text(int sessions, int queries) {
        StringBuilder text = new StringBuilder();
        append(text, "spoor_requests_total", "counter", "Requests that were received", requests.sum());
        append(text, "spoor_failures_total", "counter", "Requests that were answered with an error", failures.sum());
        append(text, "spoor_refusals_total", "counter", "Requests that were not let in", refusals.sum());
        append(text, "spoor_sent_bytes_total", "counter", "Bytes of answers", bytesSent.sum());
        append(text, "spoor_sessions", "gauge", "Sessions that are open", sessions);
        append(text, "spoor_queries", "gauge", "Queries that have begun and not ended", queries);
        others.forEach(other -> text.append(other.get()));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String type, String help, long value) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append(name).append(' ').append(value).append('\n');
    }
}
