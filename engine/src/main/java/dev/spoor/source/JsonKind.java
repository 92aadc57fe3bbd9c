/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

/** What a JSON value is, as far as its text does not tell once it is taken out of its JSON. */
public enum JsonKind {
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    /** An object or an array. */
    NESTED;

    /** The kind of the value that begins with a byte, in text that is well-formed. */
    public static JsonKind of(byte first) {
        return switch (first) {
            case '"' -> STRING;
            case '{', '[' -> NESTED;
            case 't', 'f' -> BOOLEAN;
            case 'n' -> NULL;
            default -> NUMBER;
        };
    }
}
