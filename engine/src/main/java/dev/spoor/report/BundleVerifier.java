/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.Engine;
import dev.spoor.Session;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.report.BundleReport.Check;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Checks a bundle: that its manifest is signed by the key in it, that every file is as the manifest says and none is missing or was
 * added, and, given the logs, that they are the ones the report rests on and that its questions give the same rows. Trusts nothing
 * in the file before it is checked. One thread.
 */
public final class BundleVerifier implements AutoCloseable {
    private static final int SMALL_BYTES_MAX = 64 << 20;
    private static final int ENTRIES_MAX = 100_000;
    private static final int NAMED_MAX = 5;
    private static final String LAKE = "lake";

    private final ZipFile zip;
    private final List<Check> checks = new ArrayList<>();
    private String fingerprint = "";

    private BundleVerifier(ZipFile zip) {
        this.zip = zip;
    }

    /** @throws EngineException CORRUPT_DATA if the file is no bundle */
    public static BundleVerifier open(Path file) throws IOException {
        try {
            ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            if (zip.getEntry(EvidenceBundle.MANIFEST) == null || zip.size() > ENTRIES_MAX) {
                zip.close();
                throw noBundle(file, "it has no manifest", null);
            }
            return new BundleVerifier(zip);
        } catch (ZipException e) {
            throw noBundle(file, e.getMessage(), e);
        }
    }

    private static EngineException noBundle(Path file, String why, Exception causeOrNull) {
        return new EngineException(ErrorCode.CORRUPT_DATA, file + " is no evidence bundle: " + why, causeOrNull)
                .advise("bundles are made by bin/spoor report run --bundle");
    }

    /**
     * Checks the file itself.
     *
     * @param trusted fingerprint that the key must have; empty to take any
     */
    public BundleReport verify(Optional<String> trusted) throws IOException {
        byte[] manifest = bytes(EvidenceBundle.MANIFEST);
        boolean isSigned = checkSignature(manifest, trusted);
        BundleManifest read;
        try {
            read = BundleManifest.parse(manifest);
        } catch (IOException e) {
            checks.add(new Check("manifest", false, "cannot be read: " + e.getMessage()));
            return new BundleReport("", fingerprint, checks);
        }
        checkFiles(read, isSigned);
        return new BundleReport(read.title() + ", " + read.since() + " to " + read.until(), fingerprint, checks);
    }

    /**
     * Asks the questions again, after {@link #verify} found nothing wrong.
     *
     * @param engine over the logs, or the lake, that the report was made of; its clock stands at {@link #created}
     */
    public BundleReport repeat(Engine engine) throws IOException {
        BundleManifest manifest = manifest();
        ReportPack whole = manifest.pack(this::text);
        ReportPack pack = whole.asking(whole.questions().stream()
                .filter(question -> !question.isAboutFiles())
                .toList());
        int leftOut = whole.questions().size() - pack.questions().size();
        List<Check> repeated = new ArrayList<>();
        ReportRunner runner = new ReportRunner(() -> session(engine, manifest, repeated), what -> {});
        Report again = runner.run(pack, manifest.request(), EvidenceSink.NONE);
        List<String> others = new ArrayList<>();
        for (Answer answer : again.answers()) {
            Optional<String> hash = manifest.rowsHash(answer.question().id());
            boolean isSame = hash.isPresent() && hash.get().equals(answer.rowsHash());
            if (!isSame && (hash.isPresent() || answer.failure().isEmpty())) {
                others.add(answer.question().title() + " (" + Counted.of(answer.rows(), "row") + ", was "
                        + Counted.number(manifest.rows(answer.question().id()))
                        + answer.failure().map(failure -> ": " + failure).orElse("") + ")");
            }
        }
        repeated.add(new Check(
                "questions",
                others.isEmpty(),
                others.isEmpty()
                        ? Counted.of(again.answers().size(), "question") + " asked again, the same rows"
                                + notAsked(leftOut)
                        : others.size() + " of " + Counted.of(again.answers().size(), "question") + " gave other rows: "
                                + named(others)));
        return new BundleReport(manifest.title(), fingerprint, repeated);
    }

    /** Sees the lake in the version of the report if it can. */
    private static Session session(Engine engine, BundleManifest manifest, List<Check> checks) {
        Session now = engine.newSession();
        if (manifest.lakeVersion().isEmpty()) {
            return now;
        }
        long version = manifest.lakeVersion().getAsLong();
        if (manifest.logsBesideLake() > 0) {
            checks.add(new Check(
                    LAKE,
                    true,
                    "asked as it is now with the log files beside it: the report also rests on "
                            + Counted.of(manifest.logsBesideLake(), "log file") + " that version " + version
                            + " does not hold"));
            return now;
        }
        try {
            Session then = now.pinned(version);
            checks.add(new Check(LAKE, true, "asked in version " + version + ", as the report was"));
            return then;
        } catch (EngineException e) {
            if (e.code() != ErrorCode.INVALID_ARGUMENT) {
                throw e;
            }
            checks.add(new Check(
                    LAKE, true, "asked as it is now: it does not keep version " + version + " of the report any more"));
            return now;
        }
    }

    private static String notAsked(int count) {
        return count == 0
                ? ""
                : "; not asked again: " + Counted.of(count, "question")
                        + " about what was known of the files when the report was made";
    }

    /** The manifest; only after {@link #verify}. */
    BundleManifest manifest() throws IOException {
        return BundleManifest.parse(bytes(EvidenceBundle.MANIFEST));
    }

    /** When the report was made. */
    public Instant created() throws IOException {
        return manifest().request().created();
    }

    /** The files that the report rests on; only after {@link #verify}. */
    public BundleSources sources() throws IOException {
        ZipEntry entry = zip.getEntry(EvidenceBundle.SOURCES);
        if (entry == null) {
            throw new EngineException(ErrorCode.CORRUPT_DATA, "the bundle has no list of sources");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return BundleSources.read(in);
        }
    }

    private boolean checkSignature(byte[] manifest, Optional<String> trusted) throws IOException {
        String wrong;
        try {
            PublicKey key = SigningKey.publicKey(text(EvidenceBundle.PUBLIC_KEY));
            fingerprint = SigningKey.fingerprint(key);
            byte[] signature =
                    Base64.getDecoder().decode(text(EvidenceBundle.SIGNATURE).strip());
            wrong = SigningKey.isSignedBy(key, manifest, signature) ? "" : "does not belong to this manifest";
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            wrong = "cannot be checked: " + e.getMessage();
        }
        if (wrong.isEmpty() && trusted.isPresent() && !trusted.get().equalsIgnoreCase(fingerprint)) {
            wrong = "is of another key than " + trusted.get();
        }
        checks.add(new Check("signature", wrong.isEmpty(), wrong.isEmpty() ? "holds, by key " + fingerprint : wrong));
        return wrong.isEmpty();
    }

    private void checkFiles(BundleManifest manifest, boolean isSigned) throws IOException {
        Set<String> added = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        zip.stream().map(ZipEntry::getName).forEach(name -> {
            if (!seen.add(name)) {
                added.add(name + " (twice)");
            }
        });
        added.addAll(seen);
        added.removeAll(manifest.files().keySet());
        List.of(EvidenceBundle.MANIFEST, EvidenceBundle.SIGNATURE, EvidenceBundle.PUBLIC_KEY)
                .forEach(added::remove);
        List<String> wrong = new ArrayList<>();
        added.forEach(name -> wrong.add(name + " was added"));
        for (Map.Entry<String, String> file : manifest.files().entrySet()) {
            ZipEntry entry = zip.getEntry(file.getKey());
            if (entry == null) {
                wrong.add(file.getKey() + " is missing");
            } else if (!sha256(entry).equals(file.getValue())) {
                wrong.add(file.getKey() + " was changed");
            }
        }
        checks.add(new Check(
                "files",
                wrong.isEmpty(),
                wrong.isEmpty()
                        ? Counted.of(manifest.files().size(), "file")
                                + (isSigned ? " as signed" : " as the manifest says")
                        : named(wrong)));
    }

    private String sha256(ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return SourceList.sha256(in);
        } catch (ZipException e) {
            return "";
        }
    }

    private static String named(List<String> all) {
        String first = String.join("; ", all.subList(0, Math.min(NAMED_MAX, all.size())));
        return all.size() > NAMED_MAX ? first + "; and " + (all.size() - NAMED_MAX) + " more" : first;
    }

    private String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return new byte[0];
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(SMALL_BYTES_MAX);
            if (in.read() >= 0) {
                throw new EngineException(
                        ErrorCode.LIMIT_EXCEEDED, name + " in the bundle is larger than " + SMALL_BYTES_MAX + " bytes");
            }
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
