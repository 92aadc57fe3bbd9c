/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * SQL text in, plan nodes out: the only room that knows Apache Calcite.
 *
 * <p>{@link dev.spoor.sql.SqlFrontEnd} is the door. Behind it a statement goes through these steps, each one class or a few:
 *
 * <ol>
 *   <li>{@code SqlLexer}, {@code DialectRewriter}: statements apart, spellings that the grammar does not know;
 * import dev.spoor.sql.parser.SqlLexer;
 *   <li>{@code Dialect}: the parser and every Calcite setting of ours in one place;
 *   <li>{@code EngineValidator}, {@code CatalogView}, {@code FunctionOperators}, {@code StrictCoercion}: names and types;
 *   <li>{@code LogicalPlanner} and the package {@code rule}: relational tree, rewritten in named phases;
 *   <li>{@code PhysicalPlanner}, {@code ExpressionCompiler}, {@code ConstraintExtractor}: plan nodes of {@code dev.spoor.exec}.
 * </ol>
 *
 * <p>Nothing above this package sees a vector, nothing below it sees Calcite. Every failure leaves as an
 * {@link dev.spoor.error.EngineException} with the place in the SQL text where there is one.
 */
package dev.spoor.sql;
