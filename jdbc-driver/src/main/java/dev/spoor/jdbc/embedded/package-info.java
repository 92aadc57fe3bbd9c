/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The engine behind JDBC, in this process: addresses become configurations, statements become queries, batches become pages of
 * rows. The server uses the same classes, so that a statement gives the same rows here and there.
 *
 * <p>{@link dev.spoor.jdbc.embedded.EngineMeta} is the door: Avatica's Meta over the engine, once.
 */
package dev.spoor.jdbc.embedded;
