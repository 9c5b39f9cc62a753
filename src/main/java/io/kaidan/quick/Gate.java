package io.kaidan.quick;

import io.kaidan.identity.Caller;
import io.kaidan.problem.Refused;
import io.kaidan.service.Accounts;
import java.util.Set;

/** What every call must show before it may run: that it is one, and who makes it. */
final class Gate {

    /** The refusals that are answered with the status 403 and one message. */
    static final Set<String> CODES = Set.of("omflow_restapi", "no_code", "unknown_code", "expired_code", "forbidden");

    private final Accounts accounts;
    private Caller caller;

    Gate(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Lets a security code pass, before the rest of a long body is read. */
    void show(String code) {
        if (!code.isBlank()) {
            caller = accounts.callerByCode(code.strip());
        }
    }

    /**
     * Lets a request pass.
     *
     * @throws Refused with one of {@link #CODES}
     */
    Caller pass(QuickRequest request) {
        if (!request.says("omflow_restapi")) {
            throw Refused.because("omflow_restapi");
        }
        if (caller == null) {
            String code = request.text("security");
            if (code == null) {
                throw Refused.because("no_code");
            }
            show(code);
        }
        return caller;
    }
}
