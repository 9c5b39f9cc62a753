package io.kaidan.service;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.SecretKeyFactorySpi;
import javax.crypto.spec.PBEKeySpec;

/** Counts the rounds of the slow derivation of passwords in this JVM, until it is closed; the JDK still does them. */
final class HashWork implements AutoCloseable {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final AtomicLong ITERATIONS = new AtomicLong();
    private static final AtomicLong LONGEST = new AtomicLong();
    private final Counting provider = new Counting();

    private HashWork() {
        ITERATIONS.set(0);
        LONGEST.set(0);
        Security.insertProviderAt(provider, 1);
    }

    static HashWork counted() {
        return new HashWork();
    }

    long iterations() {
        return ITERATIONS.get();
    }

    /** Characters of the longest password that was worked on. */
    long longest() {
        return LONGEST.get();
    }

    @Override
    public void close() {
        Security.removeProvider(provider.getName());
    }

    private static final class Counting extends Provider {

        private static final long serialVersionUID = 1;

        Counting() {
            super("KaidanCounts", "1", "counts what SunJCE does");
            putService(new Service(this, "SecretKeyFactory", ALGORITHM, Derivation.class.getName(), null, null) {

                @Override
                public Object newInstance(Object parameter) {
                    return new Derivation();
                }
            });
        }
    }

    /** The JDK's own, beside a count. */
    private static final class Derivation extends SecretKeyFactorySpi {

        @Override
        protected SecretKey engineGenerateSecret(KeySpec spec) throws InvalidKeySpecException {
            PBEKeySpec asked = (PBEKeySpec) spec;
            ITERATIONS.addAndGet(asked.getIterationCount());
            LONGEST.accumulateAndGet(asked.getPassword().length, Math::max);
            try {
                return SecretKeyFactory.getInstance(ALGORITHM, "SunJCE").generateSecret(spec);
            } catch (GeneralSecurityException failure) {
                throw new InvalidKeySpecException(failure);
            }
        }

        @Override
        protected KeySpec engineGetKeySpec(SecretKey key, Class<?> kind) throws InvalidKeySpecException {
            throw new InvalidKeySpecException("Expected to be asked for keys only");
        }

        @Override
        protected SecretKey engineTranslateKey(SecretKey key) throws InvalidKeyException {
            throw new InvalidKeyException("Expected to be asked for keys only");
        }
    }
}
