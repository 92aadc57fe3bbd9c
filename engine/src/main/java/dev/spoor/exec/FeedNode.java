/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.util.List;

/**
 * The start of steps that one operator runs for each of its batches. As planned it has nothing to give; {@link PerRowNode}
 * puts one of its own in its place.
 *
 * @param feed what it gives; null as planned
 */
public record FeedNode(Schema schema, Feed feed) implements PlanNode {
    /** A batch on its way from the operator around the steps. One thread. */
    static final class Feed {
        private Batch batch;

        /** Takes the batch over; the one before it is gone. */
        void give(Batch next) {
            batch = next;
        }

        private Batch take() {
            Batch taken = batch;
            batch = null;
            return taken;
        }

        void close() {
            if (batch != null) {
                batch.close();
                batch = null;
            }
        }
    }

    public static FeedNode of(Schema schema) {
        return new FeedNode(schema, null);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of();
    }

    @Override
    public boolean isPartitioned() {
        return false;
    }

    /** Gives each batch once, then null until there is another. */
    @Override
    public Operator open(QueryContext context) {
        return new Operator() {
            @Override
            public Batch next() {
                return feed.take();
            }

            @Override
            public void close() {
                feed.close();
            }
        };
    }

    @Override
    public String describe() {
        return "Rows";
    }
}
