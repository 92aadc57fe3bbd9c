/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import java.util.List;

/** What is wrong with a pack or another file of settings, and where. */
public final class PackProblem {
    private PackProblem() {}

    /** @param line from 1; 0 for the whole file */
    public static EngineException at(String file, int line, String what) {
        return new EngineException(ErrorCode.INVALID_CONFIGURATION, file + (line == 0 ? "" : ":" + line) + ": " + what);
    }

    /** A name that is none of the known ones. */
    public static EngineException unknown(String file, int line, String kind, String name, List<String> known) {
        return at(file, line, "no " + kind + " '" + name + "'")
                .advise(NearestName.of(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("known are " + String.join(", ", known)));
    }
}
