/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.WindowFunction;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Field;

/** One output column of a {@link WindowNode}: a call and the frame it looks at. */
public sealed interface WindowCall permits WindowCall.OfFunction, WindowCall.OfAggregate {
    WindowFrame frame();

    /** Name and type of the output column. */
    Field result();

    /** Name of the function, for EXPLAIN. */
    String name();

    /**
     * A window function.
     *
     * @param arguments column indexes of the input
     * @param frame used where the function looks at frames
     */
    record OfFunction(
            WindowFunction function, List<Integer> arguments, boolean ignoreNulls, WindowFrame frame, Field result)
            implements WindowCall {
        public OfFunction {
            Objects.requireNonNull(function, "function is null");
            Objects.requireNonNull(frame, "frame is null");
            arguments = List.copyOf(arguments);
        }

        @Override
        public String name() {
            return function.doc().name();
        }
    }

    /** An aggregate over the frame of each row; may have a filter, may not be DISTINCT. */
    record OfAggregate(AggregateCall call, WindowFrame frame) implements WindowCall {
        public OfAggregate {
            Objects.requireNonNull(frame, "frame is null");
            if (call.distinct()) {
                throw new IllegalArgumentException("DISTINCT is not allowed in a window");
            }
        }

        @Override
        public Field result() {
            return call.result();
        }

        @Override
        public String name() {
            return call.function().doc().name();
        }
    }
}
