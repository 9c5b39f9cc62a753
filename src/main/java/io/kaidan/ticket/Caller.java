package io.kaidan.ticket;

import io.kaidan.persistence.JsonMapConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The ticket that opened another one by a call activity, and waits for it: as the called ticket knows it. Whoever needs
 * both locks the called one first and its caller after it, never the other way round.
 */
@Embeddable
public class Caller {

    @Column(name = "caller_id")
    private Long id;

    @Column(name = "caller_token_id")
    private Long tokenId;

    @Column(name = "caller_node")
    private String node;

    @Column(name = "call_depth")
    private int depth;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "inherited")
    private Map<String, Object> inherited;

    /** None: somebody opened the ticket. */
    protected Caller() {}

    /**
     * A caller.
     *
     * @param ticket saved, as its token is
     * @param inherited what the called ticket got of it without being asked for
     */
    public Caller(Ticket ticket, Token token, Map<String, Object> inherited) {
        this.id = ticket.id();
        this.tokenId = token.id();
        this.node = token.node();
        this.depth = ticket.caller().depth + 1;
        this.inherited = inherited;
    }

    /** The ticket, which may be deleted by now; null where there is none. */
    public Long id() {
        return id;
    }

    /** The token that waits. It is taken away when nothing waits any more. */
    public Long tokenId() {
        return tokenId;
    }

    /** The call activity. */
    public String node() {
        return node;
    }

    /** How many callers there are, one above the other. */
    public int depth() {
        return depth;
    }

    /**
     * What a called ticket leaves to its caller: all its values but those that it got from there and has not changed, for
     * the caller may have changed them meanwhile. What it has cleared is null.
     */
    public Map<String, Object> left(Map<String, Object> values) {
        Map<String, Object> left = new LinkedHashMap<>();
        inherited.keySet().stream().filter(key -> !values.containsKey(key)).forEach(key -> left.put(key, null));
        Map<String, Object> own = new HashMap<>(values);
        own.entrySet().removeIf(e -> Objects.equals(e.getValue(), inherited.get(e.getKey())));
        left.putAll(own);
        return left;
    }
}
