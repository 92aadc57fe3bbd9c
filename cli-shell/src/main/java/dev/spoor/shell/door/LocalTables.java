/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.WriteCondition;
import java.io.InputStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An engine beside a server, for statements that read tables of this process. It has no logs, and a statement that wants some is told
 * where they are rather than that there are none.
 */
final class LocalTables implements AutoCloseable {
    private final Engine engine;
    private final EmbeddedDoor door;

    LocalTables() {
        EngineConfig config = new EngineConfig(List.of(), Map.of(), Settings.initial(), TimeWindow.ALL);
        this.engine = Engine.open(config, new LogsElsewhere());
        this.door = new EmbeddedDoor(engine, "the last result");
    }

    void provide(CatalogTable table) {
        door.provide(Optional.of(table));
    }

    Answer query(String sql, List<String> parameters) {
        return door.query(sql, parameters);
    }

    @Override
    public void close() {
        door.close();
        engine.close();
    }

    private static final class LogsElsewhere implements ObjectStore {
        private static EngineException elsewhere() {
            return new EngineException(
                            ErrorCode.NOT_SUPPORTED,
                            "the last result is kept here, and the logs are on the server: a statement reads one or the other")
                    .advise("write the last statement instead of " + Door.LAST_RESULT + ", as a sub-query");
        }

        @Override
        public String location() {
            return "server:";
        }

        @Override
        public Iterator<ObjectEntry> list(String prefix, String startAfterOrNull, Consumer<ListingProblem> problems) {
            throw elsewhere();
        }

        @Override
        public InputStream read(ObjectEntry entry, ByteRange range) {
            throw elsewhere();
        }

        @Override
        public ObjectSink create(String key, WriteCondition condition) {
            throw elsewhere();
        }

        @Override
        public void delete(Collection<String> keys) {
            throw elsewhere();
        }

        @Override
        public void close() {}
    }
}
