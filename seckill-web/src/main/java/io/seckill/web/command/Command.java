package io.seckill.web.command;

import org.springframework.beans.factory.BeanFactory;

/** One thing to do. */
interface Command {
    /**
     * Does it.
     *
     * @param ports over the database
     * @return the line that says what was done
     * @throws CommandException if it is refused
     * @throws io.seckill.core.sale.BackendUnavailableException if the database did not answer
     */
    String run(BeanFactory ports);

    /** What running it again does after the database did not answer. */
    String again();
}
