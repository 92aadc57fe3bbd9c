/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

/** Results tell it, to those who know the engine: {@code resultSet.unwrap(EngineTypes.class)}. */
public interface EngineTypes {
    /**
     * The engine's name of a column's type, as {@link ResultColumn#typeName} has it, with the zone of instants in quotes.
     *
     * @param column from 1
     */
    String typeName(int column);
}
