package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seckill.api.AdminApi;
import io.seckill.api.ErrorCode;
import io.seckill.api.NewSaleBody;
import io.seckill.api.OrderApi;
import io.seckill.api.OrderView;
import io.seckill.api.OrdersView;
import io.seckill.api.PlaceOrderBody;
import io.seckill.api.ProblemView;
import io.seckill.api.RestockBody;
import io.seckill.api.SaleApi;
import io.seckill.api.SaleEditBody;
import io.seckill.api.SaleView;
import io.seckill.core.operate.Operated;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.web.fake.Fakes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Other teams make their clients from the interfaces; each of their methods against the running program. */
class ClientsTest extends WebTest {
    private <T> T client(Class<T> api, String token) {
        RestClient http = RestClient.builder()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(http))
                .build()
                .createClient(api);
    }

    @Test
    void aBuyerPlacesAndReadsOrders() {
        OrderApi buyer = client(OrderApi.class, Tokens.buyer("alice"));
        placeOrder.answers(new Outcome.Placed(Fakes.order(1, "alice")));
        orders.put(Fakes.order(1, "alice"));

        ResponseEntity<OrderView> placed = buyer.place("phone", "k1", new PlaceOrderBody(1));

        assertThat(placed.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        OrderView order = buyer.order("01K8AAAAAAAAAAAAAAAAAAAAA1");
        assertThat(placed.getBody()).isEqualTo(order);
        OrdersView page = buyer.orders(null, null);
        assertThat(page.orders()).containsExactly(order);
        assertThat(page.nextCursor()).isEmpty();
        assertThat(buyer.orders("01K8AAAAAAAAAAAAAAAAAAAAA1", 5).orders()).isEmpty();
        assertThat(buyer.orders(null, 1).nextCursor()).contains(order.id());
    }

    @Test
    void aBuyerPaysOrCancels() {
        OrderApi buyer = client(OrderApi.class, Tokens.buyer("alice"));
        orders.put(Fakes.order(1, "alice"));

        assertThat(buyer.payment("01K8AAAAAAAAAAAAAAAAAAAAA1").paymentUrl()).startsWith("http://");
        assertThat(buyer.cancel("01K8AAAAAAAAAAAAAAAAAAAAA1").status()).isEqualTo(OrderView.Status.CANCELLED);

        HttpClientErrorException refused =
                catchThrowableOfType(HttpClientErrorException.class, () -> buyer.payment("01K8AAAAAAAAAAAAAAAAAAAAA1"));
        assertThat(refused.getResponseBodyAs(ProblemView.class)).isNotNull().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.WRONG_STATUS);
            assertThat(problem.orderStatus()).contains(OrderView.Status.CANCELLED);
        });
    }

    @Test
    void anOperatorChangesSales() {
        AdminApi operator = client(AdminApi.class, Tokens.admin());
        operations.answers(new Operated.Done(Fakes.open("phone")));

        ResponseEntity<SaleView> edited = operator.edit(
                "phone",
                "\"2\"",
                new SaleEditBody(Optional.of("A phone"), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(edited.getHeaders().getETag()).isEqualTo("\"3\"");
        assertThat(operator.restock("phone", "k1", new RestockBody(5)).getBody())
                .isEqualTo(edited.getBody());
        assertThat(operator.pause("phone").getBody()).isEqualTo(edited.getBody());
        assertThat(operator.resume("phone").getBody()).isEqualTo(edited.getBody());
        assertThat(operator.close("phone").getBody()).isEqualTo(edited.getBody());
        assertThat(operations.asked()).hasSize(5);
    }

    @Test
    void aRefusalIsReadAsAProblem() {
        placeOrder.answers(Outcome.refused(new Refusal.LimitReached(2)));

        HttpClientErrorException refused =
                catchThrowableOfType(HttpClientErrorException.class, () -> client(OrderApi.class, Tokens.buyer("alice"))
                        .place("phone", "k1", new PlaceOrderBody(1)));

        ProblemView problem = refused.getResponseBodyAs(ProblemView.class);
        assertThat(problem).isNotNull().extracting(ProblemView::code).isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(problem).isNotNull().satisfies(read -> {
            assertThat(read.alreadyBought()).contains(2);
            assertThat(read.opensAt()).isEmpty();
            assertThat(read.errors()).isEmpty();
        });
    }

    @Test
    void anyoneReadsSalesAndTime() {
        SaleApi anyone = client(SaleApi.class, "none");
        sales.put(Fakes.open("phone"));

        assertThat(anyone.sales(null).sales()).extracting(SaleView::id).containsExactly("phone");
        assertThat(anyone.sales("ended").sales()).isEmpty();
        ResponseEntity<SaleView> sale = anyone.sale("phone", null);
        assertThat(sale.getBody()).isNotNull();
        assertThat(anyone.sale("phone", sale.getHeaders().getETag()).getStatusCode())
                .isEqualTo(HttpStatus.NOT_MODIFIED);
        assertThat(anyone.time().getBody()).isNotNull();
    }

    @Test
    void anOperatorCreatesAndLooksAfterSales() {
        AdminApi operator = client(AdminApi.class, Tokens.admin());
        NewSaleBody body = new NewSaleBody(
                "A phone",
                199_900,
                "CNY",
                100,
                2,
                Instant.parse("2026-11-22T20:00:00Z"),
                Instant.parse("2026-11-22T21:00:00Z"),
                Duration.ofMinutes(15));

        ResponseEntity<SaleView> created = operator.create("k1", body);

        assertThat(created.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(operator.sales().sales()).containsExactly(created.getBody());
        String id = operator.sales().sales().get(0).id();
        assertThat(operator.stats(id).node().desk()).isPresent();
        assertThat(operator.audit(id).total()).isEqualTo(100);
    }
}
