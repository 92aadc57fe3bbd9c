/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing.judge;

/** An expression in both dialects. */
record Term(String spoor, String duck, Kind kind) {
    enum Kind {
        TEXT,
        NUMBER,
        DOUBLE,
        BOOLEAN,
        TIME,
        DATE,
        /** Array of text without NULLs. */
        TEXTS,
        /** Text that is a JSON object. */
        JSON
    }

    static Term both(String text, Kind kind) {
        return new Term(text, text, kind);
    }

    /** Fills {@code {0}}, {@code {1}}... of the same text for both sides. */
    static Term of(Kind kind, String pattern, Term... arguments) {
        return of(kind, pattern, pattern, arguments);
    }

    static Term of(Kind kind, String spoorPattern, String duckPattern, Term... arguments) {
        String spoor = spoorPattern;
        String duck = duckPattern;
        for (int i = 0; i < arguments.length; i++) {
            String place = "{" + i + "}";
            spoor = spoor.replace(place, arguments[i].spoor);
            duck = duck.replace(place, arguments[i].duck);
        }
        return new Term(spoor, duck, kind);
    }
}
