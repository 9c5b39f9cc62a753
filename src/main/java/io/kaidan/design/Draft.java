package io.kaidan.design;

import io.kaidan.catalog.ApplicationPackage;
import io.kaidan.json.Unicode;
import io.kaidan.persistence.JsonMapConverter;
import io.kaidan.problem.Refused;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An application that people design together. Every save makes its next revision, and is refused to whoever has not seen
 * the one before: nobody writes over what another has done meanwhile.
 */
@Entity
@Table(name = "draft")
public class Draft {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "draft")
    @SequenceGenerator(name = "draft", sequenceName = "draft_seq", allocationSize = 50)
    private Long id;

    @Column(name = "name")
    private String name = "";

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "files")
    private Map<String, Object> files = Map.of();

    @Column(name = "revision")
    private int revision;

    @Column(name = "made_by")
    private String madeBy;

    @Column(name = "saved_by")
    private String savedBy;

    @Column(name = "saved_at")
    private Instant savedAt;

    protected Draft() {}

    public Draft(String madeBy) {
        this.madeBy = madeBy;
    }

    /**
     * Lets pass who has seen the newest revision.
     *
     * @throws Refused {@code draft_changed} else, with who saved when
     */
    public void expect(int seen) {
        if (seen != revision) {
            throw Refused.because("draft_changed", seen, savedBy, revision, savedAt);
        }
    }

    /** Makes the next revision. Its name is the application's, as long as application.json can be read. */
    public void save(DraftFiles next, String by, Instant at) {
        files = Map.copyOf(next.texts());
        String named = application().name();
        name = named == null || !Unicode.isStorable(named) ? name : named;
        revision++;
        savedBy = by;
        savedAt = at;
    }

    /** What would be deployed. */
    public ApplicationPackage application() {
        SortedMap<String, byte[]> bytes = new TreeMap<>();
        files().forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return ApplicationPackage.ofFiles(bytes);
    }

    /** The texts of its files, in the order of their paths. */
    public SortedMap<String, String> files() {
        SortedMap<String, String> texts = new TreeMap<>();
        files.forEach((path, text) -> texts.put(path, (String) text));
        return Collections.unmodifiableSortedMap(texts);
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public int revision() {
        return revision;
    }

    public String madeBy() {
        return madeBy;
    }

    public String savedBy() {
        return savedBy;
    }

    public Instant savedAt() {
        return savedAt;
    }
}
