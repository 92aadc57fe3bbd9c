/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

/** An SQL/JSON path that cannot be followed in a document. What that means is said by ON ERROR, so it is no error yet. */
final class PathFailure extends RuntimeException {
    PathFailure(String message) {
        super(message, null, false, false);
    }
}
