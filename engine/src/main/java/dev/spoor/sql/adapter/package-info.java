/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The logs as tables of any Calcite connection: a model file that names {@link dev.spoor.sql.adapter.EventsSchemaFactory}
 * mounts them, and Calcite's own engine runs the query. For interoperability, and as a second opinion in tests; the engine
 * itself never goes this way.
 *
 * <p>Calcite cannot handle arrays of rows, so tables are flat here: scalar columns under their own names, the fields of
 * ROW columns under their dotted paths ({@code "userIdentity.arn"}), free-form columns as JSON text. Arrays are left out.
 */
package dev.spoor.sql.adapter;
