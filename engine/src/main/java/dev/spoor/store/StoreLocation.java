/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place where objects lie, as a user names it: the path of a local folder or file, or the address of something in a
 * remote store, such as {@code s3://bucket/prefix}. Naming a place does not look whether it is there.
 *
 * @param scheme {@link #LOCAL}, or what stands before "://" in an address, in lower case
 * @param text the path, or the address without a '/' at its end
 */
public record StoreLocation(String scheme, String text) {
    /** The scheme of local paths. */
    public static final String LOCAL = "file";

    /** Two letters at least: one is the drive of a path of Windows. */
    private static final Pattern ADDRESS = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]+)://(.*)");

    public StoreLocation {
        Objects.requireNonNull(scheme, "scheme is null");
        Objects.requireNonNull(text, "text is null");
    }

    /**
     * Reads what a user wrote; {@code file://} addresses are local paths.
     *
     * @throws EngineException INVALID_CONFIGURATION for what is neither a path nor an address
     */
    public static StoreLocation parse(String text) {
        Matcher address = ADDRESS.matcher(text);
        try {
            if (!address.matches()) {
                return of(Path.of(text));
            }
            String scheme = address.group(1).toLowerCase(Locale.ROOT);
            if (scheme.equals(LOCAL)) {
                return of(Path.of(new URI(text)));
            }
            return new StoreLocation(scheme, scheme + "://" + withoutSlashes(address.group(2)));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "'" + text + "' is neither a path nor an address: " + e.getMessage(),
                    e);
        }
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** A local folder or file. */
    public static StoreLocation of(Path path) {
        return new StoreLocation(LOCAL, path.toString());
    }

    /** Local folders and files. */
    public static List<StoreLocation> listOf(Path... paths) {
        return Arrays.stream(paths).map(StoreLocation::of).toList();
    }

    public boolean isLocal() {
        return scheme.equals(LOCAL);
    }

    /** The path of a local place; IllegalStateException for another. */
    public Path path() {
        if (!isLocal()) {
            throw new IllegalStateException(text + " is not a local path");
        }
        return Path.of(text);
    }

    /** As users know it. */
    @Override
    public String toString() {
        return text;
    }
}
