/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import dev.spoor.error.EngineException;
import dev.spoor.shell.door.Door;
import dev.spoor.shell.door.TextRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What completion knows: tables, columns, functions, and the values of a few columns that the engine remembers of the files it has
 * read. Immutable. Made by asking {@code sys} tables, which read no logs.
 *
 * @param columns of all tables
 * @param functions all
 * @param values by the name of their column in lower case, the frequent ones first
 */
public record Vocabulary(List<ColumnName> columns, List<FunctionName> functions, Map<String, List<ValueName>> values) {
    /** Nothing is known yet. */
    public static final Vocabulary EMPTY = new Vocabulary(List.of(), List.of(), Map.of());

    private static final String MAIN_TABLE = "events";

    private static final String COLUMNS = """
            SELECT CASE WHEN table_schema = '' THEN table_name ELSE table_schema || '.' || table_name END,
                   column_name, data_type
            FROM sys.columns ORDER BY table_schema, table_name, ordinal_position""";

    private static final String FUNCTIONS =
            "SELECT function_name, arguments, kind FROM sys.functions ORDER BY function_name";

    private static final String VALUES = """
            SELECT lower(column_name), value, event_source, files, records, uncounted_files
            FROM sys.known_values WHERE value IS NOT NULL""";

    /** @param table with its schema unless that is the default one */
    record ColumnName(String table, String name, String type) {}

    record FunctionName(String name, String arguments, String kind) {}

    /**
     * A value, as far as files were read.
     *
     * @param lower the same in lower case, for looking it up at each key
     * @param serviceOrNull of an action, its service; an action of several services is there once for each
     * @param records that have it, in files where they were counted
     * @param files that have it, where records were not counted in some; 0 if they were in all
     */
    record ValueName(String text, String lower, String serviceOrNull, long records, long files) {
        ValueName(String text, String serviceOrNull, long records, long files) {
            this(text, text.toLowerCase(Locale.ROOT), serviceOrNull, records, files);
        }
    }

    /** Tables, columns and functions; the values stay as they are. Throws EngineException. */
    Vocabulary withNames(Door door) {
        List<ColumnName> found = TextRows.read(door, COLUMNS).stream()
                .map(row -> new ColumnName(row.get(0), row.get(1), row.get(2)))
                .toList();
        List<FunctionName> called = TextRows.read(door, FUNCTIONS).stream()
                .map(row -> new FunctionName(row.get(0), row.get(1), row.get(2)))
                .toList();
        return new Vocabulary(found, called, values);
    }

    /** Values, as far as files were read by now; the most frequent first. Throws EngineException. */
    Vocabulary withValues(Door door) {
        Map<String, List<ValueName>> found = new TreeMap<>();
        for (List<String> row : TextRows.read(door, VALUES)) {
            long records = row.get(4) == null ? 0 : Long.parseLong(row.get(4));
            boolean isCounted = Long.parseLong(row.get(5)) == 0;
            found.computeIfAbsent(row.get(0), column -> new ArrayList<>())
                    .add(new ValueName(row.get(1), row.get(2), records, isCounted ? 0 : Long.parseLong(row.get(3))));
        }
        found.replaceAll((column, all) -> ranked(all));
        return new Vocabulary(columns, functions, Map.copyOf(found));
    }

    private static List<ValueName> ranked(List<ValueName> all) {
        return all.stream()
                .sorted(Comparator.comparingLong(ValueName::records)
                        .thenComparingLong(ValueName::files)
                        .reversed()
                        .thenComparing(ValueName::text))
                .toList();
    }

    /** The values of a column in any letter case, with or without the name of its table before it; empty when none are known. */
    List<ValueName> valuesOf(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        while (!values.containsKey(name) && name.indexOf('.') >= 0) {
            name = name.substring(name.indexOf('.') + 1);
        }
        return values.getOrDefault(name, List.of());
    }

    /** The names of all tables, each once, the one that most people want first and those with a schema last. */
    List<String> tables() {
        return columns.stream()
                .map(ColumnName::table)
                .distinct()
                .sorted(Comparator.comparing((String table) -> !table.equals(MAIN_TABLE))
                        .thenComparing(table -> table.contains(".")))
                .toList();
    }

    /** Whether a function is called so, in lower case. */
    public boolean isFunction(String name) {
        return functions.stream().anyMatch(function -> function.name().equals(name));
    }

    /**
     * A vocabulary that is read on a thread of its own, and anew when somebody says so; what was read stays until the next is there,
     * so that nobody ever waits.
     */
    public static final class Live implements Supplier<Vocabulary>, AutoCloseable {
        /** The prompt comes first: reading takes what it needs of the processor. */
        private static final long DELAY_MILLIS = 150;

        private final Door door;
        private final Thread thread;
        private volatile Vocabulary current = EMPTY;
        private boolean isStale = true;
        private boolean isClosed;

        /** @param door of its own, which is closed with it */
        public Live(Door door) {
            this.door = door;
            this.thread = new Thread(this::work, "spoor-vocabulary");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public Vocabulary get() {
            return current;
        }

        /** A query has run: more may be known now. */
        public synchronized void refresh() {
            isStale = true;
            notifyAll();
        }

        private void work() {
            try {
                awaitPrompt();
                while (awaitStale()) {
                    // names do not change while a door is open
                    if (current.columns().isEmpty()) {
                        current = current.withNames(door);
                    }
                    current = current.withValues(door);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (EngineException e) {
                // completion knows less then; what is wrong with the place, the user's own queries will tell
                return;
            } finally {
                door.close();
            }
        }

        private synchronized void awaitPrompt() throws InterruptedException {
            if (!isClosed) {
                wait(DELAY_MILLIS);
            }
        }

        private synchronized boolean awaitStale() throws InterruptedException {
            while (!isStale && !isClosed) {
                wait();
            }
            isStale = false;
            return !isClosed;
        }

        /** Waits for what runs. */
        @Override
        public void close() {
            synchronized (this) {
                isClosed = true;
                notifyAll();
            }
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
