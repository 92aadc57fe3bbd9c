/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import dev.spoor.expr.RowExpr;
import dev.spoor.expr.RowFunction;
import dev.spoor.expr.VectorExpr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A scalar function put together from its documentation and its forms. Each form is a signature and what computes it;
 * constants, dictionary columns and NULL arguments are taken care of below ({@link RowExpr}).
 */
public final class SimpleFunction implements ScalarFunction {
    /** Makes the expression of one call of a form. */
    @FunctionalInterface
    public interface Binder {
        VectorExpr bind(List<VectorExpr> arguments, Field result);
    }

    private final FunctionDoc doc;
    private final Map<Signature, Binder> forms;

    private SimpleFunction(FunctionDoc doc, Map<Signature, Binder> forms) {
        this.doc = doc;
        this.forms = forms;
    }

    /** @param names the name first, then synonyms */
    public static Builder named(String... names) {
        return new Builder(List.of(names));
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        return List.copyOf(forms.keySet());
    }

    @Override
    public VectorExpr bind(Signature signature, List<VectorExpr> arguments, Field result) {
        Binder binder = forms.get(signature);
        if (binder == null) {
            throw new IllegalArgumentException("not a signature of " + doc.name() + ": " + signature);
        }
        return binder.bind(arguments, result);
    }

    /** Collects documentation and forms. */
    public static final class Builder {
        private final List<String> names;
        private final List<FunctionDoc.Example> examples = new ArrayList<>();
        private final Map<Signature, Binder> forms = new LinkedHashMap<>();
        private String category;
        private String sentence;
        private String syntax;

        private Builder(List<String> names) {
            this.names = names;
        }

        /** @param chapter of the reference, such as "string" */
        public Builder in(String chapter) {
            category = chapter;
            return this;
        }

        /** @param text one sentence */
        public Builder does(String text) {
            sentence = text;
            return this;
        }

        /** @param grammar how it is written, where that is not a list of arguments */
        public Builder written(String grammar) {
            syntax = grammar;
            return this;
        }

        /** @param result as CSV prints it; null for NULL */
        public Builder example(String call, String result) {
            examples.add(FunctionDoc.Example.of(call, result));
            return this;
        }

        /** A form computed row by row; NULL for NULL arguments; may raise errors. */
        public Builder form(ResultType result, List<Parameter> parameters, RowFunction function) {
            return form(new Signature(parameters, false, result, true), (a, r) -> RowExpr.of(r, a, function));
        }

        /** As {@link #form}, for a function that raises no error whatever its arguments are. */
        public Builder total(ResultType result, List<Parameter> parameters, RowFunction function) {
            return form(new Signature(parameters, false, result, true), (a, r) -> RowExpr.total(r, a, function));
        }

        /** As {@link #form}, with a function made anew for each batch so that it can have scratch space. */
        public Builder scratch(ResultType result, List<Parameter> parameters, Supplier<RowFunction> maker) {
            return form(new Signature(parameters, false, result, true), (a, r) -> RowExpr.withScratch(r, a, maker));
        }

        /** As {@link #form}; the function also sees NULL arguments. */
        public Builder nullAware(ResultType result, List<Parameter> parameters, RowFunction function) {
            return form(new Signature(parameters, false, result, true), (a, r) -> RowExpr.nullAware(r, a, function));
        }

        /** A form that makes its own expression. */
        public Builder bound(ResultType result, List<Parameter> parameters, Binder binder) {
            return form(new Signature(parameters, false, result, true), binder);
        }

        /** As {@link #bound}; the last parameter may be given any number of times. */
        public Builder variadic(ResultType result, List<Parameter> parameters, Binder binder) {
            return form(new Signature(parameters, true, result, true), binder);
        }

        /** Any form. */
        public Builder form(Signature signature, Binder binder) {
            forms.put(signature, binder);
            return this;
        }

        public ScalarFunction build() {
            return new SimpleFunction(new FunctionDoc(names, category, sentence, syntax, examples), forms);
        }
    }
}
