/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.s3.ListPage.ListedObject;
import dev.spoor.store.FolderFilter;
import dev.spoor.store.FolderScope;
import dev.spoor.store.KeyOrder;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * One listing of what is wanted, in the order of keys, by many requests at once and as few as possible.
 *
 * <p>Folders that are to be looked into are listed with a delimiter, which gives their folders and not what is in those.
 * Everything else is a range of keys and listed flat, a thousand keys at a time. A range that does not end with its first
 * page is cut at the folders in it, into pieces of about a page as far as the first one tells, which are listed at the
 * same time; a piece that proves larger is cut again. So a whole trail takes hardly more requests than its keys divided by
 * a thousand, whatever the shape of its folders.
 *
 * <p>A piece is one page, and the pieces that are behind it. Those next in order run ahead of the reader, so many that
 * what they bring takes little memory, however many keys there are. No request waits for another one on the same thread.
 * The reader is one thread.
 */
final class S3FolderListing implements Iterator<List<ObjectEntry>> {
    private static final String DELIMITER = "/";

    /** Pieces that run or wait to be read: about a thousand entries each. */
    private static final int PIECES_AHEAD_MAX = 64;

    /** What follows each other in one folder is given together up to this. */
    private static final int PAGE_ENTRIES_MAX = 20_000;

    /** A part of the listing: its own entries come first, then the pieces behind them. */
    private static final class Piece {
        private final Consumer<Piece> work;
        private final List<ObjectEntry> entries = new ArrayList<>();
        private final List<Piece> behind = new ArrayList<>();
        private boolean isStarted;
        private boolean isDone;

        Piece(Consumer<Piece> work) {
            this.work = work;
        }
    }

    /**
     * Keys to list, whole keys as S3 has them.
     *
     * @param prefix of all of them
     * @param afterOrNull greater ones only
     * @param toOrNull this one and lesser ones only
     * @param folderOrNull whose folders the range may be cut at; null to go on page by page
     */
    private record Range(String prefix, String afterOrNull, String toOrNull, String folderOrNull) {
        Range behind(String key) {
            return new Range(prefix, key, toOrNull, null);
        }
    }

    private final S3ObjectStore store;
    private final S3Bucket bucket;
    private final FolderFilter folders;
    private final ExecutorService threads;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private List<ObjectEntry> read = List.of();
    private int nextRead;
    private List<ObjectEntry> page = new ArrayList<>();
    private Throwable failure;

    S3FolderListing(S3ObjectStore store, S3Bucket bucket, FolderFilter folders, ExecutorService threads) {
        this.store = store;
        this.bucket = bucket;
        this.folders = folders;
        this.threads = threads;
        pieces.add(folder(""));
    }

    /** Throws what a request failed with: STORE_FAILURE, ACCESS_DENIED, LOCATION_NOT_FOUND. */
    @Override
    public boolean hasNext() {
        while (true) {
            while (nextRead < read.size()) {
                ObjectEntry entry = read.get(nextRead);
                boolean isSame = page.isEmpty()
                        || page.size() < PAGE_ENTRIES_MAX
                                && isSameFolder(page.get(0).key(), entry.key());
                if (!isSame) {
                    return true;
                }
                page.add(entry);
                nextRead++;
            }
            List<ObjectEntry> more = nextPieceOrNull();
            if (more == null) {
                return !page.isEmpty();
            }
            read = more;
            nextRead = 0;
        }
    }

    /** Entries that follow each other and lie in the same folder. */
    @Override
    public List<ObjectEntry> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing has ended");
        }
        List<ObjectEntry> given = page;
        page = new ArrayList<>();
        return given;
    }

    private static boolean isSameFolder(String left, String right) {
        int end = left.lastIndexOf('/') + 1;
        return end == right.lastIndexOf('/') + 1 && right.startsWith(left.substring(0, end));
    }

    /** The entries of the piece that is next in order, waiting for it; null at the end. */
    private synchronized List<ObjectEntry> nextPieceOrNull() {
        while (true) {
            check();
            Piece first = pieces.peek();
            if (first == null) {
                return null;
            }
            if (first.isDone) {
                pieces.remove();
                for (int i = first.behind.size() - 1; i >= 0; i--) {
                    pieces.push(first.behind.get(i));
                }
                startAhead();
                return first.entries;
            }
            startAhead();
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new EngineException(
                        ErrorCode.CANCELLED, "the query was interrupted while files were listed", e);
            }
        }
    }

    private void check() {
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

    private void startAhead() {
        int left = PIECES_AHEAD_MAX;
        for (Piece piece : pieces) {
            left = startAhead(piece, left);
            if (left == 0) {
                return;
            }
        }
    }

    /** Starts a piece, or what is behind it, in order; gives how many more may be started. */
    private int startAhead(Piece piece, int allowed) {
        if (allowed == 0) {
            return 0;
        }
        if (!piece.isStarted) {
            piece.isStarted = true;
            threads.execute(() -> run(piece));
        }
        int left = allowed - 1;
        if (piece.isDone) {
            for (Piece behind : piece.behind) {
                left = startAhead(behind, left);
            }
        }
        return left;
    }

    private void run(Piece piece) {
        Throwable thrown = null;
        try {
            if (!hasFailed()) {
                piece.work.accept(piece);
            }
        } catch (Throwable e) { // also out of memory: whoever waits must learn that entries are missing
            thrown = e;
        }
        synchronized (this) {
            piece.isDone = true;
            failure = failure == null ? thrown : failure;
            notifyAll();
        }
    }

    private synchronized boolean hasFailed() {
        return failure != null;
    }

    /** @param folder as the store has keys; ends with '/', or is empty */
    private Piece folder(String folder) {
        return new Piece(piece -> {
            FolderScope scope = folders.scopeOf(folder);
            String whole = store.wholeKey(folder);
            switch (scope.kind()) {
                case NOTHING -> {}
                case FOLDERS -> lookInto(piece, whole, null);
                case EVERYTHING -> range(piece, new Range(whole, null, null, whole));
                case BETWEEN -> {
                    String from = scope.fromOrNull() == null ? null : whole + scope.fromOrNull();
                    String to = scope.toOrNull() == null ? null : whole + scope.toOrNull();
                    range(piece, new Range(whole, from, to, whole));
                }
            }
        });
    }

    /** Lists a page of objects and folders of a folder, which may lie between each other. */
    private void lookInto(Piece piece, String folder, String tokenOrNull) {
        ListPage answer = bucket.list(folder, null, DELIMITER, tokenOrNull);
        List<ListedObject> objects = answer.objects();
        List<ObjectEntry> entries = piece.entries;
        int next = 0;
        for (String each : answer.folders()) {
            while (next < objects.size() && KeyOrder.compare(objects.get(next).key(), each) < 0) {
                add(entries, objects.get(next++), null);
            }
            piece.behind.add(folder(store.keyOf(each)));
            entries = listed(piece);
        }
        while (next < objects.size()) {
            add(entries, objects.get(next++), null);
        }
        if (answer.isTruncated()) {
            String token = answer.nextTokenOrNull();
            piece.behind.add(new Piece(rest -> lookInto(rest, folder, token)));
        }
    }

    /** Room for entries between folders: a piece that has been listed already. */
    private static List<ObjectEntry> listed(Piece piece) {
        Piece between = new Piece(none -> {});
        between.isStarted = true;
        between.isDone = true;
        piece.behind.add(between);
        return between.entries;
    }

    private void range(Piece piece, Range range) {
        ListPage answer = bucket.list(range.prefix, range.afterOrNull, null, null);
        List<ListedObject> objects = answer.objects();
        for (ListedObject object : objects) {
            if (!add(piece.entries, object, range.toOrNull)) {
                return;
            }
        }
        if (!answer.isTruncated() || objects.isEmpty()) {
            return;
        }
        String last = objects.get(objects.size() - 1).key();
        if (range.folderOrNull == null) {
            piece.behind.add(new Piece(rest -> range(rest, range.behind(last))));
        } else {
            cut(piece, range, objects, last);
        }
    }

    /** Cuts what is behind a first page. */
    private void cut(Piece piece, Range range, List<ListedObject> first, String last) {
        String folder = range.folderOrNull;
        List<String> inside = foldersBehind(folder, last, range.toOrNull);
        while (inside.size() == 1) { // all the rest is in there, or beside it
            folder = inside.get(0);
            inside = foldersBehind(folder, last, range.toOrNull);
        }
        int step = Math.max(1, foldersOf(first, folder) - 1);
        if (inside.size() <= step) {
            piece.behind.add(new Piece(rest -> range(rest, range.behind(last))));
            return;
        }
        String after = last;
        for (int i = 0; i < inside.size(); i += step) {
            boolean isLast = i + step >= inside.size();
            String to = isLast ? range.toOrNull : inside.get(i + step);
            Range part = new Range(range.prefix, after, to, folder);
            piece.behind.add(new Piece(each -> range(each, part)));
            after = to;
        }
    }

    /** How many folders directly below a folder these keys are in, in order as they are. */
    private static int foldersOf(List<ListedObject> objects, String folder) {
        int count = 0;
        String before = null;
        for (ListedObject object : objects) {
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
        for (String each : bucket.list(folder, after, DELIMITER, null).folders()) {
            if (toOrNull == null || KeyOrder.compare(each, toOrNull) < 0) {
                inside.add(each);
            }
        }
        return inside;
    }

    /** False for an object behind the end. */
    private boolean add(List<ObjectEntry> entries, ListedObject object, String toOrNull) {
        if (toOrNull != null && KeyOrder.compare(object.key(), toOrNull) > 0) {
            return false;
        }
        ObjectEntry entry = store.entryOrNull(object);
        if (entry != null) {
            entries.add(entry);
        }
        return true;
    }
}
