/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The JDBC driver, {@link dev.spoor.jdbc.SpoorDriver}: Avatica's connections, statements and results with what tools need beyond
 * them, over an {@link dev.spoor.jdbc.EngineLink} to whoever runs the statements. Nothing here knows the engine, so that programs
 * which ask a server do not carry it; an engine in the same process is found by {@code ServiceLoader}.
 *
 * <p>The rules of the house for values: nothing is cut off in silence, a TIMESTAMP is the same instant whatever zone the client is
 * in, and what has parts travels as JSON text.
 */
package dev.spoor.jdbc;
