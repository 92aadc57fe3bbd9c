/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.error.EngineException;
import dev.spoor.schedule.ScheduleService;
import java.util.function.Consumer;

/** A schedule that runs on a thread of its own, until closed. */
final class ServedSchedule implements AutoCloseable {
    private final ScheduleService service;
    private final Thread thread;

    ServedSchedule(ScheduleService service, Consumer<String> said) {
        this.service = service;
        this.thread = new Thread(() -> run(service, said), "spoor-scheduler");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(ScheduleService service, Consumer<String> said) {
        try {
            service.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EngineException e) {
            said.accept("the schedule has stopped: " + e.describe());
        } catch (RuntimeException e) {
            said.accept("the schedule has stopped by a bug in Spoor: " + e);
        }
    }

    @Override
    public void close() {
        service.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        service.close();
    }
}
