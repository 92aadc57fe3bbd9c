/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.util.List;

/** Takes everything, writes nothing. */
final class NullWriter implements ResultWriter {
    @Override
    public void begin(List<String> columnNames, Schema schema) {}

    @Override
    public void write(Batch batch) {}

    @Override
    public void end() {}
}
