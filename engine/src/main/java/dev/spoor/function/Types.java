/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import dev.spoor.vector.SqlTypes;
import java.util.List;

/** The words in which functions state their signatures. */
public final class Types {
    public static final ResultType BOOLEAN = ResultType.always(SqlTypes.field("result", SqlTypes.BOOLEAN));
    public static final ResultType BIGINT = ResultType.always(SqlTypes.field("result", SqlTypes.BIGINT));
    public static final ResultType INTEGER = ResultType.always(SqlTypes.field("result", SqlTypes.INTEGER));
    public static final ResultType DOUBLE = ResultType.always(SqlTypes.field("result", SqlTypes.DOUBLE));
    public static final ResultType VARCHAR = ResultType.always(SqlTypes.varchar("result"));
    public static final ResultType VARBINARY = ResultType.always(SqlTypes.field("result", SqlTypes.VARBINARY));
    public static final ResultType JSON = ResultType.always(SqlTypes.json("result"));
    public static final ResultType DATE = ResultType.always(SqlTypes.field("result", SqlTypes.DATE));
    public static final ResultType TIMESTAMP = ResultType.always(SqlTypes.field("result", SqlTypes.TIMESTAMP));
    public static final ResultType TIMESTAMP_TZ = ResultType.always(SqlTypes.field("result", SqlTypes.TIMESTAMP_TZ));
    public static final ResultType VARCHAR_ARRAY =
            ResultType.always(SqlTypes.array("result", SqlTypes.varchar("element")));

    private Types() {}

    public static Parameter bool(String name) {
        return new Parameter(name, TypeFamily.BOOLEAN);
    }

    /** Any integer; arrives as BIGINT. */
    public static Parameter bigint(String name) {
        return new Parameter(name, TypeFamily.BIGINT);
    }

    /** Any number; arrives as DOUBLE. */
    public static Parameter floating(String name) {
        return new Parameter(name, TypeFamily.DOUBLE);
    }

    /** Any number, as it is. */
    public static Parameter number(String name) {
        return new Parameter(name, TypeFamily.NUMBER);
    }

    public static Parameter varchar(String name) {
        return new Parameter(name, TypeFamily.VARCHAR);
    }

    public static Parameter varbinary(String name) {
        return new Parameter(name, TypeFamily.VARBINARY);
    }

    public static Parameter ipAddress(String name) {
        return new Parameter(name, TypeFamily.IPADDRESS);
    }

    public static Parameter json(String name) {
        return new Parameter(name, TypeFamily.JSON);
    }

    public static Parameter date(String name) {
        return new Parameter(name, TypeFamily.DATE);
    }

    public static Parameter timestamp(String name) {
        return new Parameter(name, TypeFamily.TIMESTAMP);
    }

    /** DATE, TIME or a TIMESTAMP, as it is. */
    public static Parameter temporal(String name) {
        return new Parameter(name, TypeFamily.TEMPORAL);
    }

    public static Parameter array(String name) {
        return new Parameter(name, TypeFamily.ARRAY);
    }

    public static Parameter map(String name) {
        return new Parameter(name, TypeFamily.MAP);
    }

    /** Anything that can be ordered, as it is. */
    public static Parameter comparable(String name) {
        return new Parameter(name, TypeFamily.COMPARABLE);
    }

    /** Anything, as it is. */
    public static Parameter any(String name) {
        return new Parameter(name, TypeFamily.ANY);
    }

    public static List<Parameter> of(Parameter... parameters) {
        return List.of(parameters);
    }
}
