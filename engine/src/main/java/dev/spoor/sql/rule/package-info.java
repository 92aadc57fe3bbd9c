/**
 * Rewriting of relational trees: the named phases of the optimiser and the rules of our own.
 *
 * <p>Rules are made from their configurations one by one; the registries of all rules are never touched, because loading
 * them costs more than planning a query. Entry: {@link dev.spoor.sql.rule.Phases}.
 */
package dev.spoor.sql.rule;
