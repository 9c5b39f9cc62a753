package io.kaidan.service;

import io.kaidan.ticket.JobQueue;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Tells which jobs there are to take, whoever may take them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class FreeTypes {

    @Inject
    private JobQueue queue;

    @Inject
    private Clock clock;

    /** Those of these types of which there is a free job. */
    public List<String> of(Set<String> types) {
        return queue.typesWithFree(types, clock.instant());
    }
}
