package io.seckill.infra.database;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Does something when a migration has run so many statements. */
final class AfterStatements implements Callback {
    private final Runnable then;
    private int left;

    AfterStatements(int statements, Runnable then) {
        this.left = statements;
        this.then = then;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_EACH_MIGRATE_STATEMENT;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        left--;
        if (left == 0) {
            then.run();
        }
    }

    @Override
    public String getCallbackName() {
        return "after so many statements";
    }
}
