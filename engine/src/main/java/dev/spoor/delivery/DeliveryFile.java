/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file that is delivered. It stays its maker's and must lie there, unchanged, until the delivery has been sent or is dead.
 *
 * @param name what receivers know it by; a '/' in it makes folders where there are any
 * @param mediaType such as {@code application/pdf}
 * @param path where its bytes are
 */
public record DeliveryFile(String name, String mediaType, Path path) {
    public DeliveryFile {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(mediaType, "mediaType is null");
        path = path.toAbsolutePath().normalize();
        if (name.isBlank()) {
            throw new IllegalArgumentException("a file without a name: " + path);
        }
    }
}
