package io.kaidan.service;

import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.WorkItem;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Whether somebody may bring files, asked before a gigabyte of them is taken in for nothing. When they are there it is asked
 * once more, by {@link Ticketing}, which refuses with the same words.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Admission {

    @Inject
    private FlowLibrary library;

    @Inject
    private Tickets tickets;

    /** @throws Refused he may open no tickets of the flow, or there is none */
    public void toOpen(Caller caller, String apiPath, Door door) {
        requireFlow(caller, apiPath);
        door.require(caller, caller.may(Permission.ADD, apiPath), apiPath);
    }

    /** @throws Refused he may not push this stop on, or there is no such flow */
    public void toPush(Caller caller, String apiPath, long dataId, Door door) {
        requireFlow(caller, apiPath);
        if (!caller.may(Permission.MODIFY, apiPath)) {
            WorkItem item = tickets.workItem(dataId);
            door.require(caller, item != null && item.isFor(caller.username(), caller.groups()), apiPath);
        }
    }

    private void requireFlow(Caller caller, String apiPath) {
        if (library.deployed(caller, apiPath).isEmpty()) {
            throw Refused.because("unknown_flow", apiPath);
        }
    }
}
