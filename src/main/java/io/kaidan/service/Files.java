package io.kaidan.service;

import io.kaidan.file.Attachment;
import io.kaidan.file.Attachments;
import io.kaidan.file.Attachments.Belonging;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;

/** Files as people read them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Files {

    @Inject
    private Attachments attachments;

    /**
     * A file, for those who may view its ticket and for those who are, or were, to act on it; before there is a ticket,
     * for who submitted it.
     *
     * @throws Refused {@code unknown_attachment} for everyone else: they may not even know that there is one
     */
    public Attachment readable(Caller caller, long id) {
        return attachments
                .belonging(id, caller.username(), caller.groups())
                .filter(belonging -> mayRead(caller, belonging))
                .flatMap(belonging -> attachments.find(id))
                .orElseThrow(() -> Refused.because("unknown_attachment", id));
    }

    /**
     * Writes a part of a file's bytes, for a caller to whom it is {@link #readable}; a slow client holds no transaction.
     *
     * @param from first byte, from 0
     * @param to last byte, inclusive
     * @throws IOException where the target takes no more
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void write(long id, long from, long to, OutputStream target) throws IOException {
        attachments.write(id, from, to, target);
    }

    private static boolean mayRead(Caller caller, Belonging file) {
        return caller.admin()
                || (file.submittedBy() == null
                        ? file.actor() || caller.may(Permission.VIEW, file.apiPath())
                        : file.submittedBy().equals(caller.username()));
    }
}
