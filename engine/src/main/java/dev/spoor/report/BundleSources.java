/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.json.JsonTree;
import dev.spoor.json.MalformedJsonException;
import dev.spoor.report.BundleReport.Check;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.StoredObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The log files that a report rests on, to be found again by their content, wherever they lie now and whatever else lies beside them.
 * One thread.
 */
public final class BundleSources {
    private final Map<String, String> keyBySha256 = new HashMap<>();
    private long withoutHash;
    private long lakeFiles;

    private BundleSources() {}

    static BundleSources read(InputStream in) throws IOException {
        BundleSources sources = new BundleSources();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Map<String, Object> file = members(line.getBytes(StandardCharsets.UTF_8));
            if (SourceFile.LAKE.equals(file.get("kind"))) {
                sources.lakeFiles++;
            } else if (file.get("sha256") == null) {
                sources.withoutHash++;
            } else {
                sources.keyBySha256.put((String) file.get("sha256"), (String) file.get("key"));
            }
        }
        return sources;
    }

    private static Map<String, Object> members(byte[] line) throws IOException {
        try {
            return JsonTree.object(line, line.length);
        } catch (MalformedJsonException e) {
            throw new IOException("the list of sources is no JSON", e);
        }
    }

    /** Whether the report rests on a lake, too. */
    public boolean hasLake() {
        return lakeFiles > 0;
    }

    /**
     * What of a store are sources: shows their objects and nothing else. Every object of the store is read once.
     *
     * @param logs closed with the view
     */
    public SourceView in(ObjectStore logs) throws IOException {
        Set<String> keys = new HashSet<>();
        Set<String> left = new HashSet<>(keyBySha256.keySet());
        for (Iterator<ObjectEntry> all = logs.list("", null, problem -> {}); all.hasNext(); ) {
            ObjectEntry entry = all.next();
            try (InputStream in = new StoredObject(logs, entry).read()) {
                String sha256 = SourceList.sha256(in);
                if (keyBySha256.containsKey(sha256)) {
                    keys.add(entry.key());
                    left.remove(sha256);
                }
            }
        }
        return new SourceView(logs, keys, check(left));
    }

    private Check check(Set<String> left) {
        long all = keyBySha256.size();
        String found = Counted.number(all - left.size()) + " of " + Counted.of(all, "log file") + " there, unchanged";
        String missing = left.isEmpty()
                ? ""
                : "; not there or changed, for example "
                        + keyBySha256.get(left.iterator().next());
        String unknown = withoutHash == 0
                ? ""
                : "; " + Counted.of(withoutHash, "file") + " had no hash when the report was made";
        return new Check("log files", left.isEmpty(), found + missing + unknown);
    }
}
