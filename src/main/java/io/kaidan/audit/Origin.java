package io.kaidan.audit;

/** Where the call at hand comes from. */
public class Origin {

    private final String address;

    /** Of no call. */
    public Origin() {
        this(null);
    }

    /** @param address of the client, as the server knows it */
    public Origin(String address) {
        this.address = address;
    }

    public String address() {
        return address;
    }
}
