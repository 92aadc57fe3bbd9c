/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** How the type of a call follows from its arguments. */
@FunctionalInterface
public interface ResultType {
    /**
     * @param arguments types of the arguments after coercion
     * @return a nullable field; its name is ignored
     * @throws dev.spoor.error.EngineException TYPE_MISMATCH if the arguments do not go together
     */
    Field of(List<Field> arguments);

    static ResultType always(Field field) {
        return arguments -> field;
    }

    static ResultType sameAsArgument(int index) {
        return arguments -> arguments.get(index);
    }
}
