/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.lake;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB over a Parquet file of its own, or over a table of its own. */
final class DuckDb implements Contender {
    private final String name;
    private final Connection connection;

    private DuckDb(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
    }

    private static DuckDb open(String name, String url, int threads) throws SQLException {
        DuckDb opened = new DuckDb(name, DriverManager.getConnection(url));
        opened.execute("SET threads TO " + threads);
        opened.execute("SET TimeZone = 'UTC'");
        return opened;
    }

    /** Without data. */
    static DuckDb empty(int threads) throws SQLException {
        return open("DuckDB", "jdbc:duckdb:", threads);
    }

    /** {@code events} is a view of the file. */
    static DuckDb overParquet(Path file, int threads) throws SQLException {
        DuckDb opened = open("DuckDB, Parquet", "jdbc:duckdb:", threads);
        opened.execute("CREATE VIEW events AS SELECT * FROM read_parquet('" + file + "')");
        return opened;
    }

    /** {@code events} is a table of a database file, loaded from the Parquet file if it is not there. */
    static DuckDb overTable(Path database, Path parquet, int threads) throws SQLException {
        DuckDb opened = open("DuckDB, own table", "jdbc:duckdb:" + database, threads);
        opened.execute("CREATE TABLE IF NOT EXISTS events AS SELECT * FROM read_parquet('" + parquet + "')");
        return opened;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answer ask(Question question) throws SQLException {
        long start = System.nanoTime();
        List<String> rows = rows(question.duckDb());
        return new Answer(System.nanoTime() - start, rows);
    }

    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
