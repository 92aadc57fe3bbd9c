/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C, and being asked to end. The first Ctrl-C asks the shell to stop, which ends a query within moments; when the
 * process is still there a second later, it ends at once with exit code 130. SIGTERM does the same with more patience, so
 * that a service can give back what it holds.
 *
 * <p>The JDK has no public way to catch a signal. {@code sun.misc.Signal} is what it has; it is called by reflection so
 * that a JDK without it still runs the shell, where Ctrl-C then ends the process as it does by default.
 */
final class InterruptSignal {
    private static final long INTERRUPT_GRACE_MILLIS = 900;
    private static final long TERMINATE_GRACE_MILLIS = 20_000;

    private InterruptSignal() {}

    /** Calls the shell at a signal, on a thread of its own. */
    static void install(Interruptible shell) {
        try {
            install("INT", () -> {
                if (!shell.interrupt()) {
                    endAfter(INTERRUPT_GRACE_MILLIS);
                }
            });
            install("TERM", () -> {
                shell.terminate();
                endAfter(TERMINATE_GRACE_MILLIS);
            });
        } catch (ReflectiveOperationException | LinkageError e) {
            // Without it a signal ends the process at once, which is what its user asked for anyway.
            return;
        }
    }

    private static void install(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler onSignal = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> name;
        };
        Object caught = signal.getConstructor(String.class).newInstance(name);
        Object proxy =
                Proxy.newProxyInstance(InterruptSignal.class.getClassLoader(), new Class<?>[] {handler}, onSignal);
        signal.getMethod("handle", signal, handler).invoke(null, caught, proxy);
    }

    /** What a signal interrupts. */
    interface Interruptible {
        /** Stops what runs. Returns whether the process stays, because somebody works at a prompt. */
        boolean interrupt();

        /** Stops what runs so that the process can end; for a service that is no failure. */
        void terminate();
    }

    private static void endAfter(long millis) {
        Thread watchdog = new Thread(
                () -> {
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(ExitCode.CANCELLED.number());
                },
                "spoor-interrupt");
        watchdog.setDaemon(true);
        watchdog.start();
    }
}
