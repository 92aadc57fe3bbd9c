/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.FolderFilter;
import dev.spoor.store.FolderScope;
import dev.spoor.store.KeyOrder;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One listing of what is wanted, by many requests at once and as few as possible.
 *
 * <p>Folders that are to be looked into are listed with a delimiter, which gives their folders and not what is in those.
 * Everything else is a range of keys and listed flat, a thousand keys at a time. A range that does not end with its first
 * page is cut at the folders in it, into pieces of about a page as far as the first one tells, which are listed at the
 * same time; a piece that proves larger is cut again. So a whole trail takes hardly more requests than its keys divided by
 * a thousand, whatever the shape of its folders.
 *
 * <p>The tree of branches keeps the order of the keys. No request waits for another one on the same thread.
 */
final class S3FolderListing {
    private static final String DELIMITER = "/";

    /** A part of the listing: first its own entries, then those of the branches behind them. */
    private static final class Branch {
        private final List<ObjectEntry> own = new ArrayList<>();
        private final List<Branch> behind = new ArrayList<>();

        Branch grow() {
            Branch child = new Branch();
            behind.add(child);
            return child;
        }

        void collect(List<ObjectEntry> all) {
            all.addAll(own);
            behind.forEach(branch -> branch.collect(all));
        }
    }

    /**
     * Keys to list, whole keys as S3 has them.
     *
     * @param prefix of all of them
     * @param afterOrNull greater ones only
     * @param toOrNull this one and lesser ones only
     * @param folder whose folders the range may be cut at
     */
    private record Range(String prefix, String afterOrNull, String toOrNull, String folder) {}

    private final S3ObjectStore store;
    private final S3Bucket bucket;
    private final FolderFilter folders;
    private final ExecutorService threads;
    private final Branch root = new Branch();
    private int running;
    private Throwable failure;

    S3FolderListing(S3ObjectStore store, S3Bucket bucket, FolderFilter folders, ExecutorService threads) {
        this.store = store;
        this.bucket = bucket;
        this.folders = folders;
        this.threads = threads;
    }

    /** Lists, and gives all entries in the order of their keys. STORE_FAILURE or another error when a request failed. */
    List<ObjectEntry> run() {
        start(() -> folder(root, ""));
        await();
        List<ObjectEntry> all = new ArrayList<>();
        root.collect(all);
        return all;
    }

    private void start(Runnable task) {
        synchronized (this) {
            if (failure != null) {
                return;
            }
            running++;
        }
        try {
            threads.execute(() -> {
                try {
                    task.run();
                    end(null);
                } catch (Throwable e) { // also out of memory: whoever waits must learn that entries are missing
                    end(e);
                }
            });
        } catch (RuntimeException e) { // nothing is started any more
            end(e);
        }
    }

    private synchronized void end(Throwable failureOrNull) {
        running--;
        failure = failure == null ? failureOrNull : failure;
        notifyAll();
    }

    private synchronized boolean hasFailed() {
        return failure != null;
    }

    private synchronized void await() {
        try {
            while (running > 0 && failure == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = new EngineException(ErrorCode.CANCELLED, "the query was interrupted while files were listed", e);
        }
        if (failure instanceof EngineException known) {
            throw known;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new EngineException(
                    ErrorCode.INTERNAL, "listing " + store.location() + " failed: " + failure, failure);
        }
    }

    /** @param folder as the store has keys; ends with '/', or is empty */
    private void folder(Branch branch, String folder) {
        FolderScope scope = folders.scopeOf(folder);
        String whole = store.wholeKey(folder);
        switch (scope.kind()) {
            case NOTHING -> {}
            case FOLDERS -> lookInto(branch, whole);
            case EVERYTHING -> range(branch, new Range(whole, null, null, whole));
            case BETWEEN -> {
                String from = scope.fromOrNull() == null ? null : whole + scope.fromOrNull();
                String to = scope.toOrNull() == null ? null : whole + scope.toOrNull();
                range(branch, new Range(whole, from, to, whole));
            }
        }
    }

    /** Lists objects and folders of a folder, which may lie between each other. */
    private void lookInto(Branch branch, String folder) {
        String token = null;
        do {
            if (hasFailed()) {
                return;
            }
            ListObjectsV2Response page = bucket.list(folder, null, DELIMITER, token);
            List<S3Object> objects = page.contents();
            int next = 0;
            for (CommonPrefix each : page.commonPrefixes()) {
                String child = each.prefix();
                Branch before = branch.grow();
                while (next < objects.size()
                        && KeyOrder.compare(objects.get(next).key(), child) < 0) {
                    add(before, objects.get(next++), null);
                }
                Branch behind = branch.grow();
                start(() -> folder(behind, store.keyOf(child)));
            }
            Branch rest = branch.grow();
            while (next < objects.size()) {
                add(rest, objects.get(next++), null);
            }
            token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (token != null);
    }

    private void range(Branch branch, Range range) {
        if (hasFailed()) {
            return;
        }
        List<S3Object> first = page(branch, range, range.afterOrNull);
        if (first == null) {
            return;
        }
        String last = first.get(first.size() - 1).key();
        String folder = range.folder;
        List<String> inside = foldersBehind(folder, last, range.toOrNull);
        while (inside.size() == 1) { // all the rest is in there, or beside it
            folder = inside.get(0);
            inside = foldersBehind(folder, last, range.toOrNull);
        }
        int step = Math.max(1, foldersOf(first, folder) - 1);
        if (inside.size() <= step) {
            rest(branch, range, last);
            return;
        }
        String after = last;
        for (int i = 0; i < inside.size(); i += step) {
            boolean isLast = i + step >= inside.size();
            String to = isLast ? range.toOrNull : inside.get(i + step);
            Range piece = new Range(range.prefix, after, to, folder);
            Branch behind = branch.grow();
            start(() -> range(behind, piece));
            after = to;
        }
    }

    /** How many folders directly below a folder these keys are in, in order as they are. */
    private static int foldersOf(List<S3Object> objects, String folder) {
        int count = 0;
        String before = null;
        for (S3Object object : objects) {
            int slash = object.key().startsWith(folder) ? object.key().indexOf('/', folder.length()) : -1;
            if (slash >= 0 && (before == null || !object.key().startsWith(before))) {
                before = object.key().substring(0, slash + 1);
                count++;
            }
        }
        return count;
    }

    /** The first thousand or fewer folders directly below a folder that have keys behind one key and not behind another. */
    private List<String> foldersBehind(String folder, String after, String toOrNull) {
        List<String> inside = new ArrayList<>();
        for (CommonPrefix each : bucket.list(folder, after, DELIMITER, null).commonPrefixes()) {
            if (toOrNull == null || KeyOrder.compare(each.prefix(), toOrNull) < 0) {
                inside.add(each.prefix());
            }
        }
        return inside;
    }

    private void rest(Branch branch, Range range, String after) {
        String last = after;
        while (!hasFailed()) {
            List<S3Object> objects = page(branch, range, last);
            if (objects == null) {
                return;
            }
            last = objects.get(objects.size() - 1).key();
        }
    }

    /** Adds a page of a range; null when the range ends in it. */
    private List<S3Object> page(Branch branch, Range range, String afterOrNull) {
        ListObjectsV2Response page = bucket.list(range.prefix, afterOrNull, null, null);
        for (S3Object object : page.contents()) {
            if (!add(branch, object, range.toOrNull)) {
                return null;
            }
        }
        return Boolean.TRUE.equals(page.isTruncated()) && !page.contents().isEmpty() ? page.contents() : null;
    }

    /** False for an object behind the end. */
    private boolean add(Branch branch, S3Object object, String toOrNull) {
        if (toOrNull != null && KeyOrder.compare(object.key(), toOrNull) > 0) {
            return false;
        }
        ObjectEntry entry = store.entryOrNull(object);
        if (entry != null) {
            branch.own.add(entry);
        }
        return true;
    }
}
