package io.seckill.infra.database;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Copies of sales for the crowd, up to a second old: one read per sale, node and half second, however many ask. Safe for
 * use by many threads.
 */
final class CachedSaleCatalog implements SaleCatalog {
    private static final Duration REFRESH = Duration.ofMillis(500);
    private static final Duration EXPIRE = Duration.ofSeconds(1);
    private static final int MOST_SALES = 10_000;
    private static final int THREADS = 2;

    private final SaleCatalog rows;
    private final LoadingCache<SaleId, Optional<Sale>> sales;
    private final LoadingCache<Boolean, List<Sale>> lists;

    /** Threads of its own: reads that hang must not keep elections and leases waiting. */
    CachedSaleCatalog(SaleCatalog rows) {
        this.rows = rows;
        ThreadPoolExecutor refreshes = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_SALES), task -> {
                    Thread thread = new Thread(task, "seckill-copies");
                    thread.setDaemon(true);
                    return thread;
                });
        refreshes.allowCoreThreadTimeOut(true);
        this.sales = Caffeine.newBuilder()
                .maximumSize(MOST_SALES)
                .refreshAfterWrite(REFRESH)
                .expireAfterWrite(EXPIRE)
                .executor(refreshes)
                .build(rows::find);
        this.lists = Caffeine.newBuilder()
                .refreshAfterWrite(REFRESH)
                .expireAfterWrite(EXPIRE)
                .executor(refreshes)
                .build(only -> rows.list());
    }

    @Override
    public Optional<Sale> find(SaleId id) {
        return sales.get(id);
    }

    @Override
    public List<Sale> list() {
        return lists.get(true);
    }

    @Override
    public CreatedSale create(NewSale sale) {
        CreatedSale created = rows.create(sale);
        sales.invalidate(sale.id());
        lists.invalidateAll();
        return created;
    }
}
