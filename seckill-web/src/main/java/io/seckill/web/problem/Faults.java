package io.seckill.web.problem;

import io.seckill.api.ProblemView;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults of ours: logged whole under an id, answered with the id alone. */
public final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /** Of a fault that is a value, not an exception. */
    public static ProblemView log(String what) {
        String id = UUID.randomUUID().toString();
        LOG.error("Fault {}: {}", id, what);
        return Problems.internal(id);
    }

    static ProblemView log(String during, Throwable fault) {
        String id = UUID.randomUUID().toString();
        LOG.error("Fault {} during {}", id, during, fault);
        return Problems.internal(id);
    }
}
