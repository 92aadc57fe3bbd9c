/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

/** The version of the jar that the driver is in. */
public final class JarVersion {
    private static final String TEXT = textOfJar();

    private JarVersion() {}

    private static String textOfJar() {
        String version = JarVersion.class.getPackage().getImplementationVersion();
        return version == null ? "0.0" : version;
    }

    /** Such as {@code 0.1.0}; {@code 0.0} outside of a jar. */
    public static String text() {
        return TEXT;
    }

    public static int major() {
        return part(0);
    }

    public static int minor() {
        return part(1);
    }

    private static int part(int index) {
        String[] parts = TEXT.split("[^0-9]+");
        return index < parts.length && !parts[index].isEmpty() ? Integer.parseInt(parts[index]) : 0;
    }
}
