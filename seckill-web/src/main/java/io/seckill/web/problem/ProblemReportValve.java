package io.seckill.web.problem;

import io.seckill.api.ProblemView;
import io.seckill.web.log.RequestIds;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat refuses before any servlet sees it, such as a path with characters that no URL has. Public because Tomcat
 * makes it by its name.
 */
public final class ProblemReportValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        RequestIds.enter(request, response);
        try {
            ProblemView problem = HttpProblems.of(status, Optional.ofNullable(fault));
            ProblemAnswers.write(response, problem);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // the caller is gone, or hears the status alone
            containerLog(e);
        } finally {
            RequestIds.leave();
        }
    }

    private void containerLog(Exception e) {
        getContainer().getLogger().debug("problem not written", e);
    }
}
