/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

/** Which version of a table a statement asks for. */
public sealed interface TableVersion {
    /** The version of that number. */
    record OfSnapshot(long id) implements TableVersion {}

    /** What queries saw at an instant, micros since 1970, UTC. */
    record AsOf(long micros) implements TableVersion {}
}
