/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.docs;

import dev.spoor.catalog.TableFunction;
import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.function.LeftOut;
import dev.spoor.function.Parameter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.Signature;
import dev.spoor.function.WindowFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The function library as Markdown, one chapter for each category. */
final class FunctionPage {
    private FunctionPage() {}

    private record Entry(FunctionDoc doc, List<Signature> signatures) {}

    static String of(FunctionLibrary library, List<TableFunction> called) {
        Map<String, List<Entry>> chapters = new TreeMap<>();
        for (ScalarFunction function : library.scalars()) {
            add(chapters, new Entry(function.doc(), function.signatures()));
        }
        for (AggregateFunction function : library.aggregates()) {
            boolean isPlanners = function.doc().name().startsWith("$")
                    || function.doc().name().equals("single_value");
            if (!isPlanners) {
                add(chapters, new Entry(function.doc(), function.signatures()));
            }
        }
        for (WindowFunction function : library.windows()) {
            add(chapters, new Entry(function.doc(), function.signatures()));
        }
        StringBuilder page = new StringBuilder();
        chapters.forEach((category, entries) -> {
            page.append("## ").append(category.substring(0, 1).toUpperCase(Locale.ROOT));
            page.append(category.substring(1)).append("\n\n");
            entries.sort(Comparator.comparing(entry -> entry.doc().name()));
            entries.forEach(entry -> append(page, entry));
        });
        page.append("## Tables that are called\n\n");
        for (TableFunction function : called) {
            page.append("### ").append(function.name()).append("\n\n    ").append(function.signature());
            page.append("\n\n").append(function.doc()).append(".\n\n    ").append(function.example());
            page.append("\n\n");
        }
        page.append("## Left out\n\nWhat begins with these names is known and refused, with the reason:\n\n");
        LeftOut.namesByReason().forEach((reason, names) -> page.append("* `")
                .append(String.join("`, `", names))
                .append("`: ")
                .append(reason)
                .append(".\n"));
        return page.toString();
    }

    private static void add(Map<String, List<Entry>> chapters, Entry entry) {
        chapters.computeIfAbsent(entry.doc().category(), category -> new ArrayList<>())
                .add(entry);
    }

    private static void append(StringBuilder page, Entry entry) {
        FunctionDoc doc = entry.doc();
        page.append("### ").append(doc.name()).append("\n\n");
        if (doc.syntax() != null) {
            page.append("    ").append(doc.syntax()).append('\n');
        }
        for (Signature signature : doc.syntax() != null ? List.<Signature>of() : entry.signatures()) {
            page.append("    ")
                    .append(doc.name())
                    .append('(')
                    .append(parameters(signature))
                    .append(")\n");
        }
        page.append('\n').append(doc.sentence().strip());
        page.append(doc.sentence().strip().endsWith(".") ? "" : ".");
        if (doc.names().size() > 1) {
            page.append(" Also: `");
            page.append(String.join("`, `", doc.names().subList(1, doc.names().size())))
                    .append("`.");
        }
        page.append("\n\n");
        for (FunctionDoc.Example example : doc.examples()) {
            page.append("    ").append(example.call());
            if (example.from() != null) {
                page.append(" FROM ").append(example.from());
            }
            page.append("  →  ")
                    .append(example.result() == null ? "NULL" : example.result())
                    .append('\n');
        }
        page.append('\n');
    }

    private static String parameters(Signature signature) {
        String text = signature.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "));
        return signature.variadic() ? text + ", ..." : text;
    }
}
