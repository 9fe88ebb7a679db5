package io.seckill.web.problem;

import io.seckill.api.ProblemView;
import java.io.Serial;

/** Ends a call with a problem. Part of the normal course, so it carries no stack trace. */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient ProblemView problem;

    public ProblemException(ProblemView problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ProblemView problem() {
        return problem;
    }
}
