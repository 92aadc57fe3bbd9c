/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.function.FunctionDoc;
import dev.spoor.function.FunctionDoc.Example;
import java.util.List;

/** Makes documentation of aggregates. */
final class Examples {
    private static final String CATEGORY = "aggregate";

    private Examples() {}

    /** A call over rows of columns x, y and so on, given as VALUES has them. */
    static Example over(String call, String rows, String columns, String result) {
        return new Example(call, "(VALUES " + rows + ") AS t(" + columns + ")", result);
    }

    static FunctionDoc doc(List<String> names, String sentence, Example... examples) {
        return new FunctionDoc(names, CATEGORY, sentence, List.of(examples));
    }
}
