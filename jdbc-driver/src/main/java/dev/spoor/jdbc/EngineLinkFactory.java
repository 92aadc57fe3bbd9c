/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.SQLException;

/** Links connections to the engines of one kind of address; found by {@code ServiceLoader}. */
public interface EngineLinkFactory {
    /** Whether an address is of this kind. */
    boolean accepts(JdbcUrl url);

    /** Links to what is there. The link's engine is closed with the last connection over it. */
    EngineLink open(JdbcUrl url, DriverSettings settings) throws SQLException;
}
