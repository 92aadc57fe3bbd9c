/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.houserules;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file may look like: size, names, header, and switches that let the compiler help. */
public final class ShapeRules {
    private static final Pattern WITHOUT_A_NOUN = Pattern.compile(".*(Utils?|Helpers?|Managers?)");
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

    private ShapeRules() {}

    /** A file has at most so many lines. */
    public static HouseRule fileLinesMax(int linesMax) {
        return (source, violations) -> {
            long lines = source.text().lines().count();
            if (lines > linesMax) {
                violations.accept(source.path() + ": " + lines + " lines, at most " + linesMax);
            }
        };
    }

    /** A method or constructor has at most so many lines, signature and annotations included. */
    public static HouseRule methodLinesMax(int linesMax) {
        return (source, violations) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree node, Void none) {
                // A record's canonical constructor that nobody wrote has no place in the text.
                if (node.getBody() != null && source.positions().getEndPosition(source.tree(), node) >= 0) {
                    long lines = source.linesOf(node);
                    if (lines > linesMax) {
                        violations.accept(source.path() + ":" + source.lineOf(node) + ": " + node.getName() + " has "
                                + lines + " lines, at most " + linesMax);
                    }
                }
                return super.visitMethod(node, none);
            }
        }.scan(source.tree(), null);
    }

    /** A type is named for what it is. */
    public static HouseRule typesHaveANoun() {
        return (source, violations) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree node, Void none) {
                if (WITHOUT_A_NOUN.matcher(node.getSimpleName()).matches()) {
                    violations.accept(
                            source.path() + ":" + source.lineOf(node) + ": " + node.getSimpleName() + " has no noun");
                }
                return super.visitClass(node, none);
            }
        }.scan(source.tree(), null);
    }

    /** A file begins with the licence. */
    public static HouseRule beginsWith(String header) {
        return (source, violations) -> {
            if (!source.text().startsWith(header)) {
                violations.accept(source.path() + ": does not begin with the licence header");
            }
        };
    }

    /** Nothing is left for later in a comment. */
    public static HouseRule nothingLeftOver() {
        return (source, violations) -> {
            Matcher matcher = LEFT_OVER.matcher(source.text());
            if (matcher.find()) {
                violations.accept(source.path() + ": " + matcher.group() + " left over");
            }
        };
    }

    /**
     * A switch over an enum of ours has no {@code default}, so that a new constant stops the compiler. The parser does
     * not know types: a switch counts as one over an enum when its labels are all constants of that enum.
     *
     * @param foreign enums of somebody else whose constants have the names of ours; a file that imports one is trusted
     */
    public static HouseRule noDefaultOverOurEnums(
            Collection<Set<String>> constantsOfOurEnums, Collection<String> foreign) {
        return (source, violations) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitSwitch(SwitchTree node, Void none) {
                check(node, node.getCases());
                return super.visitSwitch(node, none);
            }

            @Override
            public Void visitSwitchExpression(SwitchExpressionTree node, Void none) {
                check(node, node.getCases());
                return super.visitSwitchExpression(node, none);
            }

            private void check(Tree node, List<? extends CaseTree> cases) {
                Set<String> labels = new HashSet<>();
                boolean hasDefault = false;
                for (CaseTree each : cases) {
                    hasDefault |= each.getExpressions().isEmpty();
                    for (ExpressionTree label : each.getExpressions()) {
                        labels.add(
                                label instanceof IdentifierTree name
                                        ? name.getName().toString()
                                        : "");
                    }
                }
                boolean overOurs = !labels.isEmpty()
                        && source.imports().stream().noneMatch(foreign::contains)
                        && constantsOfOurEnums.stream().anyMatch(constants -> constants.containsAll(labels));
                if (hasDefault && overOurs) {
                    violations.accept(
                            source.path() + ":" + source.lineOf(node) + ": default in a switch over our own enum");
                }
            }
        }.scan(source.tree(), null);
    }

    /** The constants of each enum declared in these sources. */
    public static List<Set<String>> enumConstants(List<JavaSource> sources) {
        List<Set<String>> all = new ArrayList<>();
        for (JavaSource source : sources) {
            forEachType(source, type -> {
                if (type.getKind() == Tree.Kind.ENUM) {
                    Set<String> constants = new HashSet<>();
                    for (Tree member : type.getMembers()) {
                        if (member instanceof VariableTree field
                                && field.getType() instanceof IdentifierTree name
                                && name.getName().equals(type.getSimpleName())) {
                            constants.add(field.getName().toString());
                        }
                    }
                    all.add(constants);
                }
            });
        }
        return all;
    }

    /** Simple names of every type declared in these sources. */
    public static Set<String> typeNames(List<JavaSource> sources) {
        Set<String> names = new HashSet<>();
        for (JavaSource source : sources) {
            forEachType(source, type -> names.add(type.getSimpleName().toString()));
        }
        return names;
    }

    private static void forEachType(JavaSource source, Consumer<ClassTree> sink) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree node, Void none) {
                sink.accept(node);
                return super.visitClass(node, none);
            }
        }.scan(source.tree(), null);
    }
}
