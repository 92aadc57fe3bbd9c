/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Switches an SQLite database to its write-ahead log. Where several processes do so to a new database at once, SQLite
 * may tell some at once that it is busy, whatever patience their connections have, where waiting could be a deadlock
 * (sqlite.org/c3ref/busy_handler.html).
 */
final class WriteAheadLog {
    private static final int PRIMARY_CODE_MASK = 0xff;
    private static final int CODE_BUSY = 5;
    private static final int ATTEMPTS_MAX = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private WriteAheadLog() {}

    static void begin(Statement statement) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                statement.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                if ((e.getErrorCode() & PRIMARY_CODE_MASK) != CODE_BUSY || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
