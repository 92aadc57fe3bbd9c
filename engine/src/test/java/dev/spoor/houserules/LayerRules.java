/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.houserules;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.spoor.houserules.JavaSource.Kind;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Who may know whom: imports point down the pipeline only, and third parties have rooms. */
public final class LayerRules {
    private LayerRules() {}

    /**
     * Our own packages. A package may use what its own entry covers, and every package of a strictly lower level. An
     * entry covers its sub-packages unless the table has entries below it.
     *
     * @param levels package to level
     */
    public static HouseRule layers(Map<String, Integer> levels) {
        return (source, violations) -> {
            if (source.kind() == Kind.TEST) {
                return;
            }
            Optional<String> own = entryOf(source.packageName(), levels.keySet());
            if (own.isEmpty()) {
                violations.accept(source.path() + ": package " + source.packageName() + " has no level in the table");
                return;
            }
            for (Mention mention : mentions(source)) {
                entryOf(mention.name(), levels.keySet())
                        .filter(other -> !other.equals(own.get()))
                        .filter(other -> levels.get(other) >= levels.get(own.get()))
                        .ifPresent(other -> violations.accept(source.path() + ":" + mention.line() + ": " + own.get()
                                + " (level " + levels.get(own.get()) + ") may not use " + mention.name() + " (level "
                                + levels.get(other) + ")"));
            }
        };
    }

    /**
     * Other people's packages.
     *
     * @param rooms prefix of a foreign package to the packages of ours that may use it, sub-packages included
     */
    public static HouseRule rooms(Map<String, List<String>> rooms) {
        return (source, violations) -> {
            if (source.kind() == Kind.TEST) {
                return;
            }
            for (Mention mention : mentions(source)) {
                entryOf(mention.name(), rooms.keySet())
                        .filter(foreign -> entryOf(source.packageName(), rooms.get(foreign))
                                .isEmpty())
                        .ifPresent(foreign -> violations.accept(source.path() + ":" + mention.line() + ": "
                                + mention.name() + " belongs in " + rooms.get(foreign)));
            }
        };
    }

    /** The longest entry that is the name itself or stands above it. One with entries below covers only its types. */
    private static Optional<String> entryOf(String name, Collection<String> entries) {
        String longest = null;
        for (String entry : entries) {
            boolean above = name.startsWith(entry + ".");
            boolean hasEntriesBelow = entries.stream().anyMatch(other -> other.startsWith(entry + "."));
            if (above && hasEntriesBelow) {
                char next = name.charAt(entry.length() + 1);
                above = next == '*' || Character.isUpperCase(next);
            }
            if ((name.equals(entry) || above) && (longest == null || entry.length() > longest.length())) {
                longest = entry;
            }
        }
        return Optional.ofNullable(longest);
    }

    private record Mention(String name, long line) {}

    /** Imports, and names written out in full in the code. */
    private static List<Mention> mentions(JavaSource source) {
        Set<Mention> mentions = new HashSet<>();
        source.tree()
                .getImports()
                .forEach(each ->
                        mentions.add(new Mention(each.getQualifiedIdentifier().toString(), source.lineOf(each))));
        new TreeScanner<Void, Consumer<Mention>>() {
            @Override
            public Void visitMemberSelect(MemberSelectTree node, Consumer<Mention> sink) {
                if (startsWithPackage(node)) {
                    sink.accept(new Mention(node.toString(), source.lineOf(node)));
                    return null;
                }
                return super.visitMemberSelect(node, sink);
            }
        }.scan(source.tree().getTypeDecls(), mentions::add);
        return mentions.stream().sorted(Comparator.comparing(Mention::name)).toList();
    }

    /** Whether an expression is a chain of names that begins like a package: {@code dev.}, {@code org.}, {@code com.}. */
    private static boolean startsWithPackage(MemberSelectTree node) {
        Tree at = node;
        while (at instanceof MemberSelectTree select) {
            at = select.getExpression();
        }
        return at instanceof IdentifierTree name
                && List.of("dev", "org", "com", "java", "javax")
                        .contains(name.getName().toString());
    }
}
