/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.nio.file.Path;

/**
 * The key and certificates that a server shows.
 *
 * @param keyStore file, PKCS12
 * @param password of the file and of the key in it
 */
public record TlsKeys(Path keyStore, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return keyStore.toString();
    }
}
