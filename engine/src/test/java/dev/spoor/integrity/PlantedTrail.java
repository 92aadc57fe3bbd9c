/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.IntegrityState;
import dev.spoor.store.ObjectStore;
import dev.spoor.testing.DigestKey;
import dev.spoor.testing.DigestTrail;
import dev.spoor.testing.DigestTrail.ChainPlace;
import dev.spoor.testing.DigestTrail.SignedDigest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A random trail with random tampering, and what a verification has to find: that, and nothing else. */
public final class PlantedTrail {
    private static final Instant START = Instant.parse("2024-03-09T20:00:00Z");
    private static final List<DigestKey> HONEST = DigestKey.ALL.subList(0, 3);
    private static final DigestKey UNUSABLE = DigestKey.ALL.get(3);
    private static final DigestKey UNKNOWN = DigestKey.ALL.get(4);

    /** Where the evidence is looked at. */
    public enum Mode {
        /** In the bucket itself. */
        ORIGINAL,
        /** In a copy that has lost the metadata of objects. */
        COPY,
        /** In a copy that keeps signatures in files beside the digests. */
        COPY_WITH_SIDECARS
    }

    /** What is done to a trail. */
    public enum Tampering {
        DELETE_DIGEST,
        DELETE_TWO_DIGESTS,
        CHANGE_DIGEST,
        FORGE_DIGEST,
        SIGN_OTHER_DIGEST,
        WRONG_SIGNATURE,
        SIGNATURE_NOT_HEXADECIMAL,
        LOSE_SIGNATURE,
        MOVE_DIGEST,
        RENAME_DIGEST,
        DIGEST_OF_OTHER_BUCKET,
        DIGEST_WITHOUT_FIELD,
        DIGEST_NOT_GZIP,
        DIGEST_NOT_JSON,
        DELETE_NEWEST_DIGEST,
        CHANGE_LOG,
        DELETE_LOG,
        LOG_NOT_GZIP,
        LOG_CUT_OFF,
        LOG_WRONG_CHECKSUM,
        LOG_WITH_SECOND_MEMBER,
        LOG_WITH_ZEROS_BEHIND,
        ADD_LOG,
        ADD_STRAY
    }

    private static final String OTHER_LOG = "{\"Records\":[]}";

    /** What tampering makes of a log file. */
    private static final Map<Tampering, IntegrityState> LOG_STATES = Map.of(
            Tampering.CHANGE_LOG, IntegrityState.CHANGED,
            Tampering.LOG_NOT_GZIP, IntegrityState.MALFORMED,
            Tampering.LOG_CUT_OFF, IntegrityState.MALFORMED,
            Tampering.LOG_WRONG_CHECKSUM, IntegrityState.MALFORMED,
            Tampering.LOG_WITH_SECOND_MEMBER, IntegrityState.TRAILING_DATA,
            Tampering.LOG_WITH_ZEROS_BEHIND, IntegrityState.TRAILING_DATA);

    /** A chain, and which of its digests were tampered with. */
    private static final class Chain {
        final List<SignedDigest> digests;
        final boolean isTouchable;
        final Set<Integer> taken = new HashSet<>();

        Chain(List<SignedDigest> digests, boolean isTouchable) {
            this.digests = digests;
            this.isTouchable = isTouchable;
        }
    }

    private final Random random;
    private final Mode mode;
    private final String bucket = "trail-bucket";
    private final DigestTrail trail = new DigestTrail();
    private final List<Chain> chains = new ArrayList<>();
    private final Map<String, IntegrityState> logs = new TreeMap<>();
    private final Map<String, Set<String>> expected = new TreeMap<>();
    private final Map<ChainPlace, Instant> ends = new HashMap<>();
    private final List<String> done = new ArrayList<>();

    public PlantedTrail(long seed) {
        this(new Random(seed));
    }

    private PlantedTrail(Random random) {
        this(random, Mode.values()[random.nextInt(Mode.values().length)]);
    }

    /** One in the bucket itself. */
    public static PlantedTrail inBucket(long seed) {
        return new PlantedTrail(new Random(seed), Mode.ORIGINAL);
    }

    private PlantedTrail(Random random, Mode mode) {
        this.random = random;
        this.mode = mode;
        build();
        int times = random.nextInt(6);
        for (int i = 0; i < times; i++) {
            tamper(Tampering.values()[random.nextInt(Tampering.values().length)]);
        }
    }

    private PlantedTrail(Mode mode, Tampering tampering, long seed) {
        random = new Random(seed);
        this.mode = mode;
        build();
        tamper(tampering);
    }

    /** One trail, one kind of tampering; none where that makes no sense in such a place. */
    public static PlantedTrail of(Mode mode, Tampering tampering) {
        PlantedTrail planted = new PlantedTrail(mode, tampering, 0);
        for (long seed = 1; seed < 20 && planted.done.isEmpty(); seed++) {
            planted = new PlantedTrail(mode, tampering, seed);
        }
        return planted;
    }

    /** Where its standard chains lie. */
    public List<ChainPlace> places() {
        return chains.stream()
                .map(chain -> chain.digests.get(0).place())
                .filter(place -> !place.isBackfill())
                .distinct()
                .toList();
    }

    Mode mode() {
        return mode;
    }

    public DigestTrail trail() {
        return trail;
    }

    /** What was done, for the message of a failing test. */
    public List<String> done() {
        return done;
    }

    /** Kind of finding to the addresses that it must be about. */
    Map<String, Set<String>> expected() {
        return expected;
    }

    long count(IntegrityState state) {
        return logs.values().stream().filter(each -> each == state).count();
    }

    public Instant now() {
        return START.plus(Duration.ofDays(2));
    }

    PublicKeys keys() {
        return new PublicKeys().addAnswer(keysAnswer().getBytes(StandardCharsets.UTF_8), "the test's keys");
    }

    /** Keys as {@code aws cloudtrail list-public-keys} prints them. */
    public String keysAnswer() {
        List<String> entries = new ArrayList<>();
        HONEST.forEach(key -> entries.add(
                DigestKey.entry(key.fingerprint(), Base64.getEncoder().encodeToString(key.pkcs1()))));
        entries.add(DigestKey.entry(UNUSABLE.fingerprint(), "bm8ga2V5"));
        return "{\"PublicKeyList\": [" + String.join(",", entries) + "]}";
    }

    EvidencePlace place() {
        ObjectStore store = mode == Mode.ORIGINAL ? trail.bucket(bucket, true) : trail.copy("/copies/of-trail", bucket);
        return EvidencePlace.of(store);
    }

    // ---- building --------------------------------------------------------------------------------------------

    private void build() {
        String root = bucket + (random.nextBoolean() ? "" : "/audit/logs");
        String organization = random.nextInt(3) == 0 ? "o-exampleorgid" : null;
        List<String> accounts = List.of("111122223333", "444455556666").subList(0, 1 + random.nextInt(2));
        List<String> regions = List.of("eu-west-1", "us-east-1").subList(0, 1 + random.nextInt(2));
        for (String account : accounts) {
            for (String region : regions) {
                ChainPlace place =
                        new ChainPlace(root, organization, account, region, "main_trail.v1", "eu-west-1", false);
                buildChain(place);
                if (random.nextBoolean()) {
                    buildBackfill(place);
                }
            }
        }
        for (Chain chain : chains) {
            int newest = chain.digests.size() - 1;
            if (chain.isTouchable) {
                loseFollower(chain, newest);
            }
        }
        if (mode == Mode.COPY_WITH_SIDECARS) {
            chains.forEach(chain -> chain.digests.forEach(this::addSidecar));
        }
        ends.forEach((place, end) -> expectEnd(place));
    }

    private void buildChain(ChainPlace place) {
        int kind = random.nextInt(8);
        int hours = 8 + random.nextInt(8);
        List<DigestKey> keys = kind == 0 ? List.of(UNUSABLE) : kind == 1 ? List.of(UNKNOWN) : HONEST;
        List<SignedDigest> first = trail.chain(place, START, hours, keys, () -> random.nextInt(4));
        Chain chain = new Chain(first, kind > 1);
        add(chain);
        if (kind <= 1) {
            String code = kind == 0 ? "digest-key-unusable" : "digest-key-unknown";
            for (int i = 0; i < hours; i++) {
                expect(code, address(first.get(i).name()));
                unproven(chain, i);
            }
        }
        Instant end = START.plus(hours, ChronoUnit.HOURS);
        if (kind == 2) {
            Instant again = end.plus(6, ChronoUnit.HOURS);
            List<SignedDigest> second = trail.chain(place, again, 5, HONEST, () -> random.nextInt(4));
            add(new Chain(second, true));
            expect("logging-gap", address(second.get(0).name()));
            String inGap = trail.log(place, end.plus(150, ChronoUnit.MINUTES));
            logs.put(inGap, IntegrityState.UNCOVERED);
            end = again.plus(5, ChronoUnit.HOURS);
        }
        ends.put(place, end);
    }

    private void add(Chain chain) {
        chains.add(chain);
        chain.digests.forEach(digest -> digest.logs().forEach(log -> logs.put(log, IntegrityState.VALID)));
    }

    /** Late files of early hours: no digest of these hours names them. */
    private void buildBackfill(ChainPlace of) {
        ChainPlace place = new ChainPlace(
                of.root(), of.organizationOrNull(), of.account(), of.region(), of.trail(), of.homeRegion(), true);
        List<SignedDigest> digests = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Instant start = START.plus(i, ChronoUnit.HOURS);
            List<String> late = List.of(trail.log(of, start.plus(50, ChronoUnit.MINUTES)));
            SignedDigest previous = i == 0 ? null : digests.get(i - 1);
            digests.add(trail.digest(place, start, start.plus(1, ChronoUnit.HOURS), HONEST.get(0), previous, late));
        }
        add(new Chain(digests, true));
    }

    private void addSidecar(SignedDigest digest) {
        if (random.nextBoolean()) {
            trail.put(digest.name() + ".signature", bytes(digest.signature() + "\n"), Map.of());
        } else {
            String head = "{\"ContentLength\": 7, \"Metadata\": {\"signature\": \"" + digest.signature() + "\"}}";
            trail.put(digest.name() + ".head.json", bytes(head), Map.of());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String address(String name) {
        return mode == Mode.ORIGINAL ? "s3://" + name : "/copies/of-trail/" + DigestTrail.key(name);
    }

    private void expect(String code, String address) {
        expected.computeIfAbsent(code, key -> new TreeSet<>()).add(address);
    }

    /** What a chain ends with is the newest digest that is there under its name. */
    private void expectEnd(ChainPlace place) {
        String newest = trail.objects().keySet().stream()
                .filter(name -> name.startsWith(DigestTrail.nameOf(place, START).split("/CloudTrail-Digest/")[0]))
                .filter(name -> name.contains("/CloudTrail-Digest/" + place.region() + "/"))
                .filter(name -> name.endsWith("Z.json.gz"))
                .max((a, b) -> OriginalName.fileName(a).compareTo(OriginalName.fileName(b)))
                .orElseThrow();
        expected.computeIfAbsent("chain-ends", key -> new TreeSet<>())
                .removeIf(address ->
                        address.contains("/" + place.account() + "/CloudTrail-Digest/" + place.region() + "/"));
        expect("chain-ends", address(newest));
    }

    private void unproven(Chain chain, int index) {
        chain.digests.get(index).logs().forEach(log -> logs.put(log, IntegrityState.UNPROVEN));
    }

    /** A digest whose signature no other digest has: without metadata it is proven by nothing. */
    private void loseFollower(Chain chain, int index) {
        if (mode == Mode.COPY
                && index >= 0
                && trail.get(chain.digests.get(index).name()) != null) {
            expect("digest-unsigned", address(chain.digests.get(index).name()));
            unproven(chain, index);
        }
    }

    // ---- tampering -------------------------------------------------------------------------------------------

    private void tamper(Tampering tampering) {
        for (int attempt = 0; attempt < 50; attempt++) {
            Chain chain = chains.get(random.nextInt(chains.size()));
            int count = chain.digests.size();
            int at = tampering == Tampering.DELETE_NEWEST_DIGEST
                    ? count - 1
                    : 2 + random.nextInt(Math.max(1, count - 4));
            boolean isFree = chain.isTouchable
                    && count > 4
                    && !chain.digests.get(0).place().isBackfill()
                    && IntStream.rangeClosed(at - 2, at + 3).noneMatch(chain.taken::contains);
            if (isFree && tryAt(tampering, chain, at)) {
                for (int i = at - 2; i <= at + 3; i++) {
                    chain.taken.add(i);
                }
                done.add(tampering + " at " + chain.digests.get(at).name());
                expectEnd(chain.digests.get(0).place());
                return;
            }
        }
    }

    /** False when that makes no sense there. */
    private boolean tryAt(Tampering tampering, Chain chain, int at) {
        SignedDigest digest = chain.digests.get(at);
        String name = digest.name();
        switch (tampering) {
            case DELETE_DIGEST -> {
                trail.remove(name);
                missing(chain, at);
            }
            case DELETE_TWO_DIGESTS -> {
                if (at + 2 >= chain.digests.size()) {
                    return false;
                }
                trail.remove(name);
                trail.remove(chain.digests.get(at + 1).name());
                missing(chain, at + 1);
                unproven(chain, at);
                loseFollower(chain, at - 1);
            }
            case CHANGE_DIGEST,
                    FORGE_DIGEST,
                    SIGN_OTHER_DIGEST,
                    WRONG_SIGNATURE,
                    SIGNATURE_NOT_HEXADECIMAL,
                    LOSE_SIGNATURE -> {
                return trySignature(tampering, chain, at);
            }
            case MOVE_DIGEST -> {
                String moved = name.replace("/2024/03/", "/2023/02/");
                trail.put(moved, trail.remove(name).bytes(), DigestTrail.metadata(digest));
                expect("digest-moved", address(moved));
                expect("digest-missing", "s3://" + name);
                unproven(chain, at);
            }
            case RENAME_DIGEST -> {
                trail.put(name + ".bak", trail.remove(name).bytes(), DigestTrail.metadata(digest));
                expect("stray-file", address(name + ".bak"));
                missing(chain, at);
            }
            case DIGEST_OF_OTHER_BUCKET -> {
                return tryOtherBucket(chain, at);
            }
            case DIGEST_WITHOUT_FIELD ->
                malformed(chain, at, DigestTrail.gzip(digest.text().replace("digestStartTime", "start")));
            case DIGEST_NOT_GZIP -> malformed(chain, at, bytes(digest.text()));
            case DIGEST_NOT_JSON -> malformed(chain, at, DigestTrail.gzip(digest.text() + "}"));
            case DELETE_NEWEST_DIGEST -> {
                trail.remove(name);
                expected.getOrDefault("digest-unsigned", new TreeSet<>()).remove(address(name));
                digest.logs().forEach(log -> logs.put(log, IntegrityState.UNCOVERED));
                loseFollower(chain, at - 1);
            }
            case CHANGE_LOG,
                    DELETE_LOG,
                    LOG_NOT_GZIP,
                    LOG_CUT_OFF,
                    LOG_WRONG_CHECKSUM,
                    LOG_WITH_SECOND_MEMBER,
                    LOG_WITH_ZEROS_BEHIND -> {
                return tryLog(tampering, digest);
            }
            case ADD_LOG, ADD_STRAY -> {
                return tryAdd(tampering, chain, at);
            }
        }
        return true;
    }

    /** A copy does not know its bucket. */
    private boolean tryOtherBucket(Chain chain, int at) {
        if (mode != Mode.ORIGINAL) {
            return false;
        }
        SignedDigest digest = chain.digests.get(at);
        SignedDigest other = trail.signed(
                digest.place(),
                "other-" + digest.name(),
                digest.start(),
                digest.end(),
                digest.key(),
                chain.digests.get(at - 1),
                digest.logs());
        trail.put(digest.name(), DigestTrail.gzip(other.text()), DigestTrail.metadata(other));
        expect("digest-moved", address(digest.name()));
        unproven(chain, at);
        return true;
    }

    private void missing(Chain chain, int at) {
        expect("digest-missing", "s3://" + chain.digests.get(at).name());
        unproven(chain, at);
        loseFollower(chain, at - 1);
    }

    private void malformed(Chain chain, int at, byte[] bytes) {
        SignedDigest digest = chain.digests.get(at);
        trail.put(digest.name(), bytes, DigestTrail.metadata(digest));
        expect("digest-malformed", address(digest.name()));
        unproven(chain, at);
        loseFollower(chain, at - 1);
    }

    private boolean trySignature(Tampering tampering, Chain chain, int at) {
        SignedDigest digest = chain.digests.get(at);
        Map<String, String> metadata = DigestTrail.metadata(digest);
        boolean isContentChanged = tampering == Tampering.CHANGE_DIGEST || tampering == Tampering.FORGE_DIGEST;
        if (isContentChanged) {
            byte[] changed = DigestTrail.gzip(digest.text().replace("awsAccountId", "awsAccountID"));
            if (tampering == Tampering.FORGE_DIGEST) {
                metadata.put("signature", chain.digests.get(at - 1).signature());
            }
            trail.put(digest.name(), changed, metadata);
            expect("digest-signature-invalid", address(digest.name()));
            unproven(chain, at);
            return true;
        }
        if (mode != Mode.ORIGINAL) {
            return false; // there are no metadata
        }
        byte[] bytes = trail.get(digest.name()).bytes();
        if (tampering == Tampering.LOSE_SIGNATURE) {
            trail.put(digest.name(), bytes, Map.of());
            expect("digest-signature-missing", address(digest.name()));
        } else if (tampering == Tampering.SIGN_OTHER_DIGEST) {
            SignedDigest other = trail.signed(
                    digest.place(),
                    digest.name(),
                    digest.start().plusSeconds(1),
                    digest.end(),
                    digest.key(),
                    chain.digests.get(at - 1),
                    digest.logs());
            trail.put(other);
            expect("digest-link-broken", address(chain.digests.get(at + 1).name()));
        } else {
            String wrong = tampering == Tampering.WRONG_SIGNATURE ? otherThan(digest.signature()) : "no hex";
            metadata.put("signature", wrong);
            trail.put(digest.name(), bytes, metadata);
            expect("digest-signature-invalid", address(digest.name()));
        }
        return true;
    }

    private static String otherThan(String hex) {
        return (hex.charAt(0) == '0' ? "1" : "0") + hex.substring(1);
    }

    private boolean tryLog(Tampering tampering, SignedDigest digest) {
        if (digest.logs().isEmpty()) {
            return false;
        }
        String log = digest.logs().get(random.nextInt(digest.logs().size()));
        if (tampering == Tampering.DELETE_LOG) {
            trail.remove(log);
            logs.remove(log);
            expect("log-missing", "s3://" + log);
            return true;
        }
        byte[] bytes = tampered(tampering, trail.get(log).bytes());
        IntegrityState state = LOG_STATES.get(tampering);
        trail.put(log, bytes, Map.of());
        logs.put(log, state);
        expect("log-" + state.label(), address(log));
        return true;
    }

    private byte[] tampered(Tampering tampering, byte[] bytes) {
        if (tampering == Tampering.CHANGE_LOG) {
            return DigestTrail.gzip(OTHER_LOG);
        }
        if (tampering == Tampering.LOG_NOT_GZIP) {
            return bytes(OTHER_LOG);
        }
        if (tampering == Tampering.LOG_CUT_OFF) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        if (tampering == Tampering.LOG_WITH_SECOND_MEMBER) {
            return joined(bytes, DigestTrail.gzip(OTHER_LOG));
        }
        if (tampering == Tampering.LOG_WITH_ZEROS_BEHIND) {
            return joined(bytes, new byte[1 + random.nextInt(3)]);
        }
        byte[] wrong = bytes.clone();
        wrong[wrong.length - 6] ^= 1; // in the checksum
        return wrong;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Files for which the hours behind them must be proven, too. */
    private boolean tryAdd(Tampering tampering, Chain chain, int at) {
        SignedDigest digest = chain.digests.get(at);
        if (tampering == Tampering.ADD_STRAY) {
            String stray = digest.name().replaceAll("[^/]*$", "notes.txt");
            trail.put(stray, bytes("hello"), Map.of());
            expect("stray-file", address(stray));
            return true;
        }
        if (at + 3 >= chain.digests.size() - 1) {
            return false;
        }
        String log = trail.log(digest.place(), digest.start().plus(20, ChronoUnit.MINUTES));
        logs.put(log, IntegrityState.UNNAMED);
        expect("log-unnamed", address(log));
        return true;
    }
}
