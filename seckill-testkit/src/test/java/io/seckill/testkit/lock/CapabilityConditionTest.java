package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class CapabilityConditionTest {
    /** Two cases for a backend that can do one thing only. */
    static class TwoCases extends LockContract {
        @Override
        protected LockBackend backend() {
            return new MemoryBackend() {
                @Override
                public Set<Capability> capabilities() {
                    return EnumSet.of(Capability.DATA_LOSS);
                }
            };
        }

        @Test
        @Needs(Capability.DATA_LOSS)
        void applies() {
            assertThat(backend().capabilities()).isNotEmpty();
        }

        @Test
        @Needs({Capability.DATA_LOSS, Capability.RESTART})
        void doesNotApply() {
            throw new AssertionError("this case does not apply");
        }
    }

    @Test
    void aCaseThatDoesNotApplyIsDisabledWithItsReason() {
        List<String> reports = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(TwoCases.class))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionSkipped(TestIdentifier test, String reason) {
                                reports.add(test.getDisplayName() + " " + reason);
                            }

                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    reports.add(test.getDisplayName() + " " + result.getStatus());
                                }
                            }
                        });
        assertThat(reports)
                .containsExactlyInAnyOrder(
                        "applies() SUCCESSFUL", "doesNotApply() this backend's server cannot be restarted");
    }
}
