/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.format.LogReader;
import dev.spoor.format.ReadRequest;
import dev.spoor.source.EventSource;

/** JSON log files, plain or gzip, in any wrapper. */
public final class JsonLogFormat {
    private JsonLogFormat() {}

    /** A reader for one worker; the caller closes it. */
    public static LogReader open(EventSource source, ReadRequest request) {
        return new JsonLogReader(source, request);
    }
}
