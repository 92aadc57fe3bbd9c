/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** A parameter without a value: an untyped NULL, which fits everywhere, that knows which parameter it stands for. */
public final class ParameterLiteral extends SqlLiteral {
    private final int ordinal;

    ParameterLiteral(int ordinal, SqlParserPos place) {
        super(null, SqlTypeName.NULL, place);
        this.ordinal = ordinal;
    }

    /** Which {@code ?} of the statement's text it is, from 0. */
    public int ordinal() {
        return ordinal;
    }

    @Override
    public ParameterLiteral clone(SqlParserPos place) {
        return new ParameterLiteral(ordinal, place);
    }
}
