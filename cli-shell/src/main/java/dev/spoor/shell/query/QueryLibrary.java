/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.query;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The queries that come with Spoor and those that the user saved, which win where two have the same name. */
public final class QueryLibrary {
    private static final String INDEX = "index.txt";
    private static final String ENDING = ".sql";
    private static final String FOLDER = "queries";

    private final Path folder;

    /** @param home folder of what the user keeps; need not exist */
    public QueryLibrary(Path home) {
        this.folder = home.resolve(FOLDER);
    }

    /** What a query may be called: letters, digits, dashes and underlines. */
    public static boolean isName(String name) {
        return name.matches("[\\p{L}\\p{N}_-]{1,80}");
    }

    /** Every query, by name. */
    public Collection<NamedQuery> all() throws IOException {
        TreeMap<String, NamedQuery> found = new TreeMap<>();
        for (String name : resource(INDEX).split("\n")) {
            found.put(name, NamedQuery.parse(name, resource(name + ENDING)));
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString().replace(ENDING, "");
                    if (file.toString().endsWith(ENDING) && isName(name)) {
                        found.put(name, NamedQuery.parse(name, Files.readString(file)));
                    }
                }
            }
        }
        return found.values();
    }

    /** The query of that name. */
    public Optional<NamedQuery> find(String name) throws IOException {
        return all().stream().filter(query -> query.name().equals(name)).findFirst();
    }

    /** Keeps a statement under a {@link #isName name}; where. */
    public Path save(String name, String sql) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name + ENDING), sql + ";\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = QueryLibrary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the library of queries has lost " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
