/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.houserules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page names only what exists: types, files, links and options. */
public final class PageRules {
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)(#[^)]*)?\\)");
    private static final Pattern TYPE = Pattern.compile("[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+");
    private static final Pattern FULL_NAME = Pattern.compile("dev\\.spoor(?:\\.[A-Za-z0-9]+)*");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

    /** What is there to be named. */
    private final Path root;

    private final Set<String> words;
    private final Set<String> fullNames;
    private final String everythingElse;

    /**
     * @param root folder of the repository
     * @param words every word of the Java sources
     * @param fullNames full names of all packages and top-level types
     * @param everythingElse text in which an option that exists is found: sources, scripts, build files
     */
    public PageRules(Path root, Set<String> words, Set<String> fullNames, String everythingElse) {
        this.root = root;
        this.words = Set.copyOf(words);
        this.fullNames = Set.copyOf(fullNames);
        this.everythingElse = everythingElse;
    }

    /** Violations over all pages, one sentence each. */
    public List<String> check(Map<String, String> pages) {
        List<String> violations = new ArrayList<>();
        pages.forEach((path, text) -> {
            checkLinks(path, text, violations);
            checkOptions(path, text, violations);
            Matcher code = CODE.matcher(CODE_BLOCK.matcher(text).replaceAll(""));
            while (code.find()) {
                checkCode(path, code.group(1), violations);
            }
        });
        return violations;
    }

    private void checkCode(String path, String code, List<String> violations) {
        if (TYPE.matcher(code).matches() && !words.contains(code)) {
            violations.add(path + ": " + code + " is nowhere in the sources");
        }
        if (FULL_NAME.matcher(code).matches() && !fullNames.contains(code)) {
            violations.add(path + ": no package or type " + code);
        }
        if (code.matches("[\\w./-]+") && code.contains("/") && beginsInTheRepository(code)) {
            if (!Files.exists(root.resolve(code))) {
                violations.add(path + ": no file " + code);
            }
        }
    }

    private boolean beginsInTheRepository(String code) {
        String first = code.substring(0, code.indexOf('/'));
        return !first.isEmpty() && !first.equals(".") && !first.equals("..") && Files.exists(root.resolve(first));
    }

    private void checkLinks(String path, String text, List<String> violations) {
        Path folder = root.resolve(path).getParent();
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            String target = link.group(1);
            if (!target.contains(":") && !Files.exists(folder.resolve(target))) {
                violations.add(path + ": link to nowhere: " + target);
            }
        }
    }

    private void checkOptions(String path, String text, List<String> violations) {
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            if (!everythingElse.contains(option.group())) {
                violations.add(path + ": no option " + option.group());
            }
        }
    }
}
