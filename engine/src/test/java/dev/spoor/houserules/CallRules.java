/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.houserules;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls that make an answer depend on the machine, the moment or the language of whoever runs it. */
public final class CallRules {
    private static final int ANY = -1;

    /**
     * Calls by their text, with the number of arguments that makes them wrong ({@code ANY} for any) and the reason.
     * A name that begins with a dot stands for that method on any object.
     */
    private static final List<Banned> EVERYWHERE = List.of(
            new Banned("TimeZone.getDefault", ANY, "the machine's time zone is not ours: UTC"),
            new Banned("ZoneId.systemDefault", ANY, "the machine's time zone is not ours: UTC"),
            new Banned("Locale.getDefault", ANY, "the machine's language is not ours: Locale.ROOT"),
            new Banned(".toLowerCase", 0, "give a Locale"),
            new Banned(".toUpperCase", 0, "give a Locale"),
            new Banned(".getBytes", 0, "give a Charset"),
            new Banned(".formatted", ANY, "uses the machine's language: String.format(Locale.ROOT, ...)"),
            new Banned(".printStackTrace", 0, "errors go to the caller"),
            new Banned("Instant.now", 0, "time comes from the clock of the query"),
            new Banned("LocalDate.now", 0, "time comes from the clock of the query"),
            new Banned("LocalDateTime.now", 0, "time comes from the clock of the query"),
            new Banned("Clock.systemDefaultZone", ANY, "the machine's time zone is not ours: UTC"));

    private static final List<Banned> CLOCKS = List.of(
            new Banned("System.currentTimeMillis", ANY, "time comes from the clock of the query"),
            new Banned("System.nanoTime", ANY, "time comes from the clock of the query"));

    private static final Set<String> STREAMS = Set.of("System.out", "System.err", "System.in");

    private CallRules() {}

    private record Banned(String call, int arguments, String reason) {}

    /** No call depends on the machine's language or zone. */
    public static HouseRule noMachineDefaults() {
        return banned(EVERYWHERE);
    }

    /**
     * No clock is read outside the given files.
     *
     * @param clocks ends of paths of the files that are clocks
     */
    public static HouseRule noClocksOutside(List<String> clocks) {
        return (source, violations) -> {
            if (clocks.stream().noneMatch(source.path()::endsWith)) {
                banned(CLOCKS).check(source, violations);
            }
        };
    }

    /** {@code String.format} parses its pattern each time and needs a language: never in these packages. */
    public static HouseRule noStringFormatIn(List<String> packages) {
        HouseRule never = banned(List.of(new Banned("String.format", ANY, "too slow for a hot loop")));
        return (source, violations) -> {
            if (packages.stream().anyMatch(source.packageName()::startsWith)) {
                never.check(source, violations);
            }
        };
    }

    /** Elsewhere {@code String.format} names its language. */
    public static HouseRule stringFormatNamesALocale() {
        return (source, violations) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree node, Void none) {
                List<? extends ExpressionTree> arguments = node.getArguments();
                if (node.getMethodSelect().toString().equals("String.format")
                        && !arguments.get(0).toString().startsWith("Locale.")) {
                    violations.accept(source.path() + ":" + source.lineOf(node) + ": String.format without a Locale");
                }
                return super.visitMethodInvocation(node, none);
            }
        }.scan(source.tree(), null);
    }

    /** The process's own streams and its end belong to the packages that are programs. */
    public static HouseRule noProcessStreamsOutside(List<String> packages) {
        HouseRule noExit = banned(List.of(new Banned("System.exit", ANY, "only a program ends the process")));
        return (source, violations) -> {
            if (packages.stream().anyMatch(source.packageName()::startsWith)) {
                return;
            }
            noExit.check(source, violations);
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMemberSelect(MemberSelectTree node, Void none) {
                    if (STREAMS.contains(node.toString())) {
                        violations.accept(
                                source.path() + ":" + source.lineOf(node) + ": " + node + " belongs to the shell");
                    }
                    return super.visitMemberSelect(node, none);
                }
            }.scan(source.tree(), null);
        };
    }

    /** Chance comes from a seed that somebody can write down. */
    public static HouseRule noRandomWithoutSeed() {
        return (source, violations) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitNewClass(NewClassTree node, Void none) {
                Map<String, Integer> seeded = Map.of("Random", 1, "SplittableRandom", 1);
                String type = node.getIdentifier().toString();
                if (seeded.containsKey(type) && node.getArguments().size() < seeded.get(type)) {
                    violations.accept(source.path() + ":" + source.lineOf(node) + ": " + type + " without a seed");
                }
                return super.visitNewClass(node, none);
            }
        }.scan(source.tree(), null);
    }

    private static HouseRule banned(List<Banned> calls) {
        return (source, violations) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree node, Void none) {
                String select = node.getMethodSelect().toString();
                for (Banned each : calls) {
                    boolean named = each.call.startsWith(".")
                            ? select.endsWith(each.call)
                            : select.equals(each.call) || select.endsWith("." + each.call);
                    boolean counted = each.arguments == ANY
                            || each.arguments == node.getArguments().size();
                    // Calcite's ByteString has a getBytes() that has nothing to do with text.
                    boolean ofBytes = select.contains("ByteString)");
                    if (named && counted && !ofBytes) {
                        violations.accept(
                                source.path() + ":" + source.lineOf(node) + ": " + each.call + ": " + each.reason);
                    }
                }
                return super.visitMethodInvocation(node, none);
            }
        }.scan(source.tree(), null);
    }
}
