/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset.iceberg;

import dev.spoor.dataset.LakeChange;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeSnapshot;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.schema.FieldPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * One table of the lake: its versions, the files of a version, and commits. Safe for all threads. What was read of a
 * version is kept, so asking again about it costs nothing.
 *
 * <p>Commits are optimistic: a {@link LakeChange} names the version it was made from, and COMMIT_CONFLICT tells that
 * somebody else was faster. Errors are EngineExceptions; STORE_FAILURE or LEDGER_FAILURE when the outcome of a commit is
 * unknown, in which case {@link #snapshots} tells it.
 */
public final class LakeTable {
    /** A manifest is immutable, so what is in it is read once. */
    private static final int MANIFESTS_KEPT_MAX = 10_000;

    private final Table table;
    private final StoreFileIO io;
    private final Map<String, List<LakeFile>> filesByManifest =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, List<LakeFile>> eldest) {
                    return size() > MANIFESTS_KEPT_MAX;
                }
            });

    LakeTable(Table table, StoreFileIO io) {
        this.table = table;
        this.io = io;
    }

    /** The stored columns of today, with their permanent ids. */
    public List<Field> columns() {
        return SchemaMapping.toFields(table.schema());
    }

    /** Those of the {@link #columns} that hold what is at a place inside of another one, by that place. */
    public Map<FieldPath, Field> shreddedColumns() {
        return ShreddedColumns.of(table);
    }

    /** Adds columns for places inside of other columns, where the table has none for them yet. */
    public void addShreddedColumns(List<FieldPath> places) {
        guarded("written", () -> {
            table.refresh();
            ShreddedColumns.add(table, places);
            table.refresh();
            return null;
        });
    }

    /** Key prefix of the table's data files, ending with '/'. */
    public String dataPrefix() {
        return io.keyOf(table.location()) + "/data/";
    }

    /** Looks for versions that others have committed. */
    public void refresh() {
        guarded("read", () -> {
            table.refresh();
            return null;
        });
    }

    /** The newest version known since the last {@link #refresh} or commit; empty for a table without rows. */
    public Optional<LakeSnapshot> current() {
        return Optional.ofNullable(table.currentSnapshot()).map(LakeTable::snapshot);
    }

    /** All versions that are kept, oldest first. */
    public List<LakeSnapshot> snapshots() {
        List<LakeSnapshot> all = new ArrayList<>();
        table.snapshots().forEach(one -> all.add(snapshot(one)));
        return all;
    }

    /** The version of that id, if it is kept. */
    public Optional<LakeSnapshot> snapshot(long id) {
        return Optional.ofNullable(table.snapshot(id)).map(LakeTable::snapshot);
    }

    /** The version that was current at an instant; empty before the first one. */
    public Optional<LakeSnapshot> asOf(long micros) {
        LakeSnapshot found = null;
        for (var entry : table.history()) {
            if (entry.timestampMillis() * 1_000 <= micros) {
                Snapshot then = table.snapshot(entry.snapshotId());
                found = then == null ? null : snapshot(then);
            }
        }
        return Optional.ofNullable(found);
    }

    private static LakeSnapshot snapshot(Snapshot one) {
        return new LakeSnapshot(
                one.snapshotId(),
                one.parentId() == null ? OptionalLong.empty() : OptionalLong.of(one.parentId()),
                one.timestampMillis() * 1_000,
                one.operation() == null ? "" : one.operation(),
                one.summary() == null ? Map.of() : one.summary());
    }

    /** The files of a version, in no particular order. */
    public List<LakeFile> files(LakeSnapshot of) {
        return guarded("read", () -> {
            Snapshot version = table.snapshot(of.id());
            if (version == null) {
                throw new EngineException(ErrorCode.INVALID_ARGUMENT, "the lake no longer keeps snapshot " + of.id());
            }
            List<LakeFile> files = new ArrayList<>();
            for (ManifestFile manifest : version.dataManifests(io)) {
                List<LakeFile> known = filesByManifest.get(manifest.path());
                if (known == null) {
                    known = read(manifest);
                    filesByManifest.put(manifest.path(), known);
                }
                files.addAll(known);
            }
            return files;
        });
    }

    private List<LakeFile> read(ManifestFile manifest) throws IOException {
        List<LakeFile> files = new ArrayList<>();
        FileMapping mapping = new FileMapping(io, table.schema(), table.specs().get(manifest.partitionSpecId()));
        try (ManifestReader<DataFile> reader = ManifestFiles.read(manifest, io, table.specs())) {
            for (DataFile file : reader) {
                files.add(mapping.fromIceberg(file));
            }
        }
        return files;
    }

    /** Commits a change and returns the version that it made. */
    public LakeSnapshot commit(LakeChange change) {
        return guarded("written", () -> {
            table.refresh();
            FileMapping mapping = new FileMapping(io, table.schema(), table.spec());
            SnapshotUpdate<?> update = update(change, mapping);
            change.summary().forEach(update::set);
            update.validateWith(onTopOf(change.basedOn()));
            update.commit();
            table.refresh();
            return snapshot(table.currentSnapshot());
        });
    }

    private SnapshotUpdate<?> update(LakeChange change, FileMapping mapping) {
        if (change.removed().isEmpty()) {
            var append = table.newAppend();
            change.added().forEach(file -> append.appendFile(mapping.toIceberg(file)));
            return append;
        }
        if (change.added().isEmpty()) {
            DeleteFiles delete = table.newDelete();
            change.removed().forEach(file -> delete.deleteFile(mapping.toIceberg(file)));
            return delete.validateFilesExist();
        }
        if (!change.rowsStay()) {
            var overwrite = table.newOverwrite();
            change.removed().forEach(file -> overwrite.deleteFile(mapping.toIceberg(file)));
            change.added().forEach(file -> overwrite.addFile(mapping.toIceberg(file)));
            return overwrite;
        }
        RewriteFiles rewrite = table.newRewrite();
        change.removed().forEach(file -> rewrite.deleteFile(mapping.toIceberg(file)));
        change.added().forEach(file -> rewrite.addFile(mapping.toIceberg(file)));
        return rewrite;
    }

    /** Iceberg rebases a commit onto whatever is current; ours is only right on the version that it was made from. */
    private static SnapshotAncestryValidator onTopOf(OptionalLong expected) {
        return new SnapshotAncestryValidator() {
            @Override
            public boolean validate(Iterable<Snapshot> newestFirst) {
                Iterator<Snapshot> versions = newestFirst.iterator();
                return expected.isPresent()
                        ? versions.hasNext() && versions.next().snapshotId() == expected.getAsLong()
                        : !versions.hasNext();
            }

            @Override
            public String errorMessage() {
                return "the table has changed meanwhile";
            }
        };
    }

    /** Adds columns that the table does not have yet; never renames or removes one. */
    void addMissing(List<Field> columns) {
        guarded("written", () -> {
            Map<String, Field> missing = new HashMap<>();
            for (Field column : columns) {
                if (table.schema().caseInsensitiveFindField(column.getName()) == null) {
                    missing.put(column.getName(), column);
                }
            }
            if (!missing.isEmpty()) {
                var update = table.updateSchema().caseSensitive(false);
                var added = SchemaMapping.toIceberg(List.copyOf(missing.values()));
                added.columns().forEach(column -> update.addColumn(column.name(), column.type()));
                update.commit();
            }
            return null;
        });
    }

    /**
     * Forgets versions older than an instant, but for the newest {@code keepLast}, and deletes files that no kept
     * version has.
     *
     * @return keys of the deleted files
     */
    public List<String> expire(long olderThanMicros, int keepLast) {
        return guarded("written", () -> {
            table.refresh();
            List<String> deleted = Collections.synchronizedList(new ArrayList<>());
            table.expireSnapshots()
                    .expireOlderThan(olderThanMicros / 1_000)
                    .retainLast(keepLast)
                    .deleteWith(location -> {
                        io.deleteFile(location);
                        deleted.add(io.keyOf(location));
                    })
                    .commit();
            table.refresh();
            return List.copyOf(deleted);
        });
    }

    /** Makes a version that is kept the current one again; what was committed after it is no part of the table then. */
    public void returnTo(long snapshotId) {
        guarded("written", () -> {
            table.refresh();
            table.manageSnapshots().setCurrentSnapshot(snapshotId).commit();
            table.refresh();
            return null;
        });
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T guarded(String what, Work<T> work) {
        try {
            return work.run();
        } catch (EngineException e) {
            throw e;
        } catch (CommitFailedException | ValidationException e) {
            throw new EngineException(
                    ErrorCode.COMMIT_CONFLICT,
                    "the lake was changed by somebody else at the same time; nothing was written: " + e.getMessage(),
                    e);
        } catch (CommitStateUnknownException e) {
            throw new EngineException(
                    ErrorCode.LEDGER_FAILURE, "whether the lake was changed is unknown: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new EngineException(
                    ErrorCode.STORE_FAILURE, "the lake's metadata could not be " + what + ": " + e.getMessage(), e);
        }
    }
}
