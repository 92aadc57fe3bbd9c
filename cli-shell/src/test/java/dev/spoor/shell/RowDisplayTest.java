/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.QueryStats;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Values;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.shell.door.Answer;
import dev.spoor.shell.door.Door;
import dev.spoor.vector.Batch;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Rows that are there are seen while the rest of the query does not come. */
@Tag("any-jdk")
class RowDisplayTest {
    private static final long WAIT_SECONDS_MAX = 60;
    private static final Field COLUMN = SqlTypes.varchar("a");

    private final VirtualScreen screen = new VirtualScreen(60, 10);

    /** What a terminal does with what programs write: a line feed begins a line. */
    private final OutputStream terminal = new OutputStream() {
        @Override
        public void write(int b) {
            if (b == '\n') {
                screen.write('\r');
            }
            screen.write(b);
        }
    };

    /** What the user saw while the query had given its first row and not its second. */
    private String seenBetween = "";

    /** Two rows, the second of which comes only when the user has seen the first, and progress beneath. */
    private final class SlowAnswer implements Answer {
        private final Memory memory = Memory.root(1 << 20);
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private int given;

        @Override
        public Batch next() {
            given++;
            if (given == 2) {
                awaitScreen();
            }
            return given > 2 ? null : row(given == 1 ? "first" : "other");
        }

        private void awaitScreen() {
            try {
                for (int i = 0; i < WAIT_SECONDS_MAX * 50 && !isSeen(); i++) {
                    if (cancelled.await(20, TimeUnit.MILLISECONDS)) {
                        throw new EngineException(ErrorCode.CANCELLED, "the query was cancelled");
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            seenBetween = screen.text();
        }

        private boolean isSeen() {
            return screen.text().contains(" first\n") && screen.text().contains("waiting for the server");
        }

        private Batch row(String text) {
            FieldVector vector = Values.newVector(COLUMN, 1, memory);
            Values.write(vector, 0, text);
            vector.setValueCount(1);
            return new Batch(1, List.of(new FlatColumn(COLUMN, vector)));
        }

        @Override
        public List<String> columnNames() {
            return List.of(COLUMN.getName());
        }

        @Override
        public Schema schema() {
            return new Schema(List.of(COLUMN));
        }

        @Override
        public Memory memory() {
            return memory;
        }

        @Override
        public List<String> notes() {
            return List.of();
        }

        @Override
        public Optional<QueryStats> stats() {
            return Optional.empty();
        }

        @Override
        public Optional<TimeCoverage> coverage() {
            return Optional.empty();
        }

        @Override
        public boolean isIncomplete() {
            return false;
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    private final class SlowDoor implements Door {
        @Override
        public String place() {
            return "far away";
        }

        @Override
        public Answer query(String sql, List<String> parameters) {
            return new SlowAnswer();
        }

        @Override
        public void set(String key, String value) {}

        @Override
        public void provide(Optional<CatalogTable> lastResult) {}

        @Override
        public Door another() {
            return this;
        }

        @Override
        public void close() {}
    }

    private ExitCode run(OutputStream out) throws IOException, UsageException {
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), out, terminal, false, true, true, 60);
        ShellArguments arguments = ArgumentParser.parse(List.of("--format", "table"), Instant.EPOCH, Optional.empty());
        try (StatementRunner runner = new StatementRunner(
                new SlowDoor(),
                new OutputStreamWriter(out, StandardCharsets.UTF_8),
                new Diagnostics(terminal),
                streams,
                arguments,
                Map.of("PAGER", ""),
                Clock.systemUTC())) {
            return runner.run("SELECT a", List.of());
        }
    }

    @Test
    void firstRowsAreSeenWhileTheRestDoesNotCome() throws Exception {
        assertEquals(ExitCode.OK, run(terminal));
        assertTrue(seenBetween.startsWith(" a\n"), seenBetween);
        String[] lines = seenBetween.split("\n");
        assertEquals(" first", lines[2], "a row ends before progress begins beneath it");
        assertTrue(lines[3].contains("waiting for the server"), seenBetween);
        assertEquals(4, lines.length, seenBetween);
        assertTrue(screen.text().contains(" first\n other\n2 rows in "), screen.text());
    }

    @Test
    void aScreenThatIsGoneEndsTheQuery() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the terminal is gone");
            }
        };
        assertEquals(
                "the terminal is gone",
                assertThrows(IOException.class, () -> run(gone)).getMessage());
    }
}
