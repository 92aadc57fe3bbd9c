/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The packs that come with Spoor, and packs of the user's: folders with a {@code pack.yaml}, or single YAML files. */
public final class PackLibrary {
    /** Names of the packs that come with Spoor. */
    public static final List<String> SHIPPED = List.of("cis", "pci", "hipaa", "soc2", "investigate");

    private static final String SHARED = "shared/";

    private PackLibrary() {}

    /**
     * The pack of that name, folder or file.
     *
     * @throws EngineException LOCATION_NOT_FOUND, or INVALID_CONFIGURATION with file and line of what is wrong in it
     */
    public static ReportPack find(String nameOrPath) {
        if (SHIPPED.contains(nameOrPath)) {
            return shipped(nameOrPath);
        }
        Path path = Path.of(nameOrPath);
        Path file = Files.isDirectory(path) ? path.resolve(PackReader.FILE) : path;
        if (!Files.isRegularFile(file)) {
            throw new EngineException(
                            ErrorCode.LOCATION_NOT_FOUND, "there is no pack '" + nameOrPath + "', and no file " + file)
                    .advise(NearestName.of(nameOrPath, SHIPPED)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("shipped are " + String.join(", ", SHIPPED)));
        }
        Path folder = file.toAbsolutePath().getParent();
        String named = (Files.isDirectory(path) ? path : file)
                .toAbsolutePath()
                .normalize()
                .getFileName()
                .toString();
        String name = named.replaceFirst("\\.ya?ml$", "");
        return new PackReader(name, file.toString(), beside -> {
                    Path wanted = folder.resolve(beside).normalize();
                    return wanted.startsWith(folder) && Files.isRegularFile(wanted)
                            ? Optional.of(text(wanted))
                            : shared(beside);
                })
                .read(text(file));
    }

    private static ReportPack shipped(String name) {
        return new PackReader(name, name + "/" + PackReader.FILE, beside -> {
                    Optional<String> own = resource(name + "/" + beside);
                    return own.isPresent() ? own : shared(beside);
                })
                .read(resource(name + "/" + PackReader.FILE)
                        .orElseThrow(() -> new IllegalStateException("the pack " + name + " is not there")));
    }

    /** A question that several packs ask. */
    private static Optional<String> shared(String file) {
        return file.startsWith(SHARED) && !file.contains("..") ? resource(file) : Optional.empty();
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = PackLibrary.class.getResourceAsStream("pack/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new EngineException(ErrorCode.STORE_FAILURE, file + " cannot be read: " + e, e)
                    .advise("packs are UTF-8 text");
        }
    }
}
