/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ObjectFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A queue in memory with the manners of real ones: messages come in any order and some twice, also while they are held;
 * an acknowledgement may get lost; what a dead process held comes again. Safe for all threads.
 */
final class MemoryFeed implements ObjectFeed {
    private static final int NOTICES_PER_RECEIVE = 10;
    private static final long POLL_NANOS = 1_000_000;

    private record Message(String id, List<String> addresses, Optional<String> problem, int[] deliveries) {}

    private final Random random;
    private final Consumer<Notice> onAcknowledge;
    private final Map<String, Message> visible = new LinkedHashMap<>();
    private final Map<String, Message> hidden = new LinkedHashMap<>();
    private final List<String> setAside = new ArrayList<>();
    private int deliveriesMax = Integer.MAX_VALUE;
    private int lostPercent;
    private int repeatedPercent;
    private int failures;
    private int next;

    /** @param onAcknowledge sees each notice before it is gone for good */
    MemoryFeed(Random random, Consumer<Notice> onAcknowledge) {
        this.random = random;
        this.onAcknowledge = onAcknowledge;
    }

    /** So many of a hundred acknowledgements are lost, and so many of a hundred held messages are delivered again. */
    MemoryFeed unreliable(int lost, int repeated) {
        lostPercent = lost;
        repeatedPercent = repeated;
        return this;
    }

    /** Messages that come more often than that are set aside. */
    MemoryFeed settingAsideAfter(int deliveries) {
        deliveriesMax = deliveries;
        return this;
    }

    /** So many calls to come fail. */
    synchronized void fail(int calls) {
        failures = calls;
    }

    synchronized String send(String... addresses) {
        return send(Optional.empty(), addresses);
    }

    synchronized String send(Optional<String> problem, String... addresses) {
        String id = "message-" + next++;
        visible.put(id, new Message(id, List.of(addresses), problem, new int[1]));
        return id;
    }

    /** Whether nothing is left, neither to be received nor in work. */
    synchronized boolean isDrained() {
        return visible.isEmpty() && hidden.isEmpty();
    }

    synchronized List<String> setAside() {
        return List.copyOf(setAside);
    }

    /** What was held comes again. */
    synchronized void holderDies() {
        visible.putAll(hidden);
        hidden.clear();
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Notice> receive(Duration waitMax) {
        long end = System.nanoTime() + waitMax.toNanos();
        while (true) {
            List<Notice> now = receiveNow();
            if (!now.isEmpty()
                    || System.nanoTime() >= end
                    || Thread.currentThread().isInterrupted()) {
                return now;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private synchronized List<Notice> receiveNow() {
        if (failures > 0) {
            failures--;
            throw new EngineException(ErrorCode.FEED_FAILURE, "the queue is away");
        }
        hidden.values().stream()
                .filter(message -> random.nextInt(100) < repeatedPercent)
                .forEach(message -> visible.put(message.id(), message));
        List<Message> some = new ArrayList<>(visible.values());
        Collections.shuffle(some, random);
        List<Notice> notices = new ArrayList<>();
        for (Message message : some.subList(0, Math.min(some.size(), NOTICES_PER_RECEIVE))) {
            visible.remove(message.id());
            if (++message.deliveries()[0] > deliveriesMax) {
                hidden.remove(message.id());
                setAside.add(message.id());
                continue;
            }
            hidden.put(message.id(), message);
            notices.add(new Notice(message.id(), message.deliveries()[0], message.addresses(), message.problem()));
        }
        return notices;
    }

    @Override
    public synchronized void acknowledge(Collection<Notice> notices) {
        for (Notice notice : notices) {
            onAcknowledge.accept(notice);
            boolean isLost = random.nextInt(100) < lostPercent;
            Message message = hidden.remove(notice.id());
            if (isLost && message != null) {
                visible.put(message.id(), message);
            } else {
                visible.remove(notice.id());
            }
        }
    }

    @Override
    public synchronized void release(Collection<Notice> notices) {
        for (Notice notice : notices) {
            Message message = hidden.remove(notice.id());
            if (message != null) {
                visible.put(message.id(), message);
            }
        }
    }

    @Override
    public void close() {
        holderDies();
    }
}
