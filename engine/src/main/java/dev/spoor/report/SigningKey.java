/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * The user's key for bundles: Ed25519 (RFC 8032), PKCS #8 in PEM in a file that only its owner may read, the public half beside it
 * as {@code NAME.pub}.
 */
public final class SigningKey {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * The key of a file, which is made if there is none.
     *
     * @throws EngineException INVALID_CONFIGURATION if it is no such key, or others may read it
     */
    public static SigningKey openOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw unusable(file, "others may read it").advise("chmod 600 " + file);
            }
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            SigningKey key = new SigningKey(
                    keys.generatePrivate(new PKCS8EncodedKeySpec(decoded(Files.readString(file), PRIVATE))),
                    publicKey(Files.readString(publicFile(file))));
            if (!isSignedBy(key.publicKey, new byte[] {1}, key.sign(new byte[] {1}))) {
                throw unusable(file, "its public half belongs to another key").advise("restore " + publicFile(file));
            }
            return key;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, String.valueOf(e.getMessage())).advise("restore it, or move it away to get a new one");
        }
    }

    private static EngineException unusable(Path file, String why) {
        return new EngineException(
                ErrorCode.INVALID_CONFIGURATION, "the signing key " + file + " cannot be used: " + why);
    }

    private static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /** The public half is there first: whoever sees the key sees both. */
    private static void create(Path file) throws IOException, GeneralSecurityException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        FileAttribute<?>[] ownerOnly =
                Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                        : new FileAttribute<?>[0];
        Path made = Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".tmp", ownerOnly);
        Files.writeString(made, pem(PRIVATE, pair.getPrivate().getEncoded()));
        Files.writeString(publicFile(file), pem(PUBLIC, pair.getPublic().getEncoded()), StandardOpenOption.CREATE_NEW);
        try {
            Files.move(made, file);
        } catch (FileAlreadyExistsException e) {
            Files.deleteIfExists(made);
            throw e;
        }
    }

    /** The signature over some bytes. */
    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** The public half in PEM. */
    String publicPem() {
        return pem(PUBLIC, publicKey.getEncoded());
    }

    /** What people compare: SHA-256 over the public half, in hexadecimal. */
    public String fingerprint() {
        return fingerprint(publicKey);
    }

    static String fingerprint(PublicKey key) {
        return HexFormat.of().formatHex(RowsHash.sha256().digest(key.getEncoded()));
    }

    /** The key of a PEM text. */
    static PublicKey publicKey(String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(decoded(pem, PUBLIC)));
    }

    static boolean isSignedBy(PublicKey key, byte[] bytes, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initVerify(key);
        signature.update(bytes);
        return signature.verify(signed);
    }

    private static String pem(String kind, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    /** @throws IllegalArgumentException if it is no PEM of that kind */
    private static byte[] decoded(String pem, String kind) {
        String text = pem.strip();
        String begin = "-----BEGIN " + kind + "-----";
        String end = "-----END " + kind + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw new IllegalArgumentException("there is no " + kind + " in it");
        }
        return Base64.getMimeDecoder().decode(text.substring(begin.length(), text.length() - end.length()));
    }
}
