/**
 * The logs as tables of any Calcite connection: a model file that names {@link dev.spoor.sql.adapter.EventsSchemaFactory}
 * mounts them, and Calcite's own engine runs the query. For interoperability, and as a second opinion in tests; the engine
 * itself never goes this way.
 *
 * <p>Calcite cannot handle arrays of rows, so tables are flat here: scalar columns under their own names, the fields of
 * ROW columns under their dotted paths ({@code "userIdentity.arn"}), free-form columns as JSON text. Arrays are left out.
 */
package dev.spoor.sql.adapter;
