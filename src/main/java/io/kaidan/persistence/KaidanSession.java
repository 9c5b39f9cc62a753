package io.kaidan.persistence;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/** What EclipseLink's session does otherwise than by itself; persistence.xml names it. */
public class KaidanSession implements SessionCustomizer {

    @Override
    public void customize(Session session) throws InterruptedException {
        session.getEventManager().addListener(new LastTrip());
        DatabaseAway.prepare(session);
    }
}
