/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.util.Objects;

/**
 * What of a folder is wanted from a listing. A listing may give more than that, never less.
 *
 * @param kind how much
 * @param fromOrNull for {@link Kind#BETWEEN}, where the wanted keys begin, relative to the folder; null for its beginning
 * @param toOrNull for {@link Kind#BETWEEN}, the first key behind them, relative to the folder; null for its end
 */
public record FolderScope(Kind kind, String fromOrNull, String toOrNull) {
    /** How much of a folder is wanted. */
    public enum Kind {
        /** Nothing below it. */
        NOTHING,
        /** Everything below it. */
        EVERYTHING,
        /** The objects in it, and of the folders in it those that are wanted when they are asked about. */
        FOLDERS,
        /** Keys between two others. */
        BETWEEN
    }

    public static final FolderScope NOTHING = new FolderScope(Kind.NOTHING, null, null);
    public static final FolderScope EVERYTHING = new FolderScope(Kind.EVERYTHING, null, null);
    public static final FolderScope FOLDERS = new FolderScope(Kind.FOLDERS, null, null);

    public FolderScope {
        Objects.requireNonNull(kind, "kind is null");
        if (kind != Kind.BETWEEN && (fromOrNull != null || toOrNull != null)) {
            throw new IllegalArgumentException(kind + " has no bounds");
        }
    }

    /** Keys between two others, of which either may be missing; everything if both are. */
    public static FolderScope between(String fromOrNull, String toOrNull) {
        return fromOrNull == null && toOrNull == null
                ? EVERYTHING
                : new FolderScope(Kind.BETWEEN, fromOrNull, toOrNull);
    }

    /** Whether anything below the folder is wanted. */
    public boolean isAnything() {
        return kind != Kind.NOTHING;
    }
}
