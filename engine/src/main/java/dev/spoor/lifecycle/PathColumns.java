/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.schema.EventColumn;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.EventSource;
import dev.spoor.source.ShreddedPaths;
import dev.spoor.source.Shredder;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The shredded columns that new data files of a table get: the paths, and the table's columns for them. They are made from
 * the text of their rows right before these are written, so that nobody has to carry them until then. Immutable.
 */
final class PathColumns {
    private final EventSource source;
    private final List<FieldPath> paths;
    private final List<Field> columns = new ArrayList<>();

    private PathColumns(EventSource source, List<FieldPath> paths, Map<FieldPath, Field> columnsOfTable) {
        this.source = source;
        this.paths = paths;
        paths.forEach(path -> columns.add(columnsOfTable.get(path)));
    }

    /**
     * What becomes of the paths of a sample: they are chosen, and both tables get columns for them, when somebody asks for
     * the first time. One thread.
     */
    static final class Choice {
        private final Lake lake;
        private final EventSource source;
        private final Shredding how;
        private final PathSample sample;
        private List<FieldPath> chosen;

        /** @param rows of the batches that are sampled */
        Choice(Lake lake, EventSource source, Shredding how, LakeRows rows) {
            this.lake = lake;
            this.source = source;
            this.how = how;
            this.sample = new PathSample(
                    rows,
                    source.schema().columns().stream()
                            .filter(column -> column.kind() == EventColumn.Kind.FREE_FORM)
                            .map(EventColumn::name)
                            .toList());
        }

        /** Yet to be taken. */
        PathSample sample() {
            return sample;
        }

        PathColumns columnsOf(LakeTable table) {
            if (chosen == null) {
                Set<FieldPath> known = lake.events().shreddedColumns().keySet();
                List<FieldPath> paths = how.isAutomatic() ? sample.choose(known, source.askedPaths()) : how.paths();
                lake.events().addShreddedColumns(paths);
                lake.repeats().addShreddedColumns(paths);
                chosen = paths;
            }
            return new PathColumns(source, chosen, table.shreddedColumns());
        }
    }

    /** With permanent ids. */
    List<Field> columns() {
        return columns;
    }

    /** For one data file with rows of a table. */
    OfFile open(LakeRows rows, Memory memory) {
        return new OfFile(rows, memory);
    }

    /** The shredded columns of one data file. One thread. */
    final class OfFile {
        private final Memory memory;
        private final Shredder shredder;
        private final List<Integer> texts = new ArrayList<>();

        private OfFile(LakeRows rows, Memory memory) {
            this.memory = memory;
            this.shredder = source.newShredder(paths);
            shredder.columns().forEach(text -> texts.add(rows.indexOf(text.getName())));
        }

        /** The rows of a batch, which stays the caller's, with these columns behind the others; owned by the caller. */
        Batch append(Batch batch) {
            List<Column> all = new ArrayList<>();
            List<Column> read = new ArrayList<>();
            texts.forEach(text -> read.add(batch.column(text).retain()));
            try (Batch free = new Batch(batch.rowCount(), read)) {
                for (int i = 0; i < batch.columnCount(); i++) {
                    all.add(batch.column(i).retain());
                }
                all.addAll(shredder.shred(free, memory));
                return new Batch(batch.rowCount(), all);
            } catch (RuntimeException e) {
                all.forEach(Column::close);
                throw e;
            }
        }

        /** What the file is to say about these columns. */
        Map<String, String> metadata(long rowCount) {
            return ShreddedPaths.metadata(paths, columns, shredder.kinds(), rowCount);
        }
    }
}
