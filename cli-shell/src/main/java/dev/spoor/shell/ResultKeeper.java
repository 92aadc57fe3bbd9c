/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.catalog.KeptRows;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.output.ColumnNames;
import dev.spoor.output.ResultWriter;
import dev.spoor.shell.door.Door;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the rows of the last statement in a packed file, as the table {@link Door#LAST_RESULT} of the next one. A statement that fails
 * leaves what was kept before. One thread.
 */
final class ResultKeeper implements AutoCloseable {
    /** Bytes of a packed file; a result that takes more is not kept, which whoever wants it is told. */
    static final long BYTES_MAX = 1L << 30;

    private static final String DOC = "The rows of the last statement.";

    private final Door door;
    private Path folder;
    private int files;
    private KeptRows kept;
    private ResultBundle.Facts facts;
    private String missing = "no statement was run yet";
    private boolean isWanted;

    ResultKeeper(Door door) {
        this.door = door;
    }

    /** Keeps results from now on. Until then nothing is: most scripts have no use for it. */
    void want() {
        isWanted = true;
    }

    /** The rows that are kept. */
    Optional<KeptRows> rows() {
        return Optional.ofNullable(kept);
    }

    /** Why {@link #rows} is empty. */
    String missing() {
        return missing;
    }

    /** What is known about the rows; only where there are {@link #rows}. */
    ResultBundle.Facts facts() {
        return facts;
    }

    /** Says what is known about the result that a writer of {@link #over} wrote, before it is closed; of others nothing is kept. */
    void about(ResultWriter writer, ResultBundle.Facts known) {
        if (writer instanceof KeepingWriter keeping) {
            boolean readsLast = kept != null && Door.namesLastResult(known.sql());
            keeping.facts = readsLast ? known.after(facts) : known;
        }
    }

    /** A writer that also keeps what goes through another one, if that is wanted. */
    ResultWriter over(ResultWriter writer, Memory memory) {
        return isWanted ? new KeepingWriter(writer, memory) : writer;
    }

    private Path nextFile() {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("spoor-result-");
            }
            files++;
            return folder.resolve(files + ".rows");
        } catch (IOException e) {
            throw new EngineException(ErrorCode.STORE_FAILURE, "no folder for the last result: " + e.getMessage(), e);
        }
    }

    private void replace(KeptRows rowsOrNull, String why) {
        KeptRows before = kept;
        kept = rowsOrNull;
        missing = why;
        door.provide(Optional.ofNullable(rowsOrNull).map(rows -> rows.table(Door.LAST_RESULT, DOC)));
        if (before != null) {
            before.close();
        }
    }

    @Override
    public void close() throws IOException {
        replace(null, "the shell has ended");
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }

    /** Passes everything on; troubles with keeping are no trouble of the statement. */
    private final class KeepingWriter implements ResultWriter {
        private final ResultWriter writer;
        private final Memory memory;
        private KeptRows rows;
        private String trouble;
        private ResultBundle.Facts facts;
        private boolean isEnded;

        KeepingWriter(ResultWriter writer, Memory memory) {
            this.writer = writer;
            this.memory = memory;
        }

        private void keep(Runnable step) {
            if (trouble != null) {
                return;
            }
            try {
                step.run();
            } catch (EngineException e) {
                trouble = e.describe();
                abandon();
            }
        }

        private void abandon() {
            if (rows != null) {
                rows.close();
                rows = null;
            }
        }

        @Override
        public void begin(List<String> columnNames, Schema schema) throws IOException {
            writer.begin(columnNames, schema);
            List<String> names = ColumnNames.distinctInAnyCase(columnNames);
            keep(() -> rows = new KeptRows(nextFile(), names, schema, memory, BYTES_MAX));
        }

        @Override
        public void write(Batch batch) throws IOException {
            writer.write(batch);
            keep(() -> rows.write(batch));
        }

        @Override
        public void end() throws IOException {
            writer.end();
            keep(() -> rows.finish());
            isEnded = true;
        }

        @Override
        public List<String> columnsLeftOut() {
            return writer.columnsLeftOut();
        }

        @Override
        public void show() throws IOException {
            writer.show();
        }

        @Override
        public long valuesCut() {
            return writer.valuesCut();
        }

        /** Only now does nothing read the rows before: a statement may read the last result. */
        @Override
        public void close() {
            try {
                writer.close();
            } finally {
                if (isEnded && facts != null) {
                    ResultKeeper.this.facts = facts;
                    replace(rows, trouble == null ? "" : "it was not kept: " + trouble);
                } else {
                    abandon();
                }
            }
        }
    }
}
