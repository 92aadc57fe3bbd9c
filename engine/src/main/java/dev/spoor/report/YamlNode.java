/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.error.EngineException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A part of a YAML file that knows its line. Text stays as it is written: {@code 4.10} is not 4.1. */
public final class YamlNode {
    private static final int CODE_POINTS_MAX = 10_000_000;
    private static final int ALIASES_MAX = 10;

    private final String file;
    private final Node node;

    private YamlNode(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** The one document of a file. */
    public static YamlNode parse(String file, String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CODE_POINTS_MAX);
        options.setMaxAliasesForCollections(ALIASES_MAX);
        try {
            Node node = new Yaml(options).compose(new StringReader(yaml));
            if (node == null) {
                throw PackProblem.at(file, 0, "the file is empty").advise("begin with 'title: ...'");
            }
            return new YamlNode(file, node);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw PackProblem.at(file, line, "this is no YAML: " + e.getProblem())
                    .advise("mind the indentation, and put quotes around text with a colon");
        } catch (YAMLException e) {
            throw PackProblem.at(file, 0, "this is no YAML: " + e.getMessage()).advise("packs are small and plain");
        }
    }

    /** From 1. */
    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** That something is wrong here; INVALID_CONFIGURATION with file and line, to be advised and thrown. */
    public EngineException problem(String what) {
        return PackProblem.at(file, line(), what);
    }

    /** Whether it is a text, and neither a list nor entries. */
    public boolean isText() {
        return node instanceof ScalarNode;
    }

    /** A text, without blanks around it. */
    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        throw problem("a text should stand here, not a list or several entries");
    }

    /** The items of a list, in order. */
    public List<YamlNode> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw problem("a list should stand here").advise("begin each item with '- '");
        }
        List<YamlNode> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(new YamlNode(file, item)));
        return items;
    }

    /**
     * The entries, in order.
     *
     * @param knownOrNull keys that may be there; null for any
     */
    public Map<String, YamlNode> entries(List<String> knownOrNull) {
        if (!(node instanceof MappingNode mapping)) {
            throw problem("entries 'key: value' should stand here");
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (knownOrNull != null && !knownOrNull.contains(key.text())) {
                throw PackProblem.unknown(file, key.line(), "entry", key.text(), knownOrNull);
            }
            if (entries.put(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
                throw key.problem("'" + key.text() + "' stands here a second time")
                        .advise("take one of them out");
            }
        }
        return entries;
    }
}
