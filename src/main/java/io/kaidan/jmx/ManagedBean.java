package io.kaidan.jmx;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenMBeanConstructorInfo;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.OpenMBeanOperationInfo;
import javax.management.openmbean.OpenMBeanOperationInfoSupport;
import javax.management.openmbean.OpenMBeanParameterInfo;
import javax.management.openmbean.OpenMBeanParameterInfoSupport;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** A bean of the server's console: what it shows, and what it lets an administrator do. */
public final class ManagedBean implements DynamicMBean {

    private static final String DOMAIN = "io.kaidan";

    private final String description;
    private final Map<String, Supplier<?>> values = new LinkedHashMap<>();
    private final Map<String, Function<String, ?>> works = new LinkedHashMap<>();
    private final List<OpenMBeanAttributeInfo> attributes = new ArrayList<>();
    private final List<OpenMBeanOperationInfo> operations = new ArrayList<>();

    /** @param description for whoever looks at it in the console */
    public ManagedBean(String description) {
        this.description = description;
    }

    /**
     * Shows a value.
     *
     * @param type of the values
     * @param value as it is when somebody looks
     */
    public <T> ManagedBean attribute(String name, String explanation, OpenType<T> type, Supplier<? extends T> value) {
        attributes.add(new OpenMBeanAttributeInfoSupport(name, explanation, type, true, false, false));
        values.put(name, value);
        return this;
    }

    /**
     * Lets an administrator do something.
     *
     * @param work gives a sentence on what was done; what it throws is told by its message alone
     */
    public ManagedBean operation(String name, String explanation, Supplier<String> work) {
        return operation(name, explanation, new OpenMBeanParameterInfo[0], nothing -> work.get());
    }

    /**
     * Lets an administrator do something with a thing that he names.
     *
     * @param parameter what he is asked for, and what that is
     * @param work as above; it gets the text that he gives
     */
    public ManagedBean operation(
            String name, String explanation, Map.Entry<String, String> parameter, Function<String, String> work) {
        OpenMBeanParameterInfo asked =
                new OpenMBeanParameterInfoSupport(parameter.getKey(), parameter.getValue(), SimpleType.STRING);
        return operation(name, explanation, new OpenMBeanParameterInfo[] {asked}, work);
    }

    private ManagedBean operation(
            String name, String explanation, OpenMBeanParameterInfo[] asked, Function<String, String> work) {
        operations.add(new OpenMBeanOperationInfoSupport(
                name, explanation, asked, SimpleType.STRING, MBeanOperationInfo.ACTION));
        works.put(name, work);
        return this;
    }

    /**
     * The server's console shows it from now on, instead of one of that type that was there.
     *
     * @return what takes it away again
     */
    public Runnable register(String type) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = new ObjectName(DOMAIN + ":type=" + type);
            unregister(server, name);
            server.registerMBean(this, name);
            return () -> unregister(server, name);
        } catch (JMException failure) {
            throw new IllegalStateException("Expected to register the bean " + type + " but it failed", failure);
        }
    }

    private static void unregister(MBeanServer server, ObjectName name) {
        try {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException failure) {
            throw new IllegalStateException("Expected to take the bean " + name + " away but it failed", failure);
        }
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException, MBeanException {
        Supplier<?> value = values.get(name);
        if (value == null) {
            throw new AttributeNotFoundException(name);
        }
        return told(value);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList list = new AttributeList();
        for (String name : names) {
            try {
                list.add(new Attribute(name, getAttribute(name)));
            } catch (AttributeNotFoundException | MBeanException left) {
                // as JMX has it: who misses one asks for it alone, and learns why
            }
        }
        return list;
    }

    @Override
    public Object invoke(String name, Object[] given, String[] signature) throws MBeanException, ReflectionException {
        Function<String, ?> work = works.get(name);
        if (work == null) {
            throw new ReflectionException(new NoSuchMethodException(name));
        }
        return told(() -> work.apply(given == null || given.length == 0 ? null : String.valueOf(given[0])));
    }

    /** A client would not know our exceptions, nor does the thread on which it comes in know our classes. */
    private static Object told(Supplier<?> work) throws MBeanException {
        Thread thread = Thread.currentThread();
        ClassLoader theirs = thread.getContextClassLoader();
        thread.setContextClassLoader(ManagedBean.class.getClassLoader());
        try {
            return work.get();
        } catch (RuntimeException failure) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new MBeanException(new IllegalStateException(cause.getMessage()), cause.getMessage());
        } finally {
            thread.setContextClassLoader(theirs);
        }
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(
                "Expected an attribute that can be set but " + attribute.getName() + " can only be read");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new OpenMBeanInfoSupport(
                ManagedBean.class.getName(),
                description,
                attributes.toArray(OpenMBeanAttributeInfo[]::new),
                new OpenMBeanConstructorInfo[0],
                operations.toArray(OpenMBeanOperationInfo[]::new),
                new MBeanNotificationInfo[0]);
    }
}
