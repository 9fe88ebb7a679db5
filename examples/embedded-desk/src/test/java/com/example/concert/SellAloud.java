package com.example.concert;

import io.seckill.core.order.Outcome;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.SaleId;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Sells a large hall and says each order when it is answered, until it is killed. */
final class SellAloud {
    static final int SEATS = 20_000;

    private SellAloud() {}

    public static void main(String[] args) throws Exception {
        BoxOffice office = new BoxOffice(Path.of(args[0]));
        SaleId concert = new SaleId("winter");
        office.ledger().open(Rush.concert("winter", SEATS));
        Thread[] crowd = IntStream.range(0, 8)
                .mapToObj(one -> new Thread(() -> {
                    for (int i = 0; ; i++) {
                        BuyerId buyer = new BuyerId("buyer-" + one + "-" + i);
                        if (Rush.buy(office, concert, buyer, 1) instanceof Outcome.Placed placed) {
                            System.out.println(buyer + " " + placed.order().id());
                        }
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread buyer : crowd) {
            buyer.start();
        }
    }
}
