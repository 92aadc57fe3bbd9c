/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the parts of an SQL/JSON path do (ISO/IEC 9075-2, 9.39). A part makes a sequence of values out of what stands around
 * it. In lax mode arrays are unwrapped where a single value is wanted and what is not there is left out; in strict mode
 * both are failures. Stateless.
 */
final class PathSteps {
    /** Digits of a division that does not come out even. */
    private static final int DIVISION_SCALE = 20;

    /** Powers of ten beyond this would take a number as long as itself to calculate with. */
    private static final int EXPONENT_MAX = 400;

    private final boolean lax;

    PathSteps(boolean lax) {
        this.lax = lax;
    }

    /**
     * What a part sees.
     *
     * @param root {@code $}
     * @param currentOrNull {@code @} inside a filter
     * @param last {@code last} inside a subscript; -1 elsewhere
     * @param variables what PASSING gave
     */
    record Scope(PathItem root, PathItem currentOrNull, int last, Map<String, PathItem> variables) {
        Scope at(PathItem current) {
            return new Scope(root, current, last, variables);
        }

        Scope inArrayOf(int size) {
            return new Scope(root, currentOrNull, size - 1, variables);
        }
    }

    /** A part that gives values. */
    @FunctionalInterface
    interface Step {
        /** @throws PathFailure if it cannot */
        List<PathItem> of(Scope scope);
    }

    /** A part that is true, false or, as null, unknown. */
    @FunctionalInterface
    interface Test {
        Boolean of(Scope scope);
    }

    /** One value or a range of a subscript. */
    record Range(Step from, Step toOrNull) {}

    Step member(Step base, String key) {
        return scope -> {
            List<PathItem> found = new ArrayList<>();
            for (PathItem item : objects(base.of(scope))) {
                PathItem value = item.memberOrNull(key);
                if (value != null) {
                    found.add(value);
                } else if (!lax) {
                    throw new PathFailure("there is no key \"" + key + "\"");
                }
            }
            return found;
        };
    }

    Step anyMember(Step base) {
        return scope -> {
            List<PathItem> found = new ArrayList<>();
            objects(base.of(scope)).forEach(item -> found.addAll(item.children()));
            return found;
        };
    }

    private List<PathItem> objects(List<PathItem> items) {
        List<PathItem> objects = new ArrayList<>();
        for (PathItem item : unwrapped(items)) {
            if (item.isObject()) {
                objects.add(item);
            } else if (!lax) {
                throw new PathFailure("a key is looked for in " + article(item));
            }
        }
        return objects;
    }

    /** {@code ..key}: at any depth, outer ones first. */
    Step descendants(Step base, String key) {
        return scope -> {
            List<PathItem> found = new ArrayList<>();
            base.of(scope).forEach(item -> collect(item, key, found));
            return found;
        };
    }

    private static void collect(PathItem item, String key, List<PathItem> found) {
        if (item.isScalar()) {
            return;
        }
        PathItem own = item.isObject() ? item.memberOrNull(key) : null;
        if (own != null) {
            found.add(own);
        }
        item.children().forEach(child -> collect(child, key, found));
    }

    /** @param ranges empty for all elements */
    Step elements(Step base, List<Range> ranges) {
        return scope -> {
            List<PathItem> found = new ArrayList<>();
            for (PathItem item : base.of(scope)) {
                if (!item.isArray() && !lax) {
                    throw new PathFailure("an element is looked for in " + article(item));
                }
                List<PathItem> elements = item.isArray() ? item.children() : List.of(item);
                if (ranges.isEmpty()) {
                    found.addAll(elements);
                }
                for (Range range : ranges) {
                    addRange(elements, range, scope.inArrayOf(elements.size()), found);
                }
            }
            return found;
        };
    }

    private void addRange(List<PathItem> elements, Range range, Scope scope, List<PathItem> found) {
        long from = index(range.from, scope);
        long to = range.toOrNull == null ? from : index(range.toOrNull, scope);
        boolean outside = from < 0 || to >= elements.size() || from > to;
        if (outside && !lax) {
            throw new PathFailure("the subscript " + from + " to " + to + " is outside of an array of "
                    + elements.size() + " elements");
        }
        for (long i = Math.max(0, from); i <= Math.min(to, elements.size() - 1L); i++) {
            found.add(elements.get((int) i));
        }
    }

    private long index(Step step, Scope scope) {
        BigInteger index = number(step.of(scope), "a subscript").toBigInteger();
        return index.bitLength() < Long.SIZE ? index.longValue() : Long.MAX_VALUE;
    }

    Step filter(Step base, Test test) {
        return scope -> {
            List<PathItem> kept = new ArrayList<>();
            for (PathItem item : unwrapped(base.of(scope))) {
                if (Boolean.TRUE.equals(test.of(scope.at(item)))) {
                    kept.add(item);
                }
            }
            return kept;
        };
    }

    Step last() {
        return scope -> {
            if (scope.last < 0) {
                throw new PathFailure("an empty array has no last element");
            }
            return List.of(PathItem.of(BigDecimal.valueOf(scope.last)));
        };
    }

    Step variable(String name) {
        return scope -> {
            PathItem value = scope.variables.get(name);
            if (value == null) {
                throw new PathFailure("$" + name + " is not given by PASSING");
            }
            return List.of(value);
        };
    }

    // ---- numbers -----------------------------------------------------------------------------------------------

    Step binary(char operator, Step left, Step right) {
        return scope -> {
            String what = "an operand of " + operator;
            BigDecimal a = number(left.of(scope), what);
            BigDecimal b = number(right.of(scope), what);
            if (b.signum() == 0 && (operator == '/' || operator == '%')) {
                throw new PathFailure("division by zero");
            }
            return List.of(PathItem.of(
                    switch (operator) {
                        case '+' -> a.add(b);
                        case '-' -> a.subtract(b);
                        case '*' -> a.multiply(b);
                        case '%' -> a.remainder(b);
                        default -> quotient(a, b);
                    }));
        };
    }

    /** Integers divide as integers, as everywhere in SQL. */
    private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        return a.scale() <= 0 && b.scale() <= 0
                ? new BigDecimal(a.toBigInteger().divide(b.toBigInteger()))
                : a.divide(b, DIVISION_SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    Step negated(Step step) {
        return eachNumber(step, "an operand of -", BigDecimal::negate);
    }

    /** What becomes of a number. */
    @FunctionalInterface
    interface Change {
        BigDecimal of(BigDecimal number);
    }

    Step eachNumber(Step step, String what, Change change) {
        return scope -> {
            List<PathItem> changed = new ArrayList<>();
            for (PathItem item : unwrapped(step.of(scope))) {
                changed.add(PathItem.of(change.of(number(List.of(item), what))));
            }
            return changed;
        };
    }

    /** {@code double()}: also of a string that holds a number. */
    Step asDouble(Step step) {
        return scope -> {
            List<PathItem> changed = new ArrayList<>();
            for (PathItem item : unwrapped(step.of(scope))) {
                try {
                    double value = item.isString()
                            ? Double.parseDouble(item.string())
                            : item.number().doubleValue();
                    changed.add(PathItem.of(new BigDecimal(Double.toString(value))));
                } catch (NumberFormatException e) {
                    throw new PathFailure(article(item) + " has no double()");
                }
            }
            return changed;
        };
    }

    private BigDecimal number(List<PathItem> items, String what) {
        List<PathItem> only = unwrapped(items);
        if (only.size() != 1 || !only.get(0).isNumber()) {
            throw new PathFailure(what + " is " + (only.size() == 1 ? article(only.get(0)) : only.size() + " values")
                    + ", not a number");
        }
        BigDecimal number = only.get(0).number();
        if (Math.abs((long) number.scale()) > EXPONENT_MAX) {
            throw new PathFailure(what + " is too large or too small a number to calculate with");
        }
        return number;
    }

    // ---- other methods -----------------------------------------------------------------------------------------

    Step kind(Step step) {
        return scope -> step.of(scope).stream()
                .map(item -> PathItem.ofString(item.kind()))
                .toList();
    }

    Step size(Step step) {
        return scope -> {
            List<PathItem> sizes = new ArrayList<>();
            for (PathItem item : step.of(scope)) {
                if (!item.isArray() && !lax) {
                    throw new PathFailure(article(item) + " has no size()");
                }
                int size = item.isArray() ? item.children().size() : 1;
                sizes.add(PathItem.of(BigDecimal.valueOf(size)));
            }
            return sizes;
        };
    }

    /** {@code keyvalue()}: an object for each member. */
    Step keyValue(Step step) {
        return scope -> {
            List<PathItem> found = new ArrayList<>();
            int id = 0;
            for (PathItem item : unwrapped(step.of(scope))) {
                if (!item.isObject()) {
                    throw new PathFailure(article(item) + " has no keyvalue()");
                }
                List<String> keys = item.keys();
                List<PathItem> values = item.children();
                for (int i = 0; i < keys.size(); i++) {
                    found.add(PathItem.of(
                            "{\"name\":" + PathItem.ofString(keys.get(i)).json() + ",\"value\":"
                                    + values.get(i).json() + ",\"id\":" + id + "}"));
                }
                id++;
            }
            return found;
        };
    }

    // ---- tests -------------------------------------------------------------------------------------------------

    /** @param operator one of == <> < > <= >= */
    Test compare(String operator, Step left, Step right) {
        return pairs(left, right, (a, b) -> {
            if (a.isNull() || b.isNull()) {
                return a.isNull() && b.isNull() ? holds(operator, 0) : operator.equals("<>");
            }
            Integer order = order(a, b);
            return order == null ? null : holds(operator, order);
        });
    }

    /** Null if the two have no order. */
    private static Integer order(PathItem a, PathItem b) {
        if (a.isNumber() && b.isNumber()) {
            return a.number().compareTo(b.number());
        } else if (a.isString() && b.isString()) {
            return Arrays.compareUnsigned(
                    a.string().getBytes(StandardCharsets.UTF_8), b.string().getBytes(StandardCharsets.UTF_8));
        }
        return a.isBoolean() && b.isBoolean() ? Boolean.compare(a.truth(), b.truth()) : null;
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "==" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    Test startsWith(Step whole, Step initial) {
        return pairs(
                whole,
                initial,
                (a, b) -> a.isString() && b.isString() ? a.string().startsWith(b.string()) : null);
    }

    /** A test of a value with another; null for unknown. */
    @FunctionalInterface
    interface PairTest {
        Boolean of(PathItem a, PathItem b);
    }

    /** True if it is for some pair. In lax mode the first that is true or unknown decides, in strict mode unknown does. */
    Test pairs(Step left, Step right, PairTest test) {
        return scope -> {
            List<PathItem> as;
            List<PathItem> bs;
            try {
                as = unwrapped(left.of(scope));
                bs = unwrapped(right.of(scope));
            } catch (PathFailure e) {
                return null;
            }
            boolean found = false;
            for (PathItem a : as) {
                for (PathItem b : bs) {
                    Boolean truth = test.of(a, b);
                    if (truth == null || (truth && lax)) {
                        return truth;
                    }
                    found |= truth;
                }
            }
            return found;
        };
    }

    static Test exists(Step step) {
        return scope -> {
            try {
                return !step.of(scope).isEmpty();
            } catch (PathFailure e) {
                return null;
            }
        };
    }

    static Test and(Test left, Test right) {
        return scope -> {
            Boolean a = left.of(scope);
            if (Boolean.FALSE.equals(a)) {
                return false;
            }
            Boolean b = right.of(scope);
            return Boolean.FALSE.equals(b) || a != null ? b : null;
        };
    }

    static Test or(Test left, Test right) {
        Test neither = and(not(left), not(right));
        return not(neither);
    }

    static Test not(Test test) {
        return scope -> {
            Boolean truth = test.of(scope);
            return truth == null ? null : Boolean.valueOf(!truth);
        };
    }

    static Test isUnknown(Test test) {
        return scope -> Objects.isNull(test.of(scope));
    }

    private List<PathItem> unwrapped(List<PathItem> items) {
        if (!lax || items.stream().noneMatch(PathItem::isArray)) {
            return items;
        }
        List<PathItem> flat = new ArrayList<>();
        for (PathItem item : items) {
            if (item.isArray()) {
                flat.addAll(item.children());
            } else {
                flat.add(item);
            }
        }
        return flat;
    }

    private static String article(PathItem item) {
        String kind = item.kind();
        return item.isNull() ? kind : (kind.startsWith("a") || kind.startsWith("o") ? "an " : "a ") + kind;
    }
}
