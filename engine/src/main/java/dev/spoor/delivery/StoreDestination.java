/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ByteRange;
import dev.spoor.store.LocalObjectStore;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreOptions;
import dev.spoor.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A folder or a place in a bucket. Each delivery gets a folder of its own with its files, {@code message.txt}, and last
 * {@code delivery.json}: where that is, the delivery is whole. Nothing is ever replaced. What is there already with the same
 * bytes is left as it is, so a second attempt completes the first.
 */
final class StoreDestination implements Destination {
    /** Named last: who finds it finds everything. */
    static final String MANIFEST = "delivery.json";

    private static final String MESSAGE = "message.txt";
    private static final int COMPARED_BYTES = 1 << 16;

    private final String place;
    private final ObjectName names;
    private final Opener opener;
    private ObjectStore openedOrNull;

    private interface Opener {
        ObjectStore open() throws IOException;
    }

    private interface Content {
        InputStream open() throws IOException;
    }

    private StoreDestination(String place, ObjectName names, Opener opener, ObjectStore openedOrNull) {
        this.place = place;
        this.names = names;
        this.opener = opener;
        this.openedOrNull = openedOrNull;
    }

    /** The folder is made when something is delivered. */
    static StoreDestination folder(DestinationOptions options) {
        options.required("path", "reports");
        Path folder = options.path("path").orElseThrow().toAbsolutePath().normalize();
        Opener opener = () -> {
            Files.createDirectories(folder);
            return LocalObjectStore.open(folder);
        };
        return new StoreDestination(folder.toString(), new ObjectName(options), opener, null);
    }

    /** A store that is open already, and closed with this destination. */
    static StoreDestination over(ObjectStore store, DestinationOptions options) {
        return new StoreDestination(store.location(), new ObjectName(options), () -> store, store);
    }

    static StoreDestination bucket(DestinationOptions options) {
        StoreLocation location = StoreLocation.parse(options.required("address", "s3://bucket/prefix"));
        if (location.isLocal()) {
            throw options.problem("its address " + location + " is no address of S3")
                    .advise("write s3://bucket/prefix, or take the kind folder");
        }
        StoreOptions common = options.place().stores();
        Map<String, String> values = new HashMap<>(common.values());
        for (String name : new String[] {"kms-key", "region", "profile", "endpoint"}) {
            options.text(name).ifPresent(value -> values.put("s3." + name, value));
        }
        if (options.text("path-style").isPresent()) {
            values.put("s3.path-style", Boolean.toString(options.flag("path-style")));
        }
        StoreOptions own = new StoreOptions(values, common.cacheFolder(), common.warnings());
        try {
            return over(ObjectStores.open(location, own), options);
        } catch (EngineException e) {
            EngineException named = options.problem(e.getMessage());
            e.hint().ifPresent(named::advise);
            throw named;
        }
    }

    @Override
    public DeliveryOutcome deliver(Delivery delivery, Set<String> reached) {
        String folder = names.of(delivery);
        try {
            if (openedOrNull == null) {
                openedOrNull = opener.open();
            }
            for (DeliveryFile file : delivery.files()) {
                put(folder + "/" + file.name(), () -> Files.newInputStream(file.path()));
            }
            put(folder + "/" + MESSAGE, bytes(MessageText.of(delivery)));
            put(folder + "/" + MANIFEST, bytes(delivery.toJson()));
            return new DeliveryOutcome.Sent(openedOrNull.location() + "/" + folder);
        } catch (NoSuchFileException e) {
            return new DeliveryOutcome.Refused("the file " + e.getFile() + " is gone");
        } catch (EngineException e) {
            return e.code().isRetryable()
                    ? new DeliveryOutcome.RetryLater(e.getMessage())
                    : new DeliveryOutcome.Refused(e.getMessage());
        } catch (IOException e) {
            return new DeliveryOutcome.RetryLater(place + " cannot be written: " + e);
        }
    }

    private static Content bytes(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String key, Content content) throws IOException {
        try (InputStream in = content.open();
                ObjectSink sink = openedOrNull.create(key, WriteCondition.CREATE_ONLY)) {
            in.transferTo(sink);
            sink.commit();
        } catch (EngineException e) {
            if (e.code() != ErrorCode.OBJECT_EXISTS) {
                throw e;
            }
            if (!isThere(key, content)) {
                throw new EngineException(
                        ErrorCode.OBJECT_EXISTS,
                        "there is something else under " + openedOrNull.location() + "/" + key
                                + " already, and nothing is replaced: move it away, then ask for the delivery again",
                        e);
            }
        }
    }

    private boolean isThere(String key, Content content) throws IOException {
        Optional<ObjectEntry> found = openedOrNull.find(key);
        if (found.isEmpty()) {
            return false;
        }
        try (InputStream theirs = openedOrNull.read(found.get(), ByteRange.ALL);
                InputStream ours = content.open()) {
            while (true) {
                byte[] expected = ours.readNBytes(COMPARED_BYTES);
                byte[] there = theirs.readNBytes(COMPARED_BYTES);
                if (!Arrays.equals(expected, there)) {
                    return false;
                }
                if (expected.length == 0) {
                    return true;
                }
            }
        }
    }

    @Override
    public void close() {
        if (openedOrNull != null) {
            openedOrNull.close();
            openedOrNull = null;
        }
    }

    @Override
    public String toString() {
        return place;
    }
}
