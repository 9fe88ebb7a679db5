package io.seckill.web.log;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The ids that every line of the current thread carries, in whatever format the log has; docs/logs.md names them. They are
 * those of one request, put there as soon as they are known and removed when the thread is done with the request.
 */
public final class LogIds {
    static final String REQUEST = "request";
    static final String SALE = "sale";
    static final String ORDER = "order";

    private final @Nullable Map<String, String> ids;

    private LogIds(@Nullable Map<String, String> ids) {
        this.ids = ids;
    }

    /** Those of this thread, to be taken along to another. */
    public static LogIds here() {
        return new LogIds(MDC.getCopyOfContextMap());
    }

    /** The step with these ids, on whatever thread it runs; that thread has its own again afterwards. */
    public <T, R> Function<T, R> with(Function<T, R> step) {
        return value -> {
            LogIds before = here();
            set();
            try {
                return step.apply(value);
            } finally {
                before.set();
            }
        };
    }

    /** This thread's lines are about that order from now on. */
    public static void order(String id) {
        MDC.put(ORDER, id);
    }

    static void request(String id) {
        MDC.put(REQUEST, id);
    }

    static void sale(String id) {
        MDC.put(SALE, id);
    }

    static void clear() {
        MDC.remove(REQUEST);
        MDC.remove(SALE);
        MDC.remove(ORDER);
    }

    private void set() {
        if (ids == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(ids);
        }
    }
}
