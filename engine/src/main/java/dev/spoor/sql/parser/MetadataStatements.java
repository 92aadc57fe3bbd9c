/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.ShowCatalogs;
import io.trino.sql.tree.ShowColumns;
import io.trino.sql.tree.ShowFunctions;
import io.trino.sql.tree.ShowSchemas;
import io.trino.sql.tree.ShowTables;
import io.trino.sql.tree.Statement;
import java.util.List;
import java.util.Optional;

/** SHOW and DESCRIBE as queries of the system tables, with the column names that Trino gives. */
final class MetadataStatements {
    private MetadataStatements() {}

    /** The query; empty for a statement that is none of these. */
    static Optional<String> asQuery(Statement statement) {
        if (statement instanceof ShowTables show) {
            String schema = show.getSchema()
                    .map(name -> " AND lower(table_schema) = " + text(name.getSuffix()))
                    .orElse("");
            return Optional.of("SELECT \"Table\" FROM (SELECT DISTINCT CASE WHEN table_schema = '' THEN table_name"
                    + " ELSE table_schema || '.' || table_name END AS \"Table\", table_name FROM sys.columns WHERE true"
                    + schema + like("table_name", show.getLikePattern(), show.getEscape()) + ") ORDER BY 1");
        } else if (statement instanceof ShowColumns show) {
            return Optional.of("SELECT column_name AS \"Column\", data_type AS \"Type\", '' AS \"Extra\","
                    + " description AS \"Comment\" FROM sys.columns WHERE NOT hidden"
                    + table(show.getTable())
                    + like("column_name", show.getLikePattern(), show.getEscape()) + " ORDER BY ordinal_position");
        } else if (statement instanceof ShowFunctions show) {
            return Optional.of(
                    "SELECT function_name AS \"Function\", kind AS \"Function Type\", arguments AS \"Arguments\","
                            + " description AS \"Description\" FROM sys.functions WHERE true"
                            + like("function_name", show.getLikePattern(), show.getEscape()) + " ORDER BY 1");
        } else if (statement instanceof ShowSchemas) {
            return Optional.of("SELECT DISTINCT table_schema AS \"Schema\" FROM sys.columns ORDER BY 1");
        } else if (statement instanceof ShowCatalogs) {
            return Optional.of("SELECT 'spoor' AS \"Catalog\"");
        }
        return Optional.empty();
    }

    private static String table(QualifiedName name) {
        List<String> parts = name.getParts();
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : "";
        return " AND lower(table_name) = " + text(name.getSuffix()) + " AND lower(table_schema) = " + text(schema);
    }

    private static String like(String column, Optional<String> pattern, Optional<String> escape) {
        return pattern.map(like -> " AND " + column + " LIKE " + text(like)
                        + escape.map(character -> " ESCAPE " + text(character)).orElse(""))
                .orElse("");
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
