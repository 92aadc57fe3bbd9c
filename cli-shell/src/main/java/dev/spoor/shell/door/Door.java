/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import java.util.List;

/**
 * Where statements are answered. One thread, except that a running {@link Answer} may be cancelled from any. Errors are
 * EngineExceptions, wherever they come from.
 */
public interface Door extends AutoCloseable {
    /** Where the answers come from, for people: folders of logs, a lake, or the address of a server. */
    String place();

    /**
     * Starts a statement. The caller closes the answer.
     *
     * @param parameters the values of its {@code ?} as text, in the order of the text; each becomes what its place wants,
     *     and null is NULL
     */
    Answer query(String sql, List<String> parameters);

    /** Starts a statement without parameters. */
    default Answer query(String sql) {
        return query(sql, List.of());
    }

    /** Changes a setting of the engine for the statements that follow; NOT_SUPPORTED by a server. */
    void set(String key, String value);

    /** A door to the same place for another thread; closed by the caller. */
    Door another();

    @Override
    void close();
}
