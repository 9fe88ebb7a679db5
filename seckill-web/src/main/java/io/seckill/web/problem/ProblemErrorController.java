package io.seckill.web.problem;

import io.seckill.api.ProblemView;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the servlet container sends what went wrong outside of Spring MVC, such as in a filter. */
@Controller
class ProblemErrorController implements ErrorController {
    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemAnswers.write(response, problem(request));
    }

    private static ProblemView problem(HttpServletRequest request) {
        // without a status, somebody asked for this path itself
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Object fault = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return HttpProblems.of(status, fault instanceof Throwable thrown ? Optional.of(thrown) : Optional.empty());
    }
}
