/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** DuckDB's {@code read_json} on the same files. */
final class DuckDbGrouping implements BenchCase {
    /** Where it has the columns from. */
    enum Columns {
        /** A narrow explicit schema: its fastest way, for those who know the fields beforehand. */
        NAMED,
        /**
         * Its own look at the first files, as one would type it. It must be held at the records: the types that it finds
         * inside them do not fit the records of later files.
         */
        FOUND
    }

    private final Connection connection;
    private final String sql;

    DuckDbGrouping(Setup setup, Columns columns) throws Exception {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads TO " + setup.threads());
        }
        String files = "'" + setup.trail() + "/**/*.json.gz'";
        sql = switch (columns) {
            case NAMED ->
                "SELECT r.eventSource, r.eventName, r.awsRegion, count(*) FROM ("
                        + "SELECT unnest(Records) AS r FROM read_json(" + files + ","
                        + " columns = {Records: 'STRUCT(eventSource VARCHAR, eventName VARCHAR,"
                        + " awsRegion VARCHAR)[]'}, maximum_object_size = 134217728)) GROUP BY ALL";
            case FOUND ->
                "SELECT r->>'eventSource', r->>'eventName', r->>'awsRegion', count(*) FROM ("
                        + "SELECT unnest(Records) AS r FROM read_json(" + files
                        + ", maximum_depth = 2)) GROUP BY ALL";
        };
    }

    @Override
    public String run() throws Exception {
        Answer answer = new Answer();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answer.add(Answer.label(rows.getString(1), rows.getString(2), rows.getString(3)), rows.getLong(4));
            }
        }
        return answer.digest();
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
