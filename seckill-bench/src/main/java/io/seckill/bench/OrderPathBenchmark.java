package io.seckill.bench;

import io.seckill.core.sale.SaleId;
import io.seckill.testkit.servers.Servers;
import java.util.List;

/**
 * Measures how soon the program is ready and what orders take while they wait, and, when asked for, what locks cost; then sells one hot sale in several ways, in
 * turn, and prints orders per second side by side. The laws are checked after each.
 */
public final class OrderPathBenchmark {
    private static final int LARGEST_BATCH = 1_000;
    private static final int WARM_UP_SECONDS = 15;

    private final Options options;
    private final Backends backends;
    private final SellingProgram program;
    private final Nodes nodes;
    private final Nodes bare;
    private final Sales sales;
    private int batch;

    private OrderPathBenchmark(
            Options options, Backends backends, SellingProgram program, Nodes nodes, Nodes bare, Sales sales) {
        this.options = options;
        this.backends = backends;
        this.program = program;
        this.nodes = nodes;
        this.bare = bare;
        this.sales = sales;
        this.batch = Math.min(LARGEST_BATCH, options.waiting());
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments as {@code ./bench --help} describes them
     */
    public static void main(String[] arguments) {
        try {
            run(Options.parse(List.of(arguments)));
            System.exit(0);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            System.err.println("bench: interrupted");
            System.exit(1);
        }
    }

    private static void run(Options options) throws InterruptedException {
        if (options.others().isPresent()) {
            run(options, Backends.of(options.others().get(), System.getenv()));
        } else {
            try (Servers servers = Servers.start(options.kind())) {
                run(options, Backends.of(servers));
            }
        }
    }

    private static void run(Options options, Backends backends) throws InterruptedException {
        if (options.figures().contains(Figure.HEAP)) {
            System.out.println(HeapOfWaiting.measure());
        }
        if (options.figures().contains(Figure.START)) {
            try (StartTime start = new StartTime(backends)) {
                System.out.println(start.measure(options.rounds()));
            }
        }
        if (options.figures().contains(Figure.EXPIRY)) {
            try (SellingProgram program = SellingProgram.start(backends.settings())) {
                System.out.println(new ExpiryRate(program).measure());
            }
        }
        if (options.figures().contains(Figure.LOCKS)) {
            describeAndMigrate(backends);
            try (LockBenchmark locks = new LockBenchmark(options, backends)) {
                locks.run();
            }
        }
        if (options.figures().contains(Figure.WATCHDOG)) {
            for (String line : new WatchdogTimers(backends, options.watchdogSeconds()).measure()) {
                System.out.println(line);
            }
        }
        if (!options.ways().isEmpty()) {
            sell(options, backends);
        }
    }

    /** The program makes the schema, and is not there any more when something else is measured. */
    private static void describeAndMigrate(Backends backends) {
        try (SellingProgram program = SellingProgram.start(backends.settings())) {
            System.out.println(Machine.describe(program));
        }
    }

    private static void sell(Options options, Backends backends) {
        try (SellingProgram program = SellingProgram.start(backends.settings());
                Nodes nodes = Nodes.start(Way.mostNodes(options.ways()), backends);
                Nodes bare = options.ways().contains(Way.BARE_NODE) ? Nodes.startBare(backends) : Nodes.none();
                Sales sales = new Sales(program)) {
            new OrderPathBenchmark(options, backends, program, nodes, bare, sales).run();
        }
    }

    private void run() {
        System.out.println(Machine.describe(program));
        System.out.println("the buyers are part of the same processes; " + options.rounds() + " rounds of "
                + options.seconds() + " s each, after a warm-up");
        warmUp();
        Results results = new Results(options);
        for (int round = 1; round <= options.rounds(); round++) {
            for (Way way : options.ways()) {
                SaleId sale = sales.openFresh();
                List<Measurement> measured = measure(way, sale, Span.ofSeconds(options.seconds()));
                Measurement all = Measurement.together(measured);
                sales.check(way, sale, all);
                results.add(way, all);
                System.out.println(round + "/" + options.rounds() + "  " + Results.line(way, measured));
            }
        }
        System.out.println();
        System.out.print(results.table());
    }

    /** What the first round would pay for otherwise: code not yet compiled, in every process. */
    private void warmUp() {
        System.out.println("warming up");
        for (Way way : options.ways()) {
            SaleId sale = sales.openFresh();
            sales.check(way, sale, Measurement.together(measure(way, sale, Span.ofSeconds(WARM_UP_SECONDS))));
        }
    }

    private List<Measurement> measure(Way way, SaleId sale, Span span) {
        int waiting = options.waiting();
        return switch (way) {
            case DESK -> {
                Measurement desk = ClosedLoop.run(program.node().desks(), sale, waiting, span);
                batch = Math.max(1, (int) Math.round(desk.batchSize()));
                yield List.of(desk);
            }
            case PLAIN_JDBC -> List.of(PlainJdbc.run(backends, sale, batch, span));
            case RLOCK_PER_ORDER -> List.of(LockPerOrder.run(program, sale, waiting, span));
            case ONE_NODE, THREE_NODES -> nodes.run(way.nodes(), sale, waiting, span);
            case BARE_NODE -> {
                sales.dropExpiryIndex();
                yield bare.run(1, sale, waiting, span);
            }
        };
    }
}
