package io.kaidan.service;

import io.kaidan.file.Leftovers;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.io.IOException;

/** At the start of a node, before it takes any upload: what a killed one left on this machine goes. */
@Singleton
@Startup
public class TemporaryFiles {

    private static final System.Logger LOG = System.getLogger(TemporaryFiles.class.getName());

    /** A folder that cannot be read keeps no node from starting; the first upload will tell. */
    @PostConstruct
    void tidy() {
        try {
            int removed = Leftovers.remove();
            if (removed > 0) {
                LOG.log(System.Logger.Level.INFO, "Removed " + removed + " files of uploads that a killed node left");
            }
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "The folder for temporary files could not be tidied: " + failure);
        }
    }
}
