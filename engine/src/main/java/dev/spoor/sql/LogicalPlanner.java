/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.Catalog;
import dev.spoor.error.EngineException;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.sql.parser.DependentTable;
import dev.spoor.sql.parser.ParsedStatement;
import dev.spoor.sql.rule.Phases;
import dev.spoor.sql.rule.StoppablePlanner;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** From a parsed statement to an optimised relational tree: names and types, conversion, rewriting in phases. */
final class LogicalPlanner {
    private static final MetadataHandlerProvider METADATA = new RememberedHandlers();

    private LogicalPlanner() {}

    static LogicalPlan plan(
            ParsedStatement statement,
            Catalog catalog,
            FunctionOperators operators,
            PlanOptions options,
            FunctionLibrary functions) {
        return converted(statement, catalog, operators, options, functions, (root, validator, view) -> {
            RelNode rel = Phases.optimise(
                    root.project(),
                    new UnsimplifiedComparison.Everywhere(root.rel.getCluster().getRexBuilder()));
            return new LogicalPlan(rel, root.fields.rightList(), view.notes());
        });
    }

    /** Names and types of the columns and the parameters of a statement whose parameters may have no values yet. */
    static StatementDescription describe(
            ParsedStatement statement,
            Catalog catalog,
            FunctionOperators operators,
            PlanOptions options,
            FunctionLibrary functions) {
        return converted(statement, catalog, operators, options, functions, (root, validator, view) -> {
            validator.parameters().expectCasts(statement.query(), validator);
            List<String> names = root.fields.rightList();
            List<RelDataType> types = root.validatedRowType.getFieldList().stream()
                    .map(RelDataTypeField::getType)
                    .toList();
            List<Field> columns = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                columns.add(TypeMap.toField(names.get(i), types.get(i)));
            }
            return new StatementDescription(columns, validator.parameters().of(statement));
        });
    }

    /** What becomes of a statement when its names and types are known. */
    private interface Continuation<T> {
        T of(RelRoot root, EngineValidator validator, CatalogView view);
    }

    private static <T> T converted(
            ParsedStatement statement,
            Catalog catalog,
            FunctionOperators operators,
            PlanOptions options,
            FunctionLibrary functions,
            Continuation<T> continuation) {
        EngineTypeFactory types = new EngineTypeFactory();
        CatalogView view = CatalogView.of(catalog, types);
        EngineValidator validator = new EngineValidator(operators, view);
        try {
            for (SqlIdentifier named : NamedTables.of(statement.query())) {
                if (!(named instanceof DependentTable dependent)) {
                    view.meet(named);
                } else if (dependent.values().stream().anyMatch(ParameterTypes::areIn)) {
                    view.meetUnbound(dependent, validator.parameters());
                } else {
                    List<RelNode> values = new ArrayList<>();
                    for (SqlNode value : dependent.values()) {
                        values.add(plan(new ParsedStatement(value), catalog, operators, options, functions)
                                .rel());
                    }
                    view.meet(
                            dependent, (value, what) -> PlanTimeValue.of(values.get(value), what, functions, options));
                }
            }
            RowUnnest.markIn(statement.query());
            options.cancellation().check();
            SqlNode validated = validator.validate(statement.query());
            RelOptCluster cluster = cluster(types, new KernelRexExecutor(functions, options), options);
            options.cancellation().check();
            SqlToRelConverter converter = new RowUnnest.Converter(validator, view, cluster);
            return continuation.of(converter.convertQuery(validated, false, true), validator, view);
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw CalciteErrors.of(e, validator, SqlFrontEnd.tableNames(catalog));
        }
    }

    /** A cluster that folds with our kernels and asks for metadata without generating code. */
    private static RelOptCluster cluster(EngineTypeFactory types, RexExecutor executor, PlanOptions options) {
        HepPlanner planner = new StoppablePlanner(HepProgram.builder().build(), options.cancellation()::check);
        planner.setExecutor(executor);
        RelOptCluster cluster = RelOptCluster.create(planner, new EngineRexBuilder(types));
        cluster.setMetadataQuerySupplier(() -> new RelMetadataQuery(METADATA));
        return cluster;
    }

    /**
     * Makes each handler once: they hold no state, and every planner run asks for all of them again. What they hand on to is made when
     * the first is called, which few plans do: Calcite's part looks up hundreds of methods when it is loaded.
     */
    private static final class RememberedHandlers implements MetadataHandlerProvider {
        private final Map<Class<?>, MetadataHandler<?>> made = new ConcurrentHashMap<>();

        @Override
        public <H extends MetadataHandler<?>> H handler(Class<H> kind) {
            return kind.cast(made.computeIfAbsent(kind, wanted -> {
                AtomicReference<MetadataHandler<?>> real = new AtomicReference<>();
                return (MetadataHandler<?>) Proxy.newProxyInstance(
                        kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> {
                            if (real.get() == null) {
                                real.set(Handlers.MAKER.handler(kind));
                            }
                            try {
                                return method.invoke(real.get(), arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
            }));
        }
    }

    /** Loaded with the first question. */
    private static final class Handlers {
        static final MetadataHandlerProvider MAKER =
                new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE);
    }
}
