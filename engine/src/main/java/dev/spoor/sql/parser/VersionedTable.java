/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** A table of FROM in a version of the past, which its one value tells. */
public final class VersionedTable extends DependentTable {
    /** What the version is known by. */
    public enum Kind {
        NUMBER,
        TIME
    }

    private final SqlIdentifier table;
    private final Kind kind;

    /**
     * Makes one.
     *
     * @param table as it is named
     * @param words what the user wrote behind the name
     * @param point a query of one row and one column: the number or the time
     */
    VersionedTable(SqlIdentifier table, String words, Kind kind, SqlNode point) {
        super(namesOf(table, words), table.getParserPosition(), List.of(point));
        this.table = table;
        this.kind = kind;
    }

    private static List<String> namesOf(SqlIdentifier table, String words) {
        List<String> names = new ArrayList<>(table.names);
        int last = names.size() - 1;
        names.set(last, names.get(last) + " " + words);
        return names;
    }

    /** The name of the table, in whatever version. */
    public List<String> tableName() {
        return table.names;
    }

    public Kind kind() {
        return kind;
    }
}
