package io.kaidan.quick;

import io.kaidan.file.Multipart;
import io.kaidan.identity.Caller;
import io.kaidan.limit.OpenUploads;
import io.kaidan.problem.Refused;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** What every call must show before it may run: that it is one, and who makes it. */
final class Gate implements Multipart.Watch, AutoCloseable {

    /** What lacks this member is no call, whoever sends it. */
    static final String NO_CALL = "omflow_restapi";

    /** The refusals that are answered with the status 403 and one message. */
    static final Set<String> CODES = Set.of(Gate.NO_CALL, "no_code", "unknown_code", "expired_code", "forbidden");

    private final Function<String, Caller> callerByCode;
    private final Function<String, Caller> recentCallerByCode;
    private final OpenUploads uploads;
    private final long strangersBytes;
    private final Consumer<Gate> admission;
    private OpenUploads.Transfer upload;
    private Caller caller;
    private String action;
    private String dataId;
    private boolean admitted;

    /**
     * @param callerByCode whose a security code is; refuses what is none
     * @param recentCallerByCode the same of a call that is there as a whole
     * @param uploads those that are open
     * @param strangersBytes of files at most, as long as nobody knows who sends them
     * @param admission refuses files of whom may not do what he was heard to want; asked once, when both were heard
     */
    Gate(
            Function<String, Caller> callerByCode,
            Function<String, Caller> recentCallerByCode,
            OpenUploads uploads,
            long strangersBytes,
            Consumer<Gate> admission) {
        this.callerByCode = callerByCode;
        this.recentCallerByCode = recentCallerByCode;
        this.uploads = uploads;
        this.strangersBytes = strangersBytes;
        this.admission = admission;
    }

    /**
     * Hears a text of a long body as soon as it is there: a wrong code is refused before the rest is read, and one that is
     * right now is right for the call, however long the rest takes.
     */
    @Override
    public void text(String name, String value) {
        if (name.equals("security")) {
            show(value, callerByCode);
            if (caller != null) {
                begin();
                upload.by(caller.userId());
            }
        } else if (name.equals("action")) {
            action = value.strip();
        } else if (name.equals("data_id")) {
            dataId = value.strip();
        }
    }

    private void begin() {
        if (upload == null) {
            upload = uploads.begin();
        }
    }

    private void show(String code, Function<String, Caller> whose) {
        if (!code.isBlank()) {
            caller = whose.apply(code.strip());
        }
    }

    /** Lets no more texts come before a code was shown than anybody may send without waiting for his turn. */
    @Override
    public void greatTexts() {
        if (caller == null) {
            throw Refused.because("no_code");
        }
    }

    /** Lets files onto the disk, few before a code was shown; an upload is counted from the first byte on. */
    @Override
    public void fileBytes(long bytes) {
        if (caller == null && bytes > strangersBytes) {
            throw Refused.because("no_code");
        }
        if (caller != null && action != null && !admitted) {
            admission.accept(this);
            admitted = true;
        }
        begin();
    }

    /**
     * Lets a request pass.
     *
     * @throws Refused with one of {@link #CODES}
     */
    Caller pass(QuickRequest request) {
        action = request.text("action");
        if (!request.says(NO_CALL)) {
            throw Refused.because(NO_CALL);
        }
        if (caller == null) {
            String code = request.text("security");
            if (code == null) {
                throw Refused.because("no_code");
            }
            show(code, recentCallerByCode);
        }
        return caller;
    }

    /** Who makes the call, as far as that was heard; null where it was not. */
    Caller caller() {
        return caller;
    }

    /** The upload is over, where there was one. */
    @Override
    public void close() {
        if (upload != null) {
            upload.close();
        }
    }

    /** Which stop it is to push on, as far as that was heard before its files; null where it was not. */
    String dataId() {
        return dataId;
    }

    /** What the call is to do, as far as that was heard; null where it was not. */
    String action() {
        return action;
    }
}
