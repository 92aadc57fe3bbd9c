/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import java.util.List;

/**
 * The documentation of a function, which is also its test: examples run, and their results are compared.
 *
 * @param names the name first, then synonyms; lower case
 * @param category folder of the function and chapter of the reference, such as "string"
 * @param sentence what it does, one sentence
 * @param syntax how it is written where its grammar is not a list of arguments; null for the others
 * @param examples at least one with ordinary values and, for scalar functions, one with a NULL
 */
public record FunctionDoc(List<String> names, String category, String sentence, String syntax, List<Example> examples) {
    public FunctionDoc {
        names = List.copyOf(names);
        examples = List.copyOf(examples);
    }

    /** Of a function that is written with a list of arguments. */
    public FunctionDoc(List<String> names, String category, String sentence, List<Example> examples) {
        this(names, category, sentence, null, examples);
    }

    public String name() {
        return names.get(0);
    }

    /**
     * @param call a SQL expression; for an aggregate, over a VALUES list given in {@code from}
     * @param from a FROM clause's content, or null for none
     * @param result as the CSV output prints it; null for NULL
     */
    public record Example(String call, String from, String result) {
        public static Example of(String call, String result) {
            return new Example(call, null, result);
        }
    }
}
