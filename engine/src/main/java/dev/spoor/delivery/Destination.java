/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.util.Set;

/**
 * A way that deliveries go. Its text form names it without a secret. One thread at a time.
 *
 * <p>A delivery may come again: when its first attempt did its work and nobody could write that down. Where a destination can
 * tell by the id, the second time does nothing; else receivers can.
 */
public interface Destination extends AutoCloseable {
    /**
     * Tries once, for a limited time. Nothing that can go wrong outside of this program is thrown: it is an outcome.
     *
     * @param reached receivers that an earlier attempt reached, as its outcome named them
     */
    DeliveryOutcome deliver(Delivery delivery, Set<String> reached);

    /** Frees connections. */
    @Override
    void close();
}
