/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Reservation;
import java.util.Arrays;

/**
 * About where parts of many numbers lie: all numbers while they are few, then a merging t-digest, whose centroids are
 * small at both ends and larger in the middle. (Dunning, Ertl: Computing extremely accurate quantiles using t-digests,
 * 2019.) NaN counts as the greatest number.
 */
final class QuantileSketch {
    /** Centroids are at most about this many; the error in the middle is about 1 / this. */
    private static final double COMPRESSION = 400;

    /** Numbers that are kept before centroids are made of them. */
    private static final int POINTS_MAX = 4096;

    private static final int OBJECT_BYTES = 64;

    private double[] means;

    /** Null as long as each point is one number. */
    private double[] weights;

    private int count;
    private double totalWeight;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private boolean sorted;

    /** @param reservation counts the heap of this sketch from now on */
    QuantileSketch(Reservation reservation) {
        reservation.add(OBJECT_BYTES);
        means = reservation.grow(new double[0], 4);
    }

    void add(double value, Reservation reservation) {
        addPoint(value, 1, reservation);
        least = Double.compare(value, least) < 0 ? value : least;
        greatest = Double.compare(value, greatest) > 0 ? value : greatest;
    }

    void merge(QuantileSketch other, Reservation reservation) {
        for (int i = 0; i < other.count; i++) {
            addPoint(other.means[i], other.weights == null ? 1 : other.weights[i], reservation);
        }
        least = Double.compare(other.least, least) < 0 ? other.least : least;
        greatest = Double.compare(other.greatest, greatest) > 0 ? other.greatest : greatest;
    }

    /** The number below which the part (0 to 1) of all numbers lies; by nearest rank while all are kept. */
    double quantile(double part) {
        sort();
        if (weights == null) {
            return means[(int) Math.max(0, Math.min(count - 1, Math.ceil(part * count) - 1))];
        }
        double rank = part * totalWeight;
        if (rank <= weights[0] / 2) {
            return between(least, means[0], rank / (weights[0] / 2));
        }
        double before = 0;
        for (int i = 0; i + 1 < count; i++) {
            double from = before + weights[i] / 2;
            double to = before + weights[i] + weights[i + 1] / 2;
            if (rank <= to) {
                return between(means[i], means[i + 1], (rank - from) / (to - from));
            }
            before += weights[i];
        }
        double from = totalWeight - weights[count - 1] / 2;
        return between(means[count - 1], greatest, Math.min(1, (rank - from) / (totalWeight - from)));
    }

    private static double between(double low, double high, double part) {
        return low == high ? low : low + (high - low) * Math.max(0, part);
    }

    private void addPoint(double mean, double weight, Reservation reservation) {
        if (count == POINTS_MAX) {
            compress(reservation);
        }
        if (weight != 1 && weights == null) {
            weigh(reservation);
        }
        means = reservation.grow(means, count + 1);
        means[count] = mean;
        if (weights != null) {
            weights = reservation.grow(weights, count + 1);
            weights[count] = weight;
        }
        count++;
        totalWeight += weight;
        sorted = false;
    }

    private void weigh(Reservation reservation) {
        weights = reservation.grow(new double[0], Math.max(count, 1));
        Arrays.fill(weights, 0, count, 1);
    }

    /** Joins neighbours as long as the scale function (arcsine) grows by at most one step over a centroid. */
    private void compress(Reservation reservation) {
        sort();
        if (weights == null) {
            weigh(reservation);
        }
        int kept = 0;
        double before = 0;
        double limit = totalWeight * partAfterStep(0);
        for (int i = 1; i < count; i++) {
            double joined = weights[kept] + weights[i];
            if (before + joined <= limit) {
                means[kept] += (means[i] - means[kept]) * (weights[i] / joined);
                weights[kept] = joined;
            } else {
                before += weights[kept];
                limit = totalWeight * partAfterStep(before / totalWeight);
                kept++;
                means[kept] = means[i];
                weights[kept] = weights[i];
            }
        }
        count = kept + 1;
    }

    private static double partAfterStep(double part) {
        double angle = Math.asin(2 * part - 1) + 2 * Math.PI / COMPRESSION;
        return angle >= Math.PI / 2 ? 1 : (Math.sin(angle) + 1) / 2;
    }

    private void sort() {
        if (sorted) {
            return;
        }
        sorted = true;
        if (weights == null) {
            Arrays.sort(means, 0, count);
            return;
        }
        Integer[] order = new Integer[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Double.compare(means[a], means[b]));
        double[] oldMeans = Arrays.copyOf(means, count);
        double[] oldWeights = Arrays.copyOf(weights, count);
        for (int i = 0; i < count; i++) {
            means[i] = oldMeans[order[i]];
            weights[i] = oldWeights[order[i]];
        }
    }
}
