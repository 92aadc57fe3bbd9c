/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges sorted runs by a tree of losers: one comparison per level for each row. Owns the runs. Rows with equal keys
 * come in the order of the runs.
 */
final class RunMerger implements Operator {
    private final QueryContext context;
    private final List<SortedRun> runs;
    private final BatchAssembler assembler;
    private final List<Batch> finished = new ArrayList<>();
    private final boolean[] ended;
    private final int[] losers;
    private long skip;
    private long left;
    private int winner = -1;

    /**
     * @param offset rows left out at the front
     * @param limit rows given at most, after the offset
     */
    RunMerger(List<SortedRun> runs, long offset, long limit, int batchRows, QueryContext context) {
        this.runs = runs;
        this.skip = offset;
        this.left = limit;
        this.context = context;
        this.assembler = new BatchAssembler(batchRows);
        this.ended = new boolean[runs.size()];
        this.losers = new int[runs.size()];
    }

    @Override
    public Batch next() {
        context.cancellation().check();
        if (runs.isEmpty() || left == 0) {
            return null;
        }
        if (winner < 0) {
            start();
        }
        while (!ended[winner] && left > 0 && !assembler.isFull()) {
            if (skip > 0) {
                skip--;
            } else {
                SortedRun run = runs.get(winner);
                assembler.add(run.batch, run.row);
                left--;
            }
            advance(winner);
            replay(winner);
        }
        Batch result = assembler.count() == 0 ? null : assembler.build(context.memory());
        closeFinished();
        return result;
    }

    @Override
    public void close() {
        closeFinished();
        runs.forEach(SortedRun::close);
        runs.clear();
    }

    private void start() {
        int count = runs.size();
        for (int run = 0; run < count; run++) {
            advance(run);
        }
        int[] winners = new int[2 * count];
        for (int run = 0; run < count; run++) {
            winners[count + run] = run;
        }
        for (int node = count - 1; node >= 1; node--) {
            int a = winners[2 * node];
            int b = winners[2 * node + 1];
            boolean aWins = wins(a, b);
            winners[node] = aWins ? a : b;
            losers[node] = aWins ? b : a;
        }
        winner = count == 1 ? 0 : winners[1];
    }

    private void replay(int run) {
        int best = run;
        for (int node = (run + runs.size()) / 2; node >= 1; node /= 2) {
            if (wins(losers[node], best)) {
                int loser = best;
                best = losers[node];
                losers[node] = loser;
            }
        }
        winner = best;
    }

    private boolean wins(int a, int b) {
        if (ended[a] || ended[b]) {
            return !ended[a];
        }
        int order = runs.get(a).compareKeys(runs.get(b));
        return order < 0 || (order == 0 && a < b);
    }

    private void advance(int run) {
        ended[run] = !runs.get(run).advance();
        Batch left = runs.get(run).takeFinishedBatch();
        if (left != null) {
            finished.add(left);
        }
    }

    private void closeFinished() {
        finished.forEach(Batch::close);
        finished.clear();
    }
}
