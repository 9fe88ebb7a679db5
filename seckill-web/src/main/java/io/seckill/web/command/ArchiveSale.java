package io.seckill.web.command;

import io.seckill.core.operate.Archived;
import io.seckill.core.operate.SaleArchive;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.SaleId;
import org.springframework.beans.factory.BeanFactory;

/** Moves the orders of an ended sale into the archive. */
record ArchiveSale(SaleId sale) implements Command {
    static ArchiveSale of(String sale) {
        if (!SaleId.isValid(sale)) {
            throw CommandException.wrongUse(
                    "archive: --sale must be the id of a sale, 1 to 32 of A-Z a-z 0-9 _ -, but is '" + sale + "'");
        }
        return new ArchiveSale(new SaleId(sale));
    }

    @Override
    public String run(BeanFactory ports) {
        Archived archived = ports.getBean(SaleArchive.class).archive(sale, operator());
        if (archived instanceof Archived.Done done) {
            return "sale " + sale + " is archived: " + done.orders() + " orders moved";
        }
        if (archived instanceof Archived.OrdersOpen open) {
            throw CommandException.refused("archive: sale " + sale + " has " + open.unpaid() + " unpaid orders and "
                    + open.refundDue() + " whose refund is due: try again when these are settled");
        }
        if (archived instanceof Archived.NotEnded) {
            throw CommandException.refused("archive: sale " + sale + " has not ended: close it, or wait for its end");
        }
        throw CommandException.refused("archive: there is no sale " + sale);
    }

    @Override
    public String again() {
        return "orders may have been moved, and running it again moves the rest";
    }

    /** Whoever has the machine is known by the name that he has on it. */
    private static BuyerId operator() {
        String name = "command:" + System.getProperty("user.name", "unknown");
        return BuyerId.isValid(name) ? new BuyerId(name) : new BuyerId("command");
    }
}
