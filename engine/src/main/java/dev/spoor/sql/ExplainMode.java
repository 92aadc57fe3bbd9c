
package dev.spoor.sql;

/** Whether a statement asks for rows or for its plan. */
public enum ExplainMode {
    /** The rows of a query. */
    NONE,
    /** The plan of a query and what of the logs it would read. */
    PLAN,
    /** The plan of a query after running it, with what it cost. */
    ANALYZE
}
