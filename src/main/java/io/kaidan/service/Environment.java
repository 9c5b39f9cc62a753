package io.kaidan.service;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;

/** On what the product runs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Environment {

    @Resource(lookup = "java:comp/env/jdbc/kaidan")
    private DataSource database;

    /** Such as PostgreSQL 17.6; empty where it does not answer. */
    public String database() {
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        } catch (SQLException unreachable) {
            return "";
        }
    }

    /** Such as OpenJDK 64-Bit Server VM 17.0.19. */
    public String java() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.version");
    }
}
