/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.LedgerFile;
import dev.spoor.dataset.RegisterResult;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.LogLocation;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.Layout;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Looks at objects that somebody told of, takes them into the ledger, and knows which of them are still to be brought into
 * the lake. One thread.
 */
final class Arrivals {
    private static final int LOOKS_AT_ONCE = 32;

    private final LakeLedger ledger;
    private final Layout layout;
    private final List<LogLocation> logs;
    private final ExecutorService threads;
    private final Map<Place, Optional<ObjectEntry>> open = new LinkedHashMap<>();
    private long openBytes;
    private RegisterResult registered = new RegisterResult(0, 0, 0, 0);

    /** Where an object is. */
    private record Place(LogLocation location, String key) {
        String address() {
            return location.store().location() + "/" + key;
        }
    }

    /** What an address turned out to be. */
    enum Kind {
        EVENTS,
        DIGEST,
        /** In one of the places, but of no interest. */
        OTHER,
        /** In none of the places. */
        ELSEWHERE
    }

    /**
     * What became of addresses.
     *
     * @param kinds what they are
     * @param failures why some could not be looked at, by address
     */
    record Heard(Map<String, Kind> kinds, Map<String, EngineException> failures) {}

    /** @param threads for requests that wait */
    Arrivals(LakeLedger ledger, Layout layout, List<LogLocation> logs, ExecutorService threads) {
        this.ledger = ledger;
        this.layout = layout;
        this.logs = List.copyOf(logs);
        this.threads = threads;
    }

    /** Looks at all objects and takes what is there, and what is not there any more, into the ledger. */
    Heard hear(Collection<String> addresses, Cancellation cancellation) {
        Map<String, Kind> kinds = new HashMap<>();
        Set<Place> events = new HashSet<>();
        Set<Place> digests = new HashSet<>();
        for (String address : addresses) {
            Optional<Place> place = place(address);
            Kind kind = place.map(found -> kind(found, address)).orElse(Kind.ELSEWHERE);
            kinds.put(address, kind);
            if (kind == Kind.EVENTS) {
                events.add(place.orElseThrow());
            } else if (kind == Kind.DIGEST) {
                digests.add(place.orElseThrow());
            }
        }
        Map<String, EngineException> failures = new HashMap<>();
        Map<Place, Optional<ObjectEntry>> found = look(events, failures, cancellation);
        register(found);
        Map<Place, Optional<ObjectEntry>> foundDigests = look(digests, failures, cancellation);
        for (LogLocation location : logs) {
            List<ObjectEntry> there = entries(foundDigests, location);
            if (!there.isEmpty()) {
                ledger.digests().register(location.store().location(), there);
            }
        }
        return new Heard(kinds, failures);
    }

    private Optional<Place> place(String address) {
        for (LogLocation location : logs) {
            String folder = location.store().location() + "/";
            if (address.startsWith(folder) && address.length() > folder.length()) {
                return Optional.of(new Place(location, address.substring(folder.length())));
            }
        }
        return Optional.empty();
    }

    private Kind kind(Place place, String address) {
        KeyFacts facts = layout.read(
                address, Layout.LATENESS_NOT_TRUSTED, place.location().isSingleFile());
        if (facts.isDigest()) {
            return Kind.DIGEST;
        }
        return facts.isEventFile() ? Kind.EVENTS : Kind.OTHER;
    }

    /** Objects as they are now; those that cannot be looked at are failures. */
    private Map<Place, Optional<ObjectEntry>> look(
            Collection<Place> places, Map<String, EngineException> failures, Cancellation cancellation) {
        Map<Place, Optional<ObjectEntry>> found = new LinkedHashMap<>();
        List<Place> all = List.copyOf(places);
        for (int from = 0; from < all.size(); from += LOOKS_AT_ONCE) {
            cancellation.check();
            List<Place> some = all.subList(from, Math.min(all.size(), from + LOOKS_AT_ONCE));
            List<Future<Optional<ObjectEntry>>> looks = new ArrayList<>();
            for (Place place : some) {
                looks.add(threads.submit(() -> place.location().store().find(place.key())));
            }
            for (int i = 0; i < some.size(); i++) {
                Place place = some.get(i);
                try {
                    found.put(place, looks.get(i).get());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new EngineException(ErrorCode.CANCELLED, "interrupted while objects were looked at", e);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof EngineException failure)) {
                        throw new IllegalStateException(place.address(), e.getCause());
                    }
                    failures.put(place.address(), failure);
                }
            }
        }
        return found;
    }

    private void register(Map<Place, Optional<ObjectEntry>> found) {
        for (LogLocation location : logs) {
            List<String> gone = new ArrayList<>();
            found.forEach((place, entry) -> {
                if (place.location().equals(location) && entry.isEmpty()) {
                    gone.add(place.key());
                }
            });
            List<ObjectEntry> there = entries(found, location);
            if (!there.isEmpty() || !gone.isEmpty()) {
                registered = registered.plus(ledger.hear(
                        location.store().location(), there, gone, PlaceListing.deliveryDays(location, layout)));
            }
        }
        found.forEach((place, entry) -> {
            Optional<ObjectEntry> before = open.put(place, entry);
            openBytes += bytes(entry) - (before == null ? 0 : bytes(before));
        });
    }

    private static long bytes(Optional<ObjectEntry> entry) {
        return entry.map(ObjectEntry::sizeBytes).orElse(0L);
    }

    private static List<ObjectEntry> entries(Map<Place, Optional<ObjectEntry>> found, LogLocation location) {
        List<ObjectEntry> there = new ArrayList<>();
        found.forEach((place, entry) -> {
            if (place.location().equals(location)) {
                entry.ifPresent(there::add);
            }
        });
        return there;
    }

    /**
     * Asks the ledger what became of objects that were heard of. Those that were replaced since then are looked at again,
     * and stay open.
     */
    void settle(Collection<String> addresses, Cancellation cancellation) {
        Set<Place> replaced = new HashSet<>();
        for (LogLocation location : logs) {
            List<Place> places = new ArrayList<>();
            for (String address : addresses) {
                place(address)
                        .filter(place -> place.location().equals(location) && open.containsKey(place))
                        .ifPresent(places::add);
            }
            Map<String, LedgerFile> known = places.isEmpty()
                    ? Map.of()
                    : ledger.find(
                            location.store().location(),
                            places.stream().map(Place::key).toList());
            for (Place place : places) {
                LedgerFile file = known.get(place.key());
                if (file == null || file.isOtherVersion(open.get(place).orElse(null))) {
                    replaced.add(place);
                } else if (file.isSettled()) {
                    openBytes -= bytes(open.remove(place));
                }
            }
        }
        if (!replaced.isEmpty()) {
            register(look(replaced, new HashMap<>(), cancellation));
        }
    }

    /** Asks the ledger about everything that is open. */
    void settleAll(Cancellation cancellation) {
        settle(open.keySet().stream().map(Place::address).toList(), cancellation);
    }

    /** Whether an object is still to be brought into the lake. */
    boolean isOpen(String address) {
        return place(address).filter(open::containsKey).isPresent();
    }

    int openCount() {
        return open.size();
    }

    /** Stored bytes of what is open. */
    long openBytes() {
        return openBytes;
    }

    /** What the ledger learnt since this was asked last. */
    RegisterResult takeRegistered() {
        RegisterResult taken = registered;
        registered = new RegisterResult(0, 0, 0, 0);
        return taken;
    }
}
