/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells that objects have arrived in stores: each at least once if all goes well, in any order, with repeats. A notice
 * that was received is kept from others, however long the work on it takes, until it is acknowledged or released, or the
 * feed is closed, or the process dies; then it comes again. {@link #receive} from one thread, all else from any.
 *
 * <p>Errors of {@code receive} are {@link dev.spoor.error.EngineException}s: FEED_FAILURE when the feed cannot be reached, ACCESS_DENIED
 * when it may not be.
 */
public interface ObjectFeed extends AutoCloseable {
    /** What people call it. */
    String name();

    /**
     * Waits for notices. A notice that is received again while it is held, because it could not be kept from others in
     * time, has the same id and replaces the one before.
     *
     * @param waitMax how long at most when there are none; the thread may be interrupted meanwhile
     * @return some of those that there are; empty when there are none
     */
    List<Notice> receive(Duration waitMax);

    /** The work on notices is done. Never fails: those that cannot be acknowledged come again. */
    void acknowledge(Collection<Notice> notices);

    /** Nothing can be done about notices now: they come again after a while, or are set aside as their place decides. Never fails. */
    void release(Collection<Notice> notices);

    /** Gives back what is held, so that it comes again at once, as far as that can be done quickly. */
    @Override
    void close();

    /**
     * One message.
     *
     * @param id the same whenever it comes again
     * @param deliveries how often it was received, by anybody, this time included
     * @param addresses of the objects that it tells of; empty when it tells of something else that needs no work
     * @param problem why it was not understood, or not all of it
     */
    record Notice(String id, int deliveries, List<String> addresses, Optional<String> problem) {
        public Notice {
            Objects.requireNonNull(id, "id is null");
            addresses = List.copyOf(addresses);
            Objects.requireNonNull(problem, "problem is null");
        }
    }
}
