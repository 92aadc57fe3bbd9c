/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Rewriting of relational trees: the named phases of the optimiser and the rules of our own.
 *
 * <p>Rules are made from their configurations one by one; the registries of all rules are never touched, because loading
 * them costs more than planning a query. Nothing is simplified while SQL becomes a tree: first equalities of doubles and of nested
 * values are put out of the reach of Calcite's rules ({@link dev.spoor.sql.rule.SettledExpressions}), for which NaN and NULL
 * inside a value are strangers. Entry: {@link dev.spoor.sql.rule.Phases}.
 */
package dev.spoor.sql.rule;
