/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.calcite.avatica.remote.Service;
import org.apache.calcite.avatica.remote.Service.CatalogsRequest;
import org.apache.calcite.avatica.remote.Service.CloseConnectionRequest;
import org.apache.calcite.avatica.remote.Service.CloseStatementRequest;
import org.apache.calcite.avatica.remote.Service.ColumnsRequest;
import org.apache.calcite.avatica.remote.Service.CommitRequest;
import org.apache.calcite.avatica.remote.Service.ConnectionSyncRequest;
import org.apache.calcite.avatica.remote.Service.CreateStatementRequest;
import org.apache.calcite.avatica.remote.Service.DatabasePropertyRequest;
import org.apache.calcite.avatica.remote.Service.ExecuteBatchRequest;
import org.apache.calcite.avatica.remote.Service.ExecuteRequest;
import org.apache.calcite.avatica.remote.Service.FetchRequest;
import org.apache.calcite.avatica.remote.Service.OpenConnectionRequest;
import org.apache.calcite.avatica.remote.Service.PrepareAndExecuteBatchRequest;
import org.apache.calcite.avatica.remote.Service.PrepareAndExecuteRequest;
import org.apache.calcite.avatica.remote.Service.PrepareRequest;
import org.apache.calcite.avatica.remote.Service.RollbackRequest;
import org.apache.calcite.avatica.remote.Service.SchemasRequest;
import org.apache.calcite.avatica.remote.Service.SyncResultsRequest;
import org.apache.calcite.avatica.remote.Service.TableTypesRequest;
import org.apache.calcite.avatica.remote.Service.TablesRequest;
import org.apache.calcite.avatica.remote.Service.TypeInfoRequest;

/** Calls the method of a service that a request is for; Avatica's own way is closed to others. */
final class ServiceCalls {
    private static final Map<Class<?>, BiFunction<Service, Object, Service.Response>> CALLS = new LinkedHashMap<>();

    static {
        CALLS.put(CatalogsRequest.class, (service, request) -> service.apply((CatalogsRequest) request));
        CALLS.put(SchemasRequest.class, (service, request) -> service.apply((SchemasRequest) request));
        CALLS.put(TablesRequest.class, (service, request) -> service.apply((TablesRequest) request));
        CALLS.put(TableTypesRequest.class, (service, request) -> service.apply((TableTypesRequest) request));
        CALLS.put(TypeInfoRequest.class, (service, request) -> service.apply((TypeInfoRequest) request));
        CALLS.put(ColumnsRequest.class, (service, request) -> service.apply((ColumnsRequest) request));
        CALLS.put(PrepareRequest.class, (service, request) -> service.apply((PrepareRequest) request));
        CALLS.put(
                PrepareAndExecuteRequest.class,
                (service, request) -> service.apply((PrepareAndExecuteRequest) request));
        CALLS.put(ExecuteRequest.class, (service, request) -> service.apply((ExecuteRequest) request));
        CALLS.put(FetchRequest.class, (service, request) -> service.apply((FetchRequest) request));
        CALLS.put(CreateStatementRequest.class, (service, request) -> service.apply((CreateStatementRequest) request));
        CALLS.put(CloseStatementRequest.class, (service, request) -> service.apply((CloseStatementRequest) request));
        CALLS.put(OpenConnectionRequest.class, (service, request) -> service.apply((OpenConnectionRequest) request));
        CALLS.put(CloseConnectionRequest.class, (service, request) -> service.apply((CloseConnectionRequest) request));
        CALLS.put(ConnectionSyncRequest.class, (service, request) -> service.apply((ConnectionSyncRequest) request));
        CALLS.put(
                DatabasePropertyRequest.class, (service, request) -> service.apply((DatabasePropertyRequest) request));
        CALLS.put(SyncResultsRequest.class, (service, request) -> service.apply((SyncResultsRequest) request));
        CALLS.put(CommitRequest.class, (service, request) -> service.apply((CommitRequest) request));
        CALLS.put(RollbackRequest.class, (service, request) -> service.apply((RollbackRequest) request));
        CALLS.put(
                PrepareAndExecuteBatchRequest.class,
                (service, request) -> service.apply((PrepareAndExecuteBatchRequest) request));
        CALLS.put(ExecuteBatchRequest.class, (service, request) -> service.apply((ExecuteBatchRequest) request));
    }

    private ServiceCalls() {}

    static Service.Response apply(Service.Request request, Service service) {
        BiFunction<Service, Object, Service.Response> call = request == null ? null : CALLS.get(request.getClass());
        if (call == null) {
            throw new IllegalArgumentException("no request of Avatica's");
        }
        return call.apply(service, request);
    }
}
