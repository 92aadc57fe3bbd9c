/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that read ahead of the workers. They mostly wait for a store, and end when there is nothing to wait for. */
final class ReadAheadThreads {
    private static final int THREADS_MIN = 4;
    private static final int THREADS_MAX = 256;
    private static final long IDLE_SECONDS_MAX = 10;

    private ReadAheadThreads() {}

    /** @param requestsMax how many requests to a far store may be under way at once; 0 for local ones */
    static ExecutorService forRequests(int requestsMax, ThreadFactory threads) {
        int count = Math.max(THREADS_MIN, Math.min(requestsMax, THREADS_MAX));
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS_MAX, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
