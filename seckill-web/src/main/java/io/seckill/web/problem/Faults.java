package io.seckill.web.problem;

import io.seckill.api.ProblemView;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults of ours: logged whole under an id, answered with the id alone. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    static ProblemView log(String during, Throwable fault) {
        String id = UUID.randomUUID().toString();
        LOG.error("Fault {} during {}", id, during, fault);
        return Problems.internal(id);
    }
}
