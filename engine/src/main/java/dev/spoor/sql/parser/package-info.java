/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * SQL text to syntax trees: Trino's own grammar in front, its tree translated to the one that Calcite validates.
 *
 * <p>{@link dev.spoor.sql.parser.StatementParser} is the door. {@code SqlText} makes the text ready (ids of event data
 * stores as table names) and knows places; the translators, one for each concern (queries and relations, expressions,
 * literals, types, windows), make nodes that carry the places of what the user wrote. What the grammar has and the engine
 * has not is a NOT_SUPPORTED error with its place. This is the only room of Trino's parser.
 */
package dev.spoor.sql.parser;
