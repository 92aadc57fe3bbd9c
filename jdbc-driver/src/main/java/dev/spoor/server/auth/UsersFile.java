/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The file of users: JSON, as {@link UserJson} has it, for its owner's eyes only. It is replaced whole, so that a reader never sees
 * half of it, and changed by one process at a time.
 */
public final class UsersFile {
    /** Who may read and write it: nobody but its owner. */
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private static final long BYTES_MAX = 16L << 20;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path path;

    public UsersFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    public Path path() {
        return path;
    }

    /** All users, by name; EngineException if the file is not there, others may read it, or it says what it may not say. */
    public List<User> read() {
        requireOwnerOnly();
        try {
            if (Files.size(path) > BYTES_MAX) {
                throw broken("it has more than " + BYTES_MAX + " bytes", null);
            }
            Map<String, User> users = new TreeMap<>();
            for (User user : UserJson.read(JSON.readTree(Files.readAllBytes(path)))) {
                if (users.put(User.key(user.name()), user) != null) {
                    throw new IllegalArgumentException("the user " + user.name() + " is there twice");
                }
            }
            return List.copyOf(users.values());
        } catch (IOException | IllegalArgumentException e) {
            throw broken(e.getMessage(), e);
        }
    }

    private EngineException broken(String why, Exception causeOrNull) {
        return new EngineException(
                ErrorCode.INVALID_CONFIGURATION, "the users file " + path + " cannot be used: " + why, causeOrNull);
    }

    private void requireOwnerOnly() {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        try {
            if (!Files.isRegularFile(path)) {
                throw new EngineException(ErrorCode.LOCATION_NOT_FOUND, "there is no users file " + path)
                        .advise("bin/spoor user add NAME --users " + path + " makes one");
            }
            if (view == null) {
                return; // a file system that knows no permissions of this kind
            }
            for (PosixFilePermission permission : view.readAttributes().permissions()) {
                if (!OWNER_ONLY.contains(permission)) {
                    throw new EngineException(
                                    ErrorCode.INVALID_CONFIGURATION,
                                    "the users file " + path + " is open to others than its owner ("
                                            + PosixFilePermissions.toString(
                                                    view.readAttributes().permissions()) + ")")
                            .advise("chmod 600 " + path);
                }
            }
        } catch (IOException e) {
            throw broken(e.getMessage(), e);
        }
    }

    /**
     * Replaces the users; a file that is not there has none. Waits while somebody else changes them.
     *
     * @param change of the users by name; what it throws leaves the file as it was
     */
    public void change(UnaryOperator<List<User>> change) {
        Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            List<User> before = Files.exists(path) ? read() : List.of();
            write(change.apply(before));
        } catch (IOException e) {
            throw broken(e.getMessage(), e);
        }
    }

    private void write(List<User> users) throws IOException {
        Path fresh =
                Files.createTempFile(path.getParent(), "users", ".tmp"); // for its owner only, where that is possible
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(UserJson.write(users)));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Users with one more; INVALID_ARGUMENT if one of that name is there, or it is no name. */
    public static List<User> with(List<User> users, User added) {
        if (!User.isName(added.name())) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "'" + added.name() + "' is no name of a user: those have 1 to 64 letters, digits and . _ @ -");
        }
        if (find(users, added.name()).isPresent()) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "there is a user " + added.name() + " already");
        }
        List<User> changed = new ArrayList<>(users);
        changed.add(added);
        return changed;
    }

    /** Users with one changed, or, if the change gives null, removed; INVALID_ARGUMENT if there is none of that name. */
    public static List<User> changing(List<User> users, String name, UnaryOperator<User> change) {
        if (find(users, name).isEmpty()) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "there is no user " + name);
        }
        List<User> changed = new ArrayList<>();
        for (User user : users) {
            User after = User.key(user.name()).equals(User.key(name)) ? change.apply(user) : user;
            if (after != null) {
                changed.add(after);
            }
        }
        return changed;
    }

    static Optional<User> find(List<User> users, String name) {
        return users.stream()
                .filter(user -> User.key(user.name()).equals(User.key(name)))
                .findFirst();
    }
}
