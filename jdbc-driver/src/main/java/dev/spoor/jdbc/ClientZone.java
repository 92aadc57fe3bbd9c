/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.time.ZoneId;
import java.util.TimeZone;

/** The zone of the machine that the driver runs on: asked for only where JDBC wants it, never to understand data. */
final class ClientZone {
    private ClientZone() {}

    static ZoneId get() {
        return TimeZone.getDefault().toZoneId();
    }
}
