/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.exec.Operator;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.QueryContext;
import dev.spoor.format.parquet.ParquetFile;
import dev.spoor.format.parquet.ParquetReadRequest;
import dev.spoor.format.parquet.ParquetReader;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.util.Iterator;
import java.util.List;

/**
 * All rows of some data files, file by file.
 *
 * @param lake whose files they are
 * @param rows their columns
 * @param files what to read
 */
record StoredFilesNode(Lake lake, LakeRows rows, List<LakeFile> files) implements PlanNode {
    StoredFilesNode {
        files = List.copyOf(files);
    }

    @Override
    public Schema schema() {
        return rows.schema();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of();
    }

    @Override
    public boolean isPartitioned() {
        return false;
    }

    @Override
    public Operator open(QueryContext context) {
        return new FilesOperator(context);
    }

    @Override
    public String describe() {
        return "Data files: " + files.size();
    }

    private final class FilesOperator implements Operator {
        private final QueryContext context;
        private final Iterator<LakeFile> left = files.iterator();
        private ParquetReader reader;

        FilesOperator(QueryContext context) {
            this.context = context;
        }

        @Override
        public Batch next() {
            while (true) {
                context.cancellation().check();
                Batch batch = reader == null ? null : reader.next();
                if (batch != null) {
                    return batch;
                }
                close();
                if (!left.hasNext()) {
                    return null;
                }
                reader = open(left.next());
            }
        }

        private ParquetReader open(LakeFile file) {
            ParquetFile parquet = ParquetFile.open(lake.store(), lake.entryOf(file));
            Projection all = new Projection(rows.columns().stream()
                    .map(column -> new ProjectedColumn(FieldPath.of(column.getName()), column))
                    .toList());
            return new ParquetReader(
                    parquet,
                    new ParquetReadRequest(
                            all, rows.columns(), ScanConstraint.all(), null, context.memory(), context.batchRows()));
        }

        @Override
        public void close() {
            if (reader != null) {
                reader.close();
                reader = null;
            }
        }
    }
}
