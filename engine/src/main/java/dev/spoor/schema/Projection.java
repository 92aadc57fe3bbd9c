/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schema;

import dev.spoor.vector.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** The output columns of a scan, in order. May be empty: rows without columns, for counting. */
public record Projection(List<ProjectedColumn> columns) {
    public Projection {
        columns = List.copyOf(columns);
    }

    public Schema schema() {
        List<Field> fields = new ArrayList<>();
        for (ProjectedColumn column : columns) {
            fields.add(column.field());
        }
        return new Schema(fields);
    }
}
