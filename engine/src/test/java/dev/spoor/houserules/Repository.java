/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.houserules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.spoor.houserules.JavaSource.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The files of this repository, found from the working directory upwards. */
public final class Repository {
    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /** The repository that the working directory is in. */
    public static Repository find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(".mvn")) && Files.isRegularFile(at.resolve("pom.xml"))) {
                return new Repository(at);
            }
        }
        throw new IllegalStateException("no folder with .mvn and pom.xml above the working directory");
    }

    /** Folder that holds everything. */
    public Path root() {
        return root;
    }

    /** Every Java file of every module, parsed, in order of path. */
    public List<JavaSource> javaSources() {
        Map<String, String> texts = new HashMap<>();
        for (Path module : modules()) {
            for (String folder : List.of("src/main/java", "src/test/java")) {
                for (Path file : filesUnder(module.resolve(folder), ".java")) {
                    texts.put(relative(file), read(file));
                }
            }
        }
        return parse(texts);
    }

    /** Every page of documentation: the README and what is under {@code docs}. */
    public Map<String, String> pages() {
        Map<String, String> pages = new HashMap<>();
        for (Path file : filesUnder(root.resolve("docs"), ".md")) {
            pages.put(relative(file), read(file));
        }
        Path readme = root.resolve("README.md");
        if (Files.exists(readme)) {
            pages.put("README.md", read(readme));
        }
        return pages;
    }

    /** Parses texts by path; the kind follows from the path. */
    public static List<JavaSource> parse(Map<String, String> textsByPath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<JavaFileObject> files = new ArrayList<>();
        textsByPath.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> files.add(new TextFile(entry.getKey(), entry.getValue())));
        JavacTask task = (JavacTask)
                compiler.getTask(null, null, problems, List.of("-proc:none", "--release", "17"), null, files);
        List<JavaSource> sources = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                String path = unit.getSourceFile().toUri().getPath().substring(1);
                Kind kind = path.contains("src/test/") ? Kind.TEST : Kind.MAIN;
                sources.add(new JavaSource(
                        path,
                        kind,
                        textsByPath.get(path),
                        unit,
                        Trees.instance(task).getSourcePositions()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Diagnostic<?> problem : problems.getDiagnostics()) {
            if (problem.getKind() == Diagnostic.Kind.ERROR) {
                throw new IllegalArgumentException(problem.getMessage(Locale.ROOT) + " in " + problem.getSource());
            }
        }
        return sources;
    }

    private List<Path> modules() {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> Files.isRegularFile(child.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesUnder(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class TextFile extends SimpleJavaFileObject {
        private final String text;

        TextFile(String path, String text) {
            super(URI.create("text:///" + path), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
