/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.catalog.CatalogTable;
import dev.spoor.sql.text.SqlText;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where statements are answered. One thread, except that a running {@link Answer} may be cancelled from any. Errors are
 * EngineExceptions, wherever they come from.
 */
public interface Door extends AutoCloseable {
    /** What the last result is called as a table. */
    String LAST_RESULT = "_";

    /** Whether a statement has the name of the last result in it. */
    static boolean namesLastResult(String sql) {
        return SqlText.tokens(sql).stream()
                .anyMatch(token -> (token.kind() == SqlText.Kind.WORD && token.is(sql, LAST_RESULT))
                        || (token.kind() == SqlText.Kind.NAME && token.is(sql, '"' + LAST_RESULT + '"')));
    }

    /** Where the answers come from, for people: folders of logs, a lake, or the address of a server. */
    String place();

    /**
     * Starts a statement. The caller closes the answer.
     *
     * @param parameters the values of its {@code ?} as text, in the order of the text; each becomes what its place wants,
     *     and null is NULL
     */
    Answer query(String sql, List<String> parameters);

    /**
     * As above, for somebody who may want to stop it while it is planned.
     *
     * @param stopping is given, before anything is planned, what stops the statement from any thread
     */
    default Answer query(String sql, List<String> parameters, Consumer<Runnable> stopping) {
        return query(sql, parameters);
    }

    /** Starts a statement without parameters. */
    default Answer query(String sql) {
        return query(sql, List.of());
    }

    /** Changes a setting of the engine for the statements that follow; NOT_SUPPORTED by a server. */
    void set(String key, String value);

    /**
     * Makes a table of this process the last result for the statements that follow, instead of the one before; empty takes it away.
     * No statement that reads it may be running.
     */
    void provide(Optional<CatalogTable> lastResult);

    /** A door to the same place for another thread; closed by the caller. */
    Door another();

    @Override
    void close();
}
