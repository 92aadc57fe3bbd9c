/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C. The first one asks the shell to stop, which ends a query within moments; when the process is still there a
 * second later, or at the second Ctrl-C, it ends at once with exit code 130.
 *
 * <p>The JDK has no public way to catch a signal. {@code sun.misc.Signal} is what it has; it is called by reflection so
 * that a JDK without it still runs the shell, where Ctrl-C then ends the process as it does by default.
 */
final class InterruptSignal {
    private static final long GRACE_MILLIS = 900;

    private InterruptSignal() {}

    /** Calls the action at the first Ctrl-C, on a thread of its own. */
    static void install(Interruptible shell) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler onSignal = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    handle(shell);
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "interrupt";
            };
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            Object proxy =
                    Proxy.newProxyInstance(InterruptSignal.class.getClassLoader(), new Class<?>[] {handler}, onSignal);
            signal.getMethod("handle", signal, handler).invoke(null, interrupt, proxy);
        } catch (ReflectiveOperationException | LinkageError e) {
            // Without it Ctrl-C ends the process at once, which is what its user asked for anyway.
            return;
        }
    }

    /** What Ctrl-C interrupts. */
    @FunctionalInterface
    interface Interruptible {
        /** Stops what runs. Returns whether the process stays, because somebody works at a prompt. */
        boolean interrupt();
    }

    private static void handle(Interruptible shell) {
        if (shell.interrupt()) {
            return;
        }
        Thread watchdog = new Thread(InterruptSignal::endAfterGrace, "spoor-interrupt");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private static void endAfterGrace() {
        try {
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.CANCELLED.number());
    }
}
