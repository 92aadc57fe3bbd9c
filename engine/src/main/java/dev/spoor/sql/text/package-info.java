/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * SQL text as people write it, before the parser sees it: {@link dev.spoor.sql.text.SqlText tokens} of what is typed, finished or not,
 * {@link dev.spoor.sql.text.NamedParameters named parameters}, and {@link dev.spoor.sql.text.SqlFile files} that say at their head what
 * they are. Nothing here refuses SQL, and nothing of Calcite is needed.
 *
 * <p>Imports: {@code dev.spoor.error}.
 */
package dev.spoor.sql.text;
