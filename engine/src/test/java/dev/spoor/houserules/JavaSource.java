/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.houserules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import java.util.List;

/**
 * One parsed Java file.
 *
 * @param path where it is, relative to the repository, with forward slashes
 * @param kind production code or test code
 * @param text its text
 * @param tree its syntax tree; parsed, not attributed
 * @param positions where the nodes of the tree are in the text
 */
public record JavaSource(String path, Kind kind, String text, CompilationUnitTree tree, SourcePositions positions) {

    /** Which rules apply: tests may reach across layers. */
    public enum Kind {
        MAIN,
        TEST
    }

    /** Name of the package, empty when there is none. */
    public String packageName() {
        return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
    }

    /** Imported names as written, without the keywords: {@code java.util.List}, {@code java.util.*}. */
    public List<String> imports() {
        return tree.getImports().stream()
                .map(ImportTree::getQualifiedIdentifier)
                .map(Tree::toString)
                .toList();
    }

    /** Line of the first character of a node, from 1. */
    public long lineOf(Tree node) {
        return tree.getLineMap().getLineNumber(positions.getStartPosition(tree, node));
    }

    /** Number of lines from the first to the last character of a node. */
    public long linesOf(Tree node) {
        return tree.getLineMap().getLineNumber(positions.getEndPosition(tree, node)) - lineOf(node) + 1;
    }

    /** File name without folders. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
