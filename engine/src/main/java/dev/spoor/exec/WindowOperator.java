/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Batch;

final class WindowOperator implements Operator {
    WindowOperator(WindowNode node, QueryContext context) {}

    @Override
    public Batch next() {
        throw new EngineException(ErrorCode.NOT_SUPPORTED, "not landed yet");
    }

    @Override
    public void close() {}
}
