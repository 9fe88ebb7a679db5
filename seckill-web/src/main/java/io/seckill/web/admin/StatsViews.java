package io.seckill.web.admin;

import io.seckill.api.ErrorCode;
import io.seckill.api.OrderView;
import io.seckill.api.StatsView;
import io.seckill.core.desk.SaleActivity;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.SaleId;
import io.seckill.web.order.OrderViews;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** A sale's figures as operators see them. */
final class StatsViews {
    private static final double NANOS_PER_MILLI = 1e6;

    private StatsViews() {}

    static StatsView of(
            SaleId sale, Map<OrderStatus, Long> orders, Map<ErrorCode, Long> refusals, SaleActivity activity) {
        Map<OrderView.Status, Long> byStatus = new EnumMap<>(OrderView.Status.class);
        orders.forEach((status, count) -> byStatus.put(OrderViews.status(status), count));
        return new StatsView(sale.value(), byStatus, refusals, node(activity));
    }

    private static StatsView.Node node(SaleActivity activity) {
        return new StatsView.Node(
                standing(activity.standing()),
                activity.desk()
                        .map(desk -> new StatsView.Desk(
                                desk.process().value(), desk.host() + ":" + desk.port(), activity.deskSince())),
                activity.waiting(),
                activity.ordersPerSecond(),
                activity.batches(),
                activity.meanBatchSize(),
                activity.largestBatch(),
                millis(activity.medianCommit()),
                millis(activity.p99Commit()),
                millis(activity.slowestCommit()));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    private static StatsView.Standing standing(SaleActivity.Standing standing) {
        return switch (standing) {
            case IDLE -> StatsView.Standing.IDLE;
            case LOOKING -> StatsView.Standing.LOOKING;
            case SELLING -> StatsView.Standing.SELLING;
            case HANDING_OVER -> StatsView.Standing.HANDING_OVER;
            case ALONE -> StatsView.Standing.ALONE;
        };
    }
}
