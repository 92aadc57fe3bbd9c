/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Batch;
import dev.spoor.vector.BatchFileReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Hash aggregation. Each worker aggregates its share of the input in a state of its own; at the end the states are
 * merged, in one piece if all fit in memory. If not, the groups are taken partition by partition of their keys' hashes:
 * the workers' groups of the partition, then the rows of it that were put aside, which may be too many again and are
 * then put aside once more.
 */
final class AggregateOperator implements Operator {
    /** Times that rows may be put aside; each divides them by {@link SpilledRows#PARTITIONS}. */
    private static final int DEPTH_MAX = 6;

    private final AggregateNode node;
    private final QueryContext context;
    private final int groupsMax;
    private final List<AggregateState> workerStates = new ArrayList<>();
    private final Deque<Part> parts = new ArrayDeque<>();
    private byte[][] partitionOfGroup;
    private AggregateState current;
    private int given;
    private boolean started;
    private boolean ended;

    /** Groups yet to be made: a partition of a grouping set at some depth, and the files with its rows. */
    private record Part(int set, int partition, int depth, List<SpillFile> files) {}

    /** @param groupsMax more groups of a worker than this are put aside although there is memory */
    AggregateOperator(AggregateNode node, QueryContext context, int groupsMax) {
        this.node = node;
        this.context = context;
        this.groupsMax = groupsMax;
    }

    @Override
    public Batch next() {
        if (ended) {
            return null;
        }
        if (!started) {
            started = true;
            aggregate();
            combine();
        }
        while (true) {
            context.cancellation().check();
            if (current != null && given < current.groupCount()) {
                int count = Math.min(context.batchRows(), current.groupCount() - given);
                Batch batch = current.result(given, count);
                given += count;
                return batch;
            }
            closeCurrent();
            if (parts.isEmpty()) {
                close();
                return null;
            }
            current = stateOf(parts.poll());
            given = 0;
        }
    }

    @Override
    public void close() {
        ended = true;
        closeCurrent();
        workerStates.forEach(AggregateState::close);
        workerStates.clear();
        while (!parts.isEmpty()) {
            parts.poll().files().forEach(SpillFile::close);
        }
    }

    private void closeCurrent() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private void aggregate() {
        int workers = node.input().isPartitioned() ? context.workers() : 1;
        for (int worker = 0; worker < workers; worker++) {
            workerStates.add(new AggregateState(node, context, 0, groupsMax));
        }
        if (workers == 1) {
            aggregate(workerStates.get(0), context);
            return;
        }
        try (WorkerTeam team = new WorkerTeam(context)) {
            team.start(workers, worker -> aggregate(workerStates.get(worker), team.context()));
            team.await();
        }
    }

    private void aggregate(AggregateState state, QueryContext workerContext) {
        try (Operator input = workerContext.open(node.input())) {
            while (true) {
                workerContext.cancellation().check();
                try (Batch batch = input.next()) {
                    if (batch == null) {
                        return;
                    }
                    state.add(batch);
                }
            }
        }
    }

    /** Makes one state of the workers' states, or parts. */
    private void combine() {
        boolean spilled = false;
        long bytes = 0;
        AggregateState largest = workerStates.get(0);
        for (AggregateState state : workerStates) {
            spilled |= state.spilled() != null;
            bytes += state.memoryBytes();
            largest = state.groupCount() > largest.groupCount() ? state : largest;
        }
        // While merging, arrays are doubled and those of the state that is merged are still there.
        boolean fits = workerStates.size() == 1 || bytes < context.memory().availableBytes() / 2;
        if (spilled || (!fits && !node.groupKeys().isEmpty())) {
            divide();
            return;
        }
        workerStates.remove(largest);
        current = largest;
        while (!workerStates.isEmpty()) {
            context.cancellation().check();
            AggregateState state = workerStates.get(workerStates.size() - 1);
            current.merge(state, group -> true);
            workerStates.remove(workerStates.size() - 1);
            state.close();
        }
        current.ensureTotals();
    }

    private void divide() {
        partitionOfGroup = new byte[workerStates.size()][];
        for (int worker = 0; worker < workerStates.size(); worker++) {
            AggregateState state = workerStates.get(worker);
            if (state.spilled() != null) {
                state.spilled().finish();
            }
            partitionOfGroup[worker] = new byte[state.groupCount()];
            for (int group = 0; group < state.groupCount(); group++) {
                partitionOfGroup[worker][group] =
                        (byte) SpilledRows.partitionOf(state.table().hash(group), 0);
            }
        }
        for (int set = 0; set < node.groupingSets().size(); set++) {
            for (int partition = 0; partition < SpilledRows.PARTITIONS; partition++) {
                List<SpillFile> files = new ArrayList<>();
                for (AggregateState state : workerStates) {
                    SpillFile file =
                            state.spilled() == null ? null : state.spilled().take(set, partition);
                    if (file != null) {
                        files.add(file);
                    }
                }
                parts.add(new Part(set, partition, 0, files));
            }
        }
    }

    private AggregateState stateOf(Part part) {
        if (part.depth() > DEPTH_MAX) {
            part.files().forEach(SpillFile::close);
            throw new EngineException(
                    ErrorCode.MEMORY_LIMIT,
                    "grouping does not fit in the query's memory limit of "
                            + context.memory().limitBytes() + " bytes even after its rows were put aside " + DEPTH_MAX
                            + " times; raise it with --set memory.query=SIZE");
        }
        AggregateState state = null;
        try {
            state = new AggregateState(node, context, part.depth() + 1, groupsMax);
            if (part.depth() == 0) {
                mergeWorkers(state, part);
            }
            for (SpillFile file : part.files()) {
                addRows(state, part.set(), file);
            }
            if (state.spilled() != null) {
                putBack(state, part);
            }
            return state;
        } catch (RuntimeException | Error e) {
            if (state != null) {
                state.close();
            }
            throw e;
        } finally {
            part.files().forEach(SpillFile::close);
        }
    }

    private void mergeWorkers(AggregateState state, Part part) {
        for (int worker = 0; worker < workerStates.size(); worker++) {
            AggregateState from = workerStates.get(worker);
            byte[] partitions = partitionOfGroup[worker];
            state.merge(
                    from,
                    group -> partitions[group] == part.partition()
                            && from.table().setOf(group) == part.set());
        }
    }

    private void addRows(AggregateState state, int set, SpillFile file) {
        try (BatchFileReader reader = file.read()) {
            while (true) {
                context.cancellation().check();
                try (Batch batch = reader.next()) {
                    if (batch == null) {
                        return;
                    }
                    state.add(set, batch);
                }
            }
        }
    }

    /** Rows that a part had to put aside again become parts; its own groups are complete. */
    private void putBack(AggregateState state, Part part) {
        SpilledRows rows = state.spilled();
        rows.finish();
        for (int partition = 0; partition < SpilledRows.PARTITIONS; partition++) {
            SpillFile file = rows.take(part.set(), partition);
            if (file != null) {
                parts.push(new Part(part.set(), partition, part.depth() + 1, List.of(file)));
            }
        }
    }
}
