/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

/**
 * What a parameter accepts. The front end casts an argument to the family's type before binding where the family names
 * one type, and passes it as it is where the family is wider.
 */
public enum TypeFamily {
    BOOLEAN,
    /** Any integer; arrives as BIGINT. */
    BIGINT,
    /** Any number; arrives as DOUBLE. */
    DOUBLE,
    /** Any number, as it is: INTEGER, BIGINT, DECIMAL or DOUBLE. */
    NUMBER,
    /** Arrives as VARCHAR. Dates, numbers and JSON are not accepted without a CAST. */
    VARCHAR,
    VARBINARY,
    IPADDRESS,
    /** JSON as it is; VARCHAR is taken as JSON text. */
    JSON,
    DATE,
    TIME,
    /** TIMESTAMP or TIMESTAMP WITH TIME ZONE or DATE; text literals are cast. Arrives as TIMESTAMP or WITH TIME ZONE. */
    TIMESTAMP,
    /** DATE, TIME, TIMESTAMP or TIMESTAMP WITH TIME ZONE, as it is. */
    TEMPORAL,
    INTERVAL,
    ARRAY,
    MAP,
    ROW,
    /** A lambda; see {@link LambdaShape}. */
    FUNCTION,
    /** Anything that can be ordered, as it is. */
    COMPARABLE,
    /** Anything, as it is. */
    ANY
}
