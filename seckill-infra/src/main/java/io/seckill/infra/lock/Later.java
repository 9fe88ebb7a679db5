package io.seckill.infra.lock;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/** Results that are returned before the work is done. */
final class Later {
    private static final Set<Class<?>> TYPES = Set.of(Future.class, CompletionStage.class, Flow.Publisher.class);
    private static final String REACTIVE_STREAMS = "org.reactivestreams.Publisher";

    private Later() {}

    static boolean is(Class<?> type) {
        return TYPES.stream().anyMatch(later -> later.isAssignableFrom(type))
                || isPublisher(type)
                || ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
    }

    /** By its name, for an application may do without that library. */
    private static boolean isPublisher(Class<?> type) {
        return type.getName().equals(REACTIVE_STREAMS)
                || ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                        .anyMatch(one -> one.getName().equals(REACTIVE_STREAMS));
    }
}
