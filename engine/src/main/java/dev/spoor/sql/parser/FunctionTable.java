/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A call of a table function in FROM. */
public final class FunctionTable extends DependentTable {
    private final List<String> functionName;
    private final List<SqlNode> arguments;

    /**
     * Makes one.
     *
     * @param words what the user wrote between the parentheses
     * @param values the arguments as queries of one row and one column
     */
    FunctionTable(
            List<String> functionName,
            String words,
            List<SqlNode> arguments,
            List<SqlNode> values,
            SqlParserPos place) {
        super(List.of(String.join(".", functionName) + " of " + words), place, values);
        this.functionName = List.copyOf(functionName);
        this.arguments = List.copyOf(arguments);
    }

    /** As it is written; has a schema or none. */
    public List<String> functionName() {
        return functionName;
    }

    /** As they are written. */
    public List<SqlNode> arguments() {
        return arguments;
    }
}
