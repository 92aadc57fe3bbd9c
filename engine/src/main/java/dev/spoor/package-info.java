/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Open an engine over log files, ask in SQL, stream the rows.
 *
 * <pre>{@code
 * try (Engine engine = Engine.open(EngineConfig.of(Path.of("trail")));
 *         Session session = engine.newSession();
 *         ResultStream rows = session.query("SELECT eventName, count(*) FROM events GROUP BY 1")) {
 *     for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
 *         try (batch) { ... }
 *     }
 * }
 * }</pre>
 *
 * <p>Nobody below imports this package.
 */
package dev.spoor;
