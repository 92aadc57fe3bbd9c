/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/** Bytes of a file are not what the format says. Becomes CORRUPT_DATA, with the place, where the place is known. */
final class MalformedPageException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPageException(String message) {
        super(message);
    }
}
