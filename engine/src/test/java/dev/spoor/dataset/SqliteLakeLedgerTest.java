/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Properties;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLakeLedgerTest extends LakeLedgerContract {
    @TempDir
    private Path folder;

    @Override
    LakeLedger open(Clock clock) {
        return LakeLedger.open(url(), new Properties(), clock);
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("ledger.sqlite");
    }
}
