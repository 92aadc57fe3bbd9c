/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.error.EngineException;
import dev.spoor.output.OutputFormat;
import dev.spoor.output.OutputOptions;
import dev.spoor.output.ResultWriter;
import dev.spoor.output.ResultWriters;
import dev.spoor.vector.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every function of the library: documented, and its examples true. */
class FunctionLibraryTest {
    private static final FunctionLibrary LIBRARY = FunctionLibrary.standard();

    @Test
    void namesAreUniqueAndLowerCase() {
        Set<String> names = new HashSet<>();
        for (ScalarFunction function : LIBRARY.scalars()) {
            for (String name : function.doc().names()) {
                assertTrue(names.add(name), name + " twice");
                assertTrue(name.matches("[a-z][a-z0-9_]*"), name);
            }
        }
        assertTrue(names.size() > 120, "only " + names.size() + " names");
    }

    @Test
    void everyScalarIsDocumentedWithAnExampleOfNull() {
        for (ScalarFunction function : LIBRARY.scalars()) {
            FunctionDoc doc = function.doc();
            assertTrue(doc.sentence().endsWith("."), doc.name() + " is not described by a sentence");
            assertFalse(doc.examples().isEmpty(), doc.name() + " has no example");
            boolean takesArguments =
                    function.signatures().stream().anyMatch(s -> !s.parameters().isEmpty());
            boolean showsNull = doc.examples().stream().anyMatch(e -> e.call().contains("NULL"));
            assertTrue(showsNull || !takesArguments, doc.name() + " has no example with NULL");
        }
    }

    @Test
    void examplesHoldWhenRunAsSql() {
        List<String> wrong = new ArrayList<>();
        try (Engine engine = Engine.open(EngineConfig.of());
                Session session = engine.newSession()) {
            for (ScalarFunction function : LIBRARY.scalars()) {
                for (FunctionDoc.Example example : function.doc().examples()) {
                    String expected = example.result() == null ? "NULL" : example.result();
                    String actual = run(session, "SELECT " + example.call());
                    if (!expected.equals(actual)) {
                        wrong.add(example.call() + " gave " + actual + ", not " + expected);
                    }
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    /** The only value as CSV prints it, quotes taken off; NULL for NULL; an error's message. */
    private static String run(Session session, String sql) {
        StringBuilder csv = new StringBuilder();
        try (ResultStream stream = session.query(sql)) {
            ResultWriter writer =
                    ResultWriters.open(OutputFormat.CSV, csv, new OutputOptions(false, OutputOptions.UNLIMITED));
            writer.begin(stream.columnNames(), stream.schema());
            boolean isNull = false;
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                try (Batch owned = batch) {
                    isNull = owned.column(0).isNull(0);
                    writer.write(owned);
                }
            }
            writer.end();
            return isNull ? "NULL" : unquoted(csv.toString().replaceAll("\\R$", ""));
        } catch (EngineException e) {
            return e.describe();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unquoted(String csv) {
        boolean quoted = csv.length() > 1 && csv.startsWith("\"") && csv.endsWith("\"");
        return quoted ? csv.substring(1, csv.length() - 1).replace("\"\"", "\"") : csv;
    }
}
