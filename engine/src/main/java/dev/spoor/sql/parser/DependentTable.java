/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A table of FROM that depends on values, which are known when the statement is planned. Its name is one that no other table
 * has, and that the same table with the same values has wherever the statement names it.
 */
public abstract class DependentTable extends SqlIdentifier {
    private final List<SqlNode> values;

    DependentTable(List<String> names, SqlParserPos place, List<SqlNode> values) {
        super(names, null, place, null);
        this.values = List.copyOf(values);
    }

    /** Each a query of one row and one column. */
    public List<SqlNode> values() {
        return values;
    }
}
