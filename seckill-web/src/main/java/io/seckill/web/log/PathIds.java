package io.seckill.web.log;

import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.SaleId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Takes the ids of sales and orders from the paths that name them; what is no such id is in no line. */
@Configuration(proxyBeanMethods = false)
class PathIds implements WebMvcConfigurer, HandlerInterceptor {
    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> parts) {
            if (parts.get("saleId") instanceof String sale && SaleId.isValid(sale)) {
                LogIds.sale(sale);
            }
            if (parts.get("orderId") instanceof String order && OrderId.isValid(order)) {
                LogIds.order(order);
            }
        }
        return true;
    }
}
