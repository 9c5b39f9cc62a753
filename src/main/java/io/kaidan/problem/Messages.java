package io.kaidan.problem;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/** The texts that people read, in four languages; zh-Hant where nothing else is asked for. */
public final class Messages {

    public static final Locale HANT = Locale.forLanguageTag("zh-Hant");
    public static final Locale HANS = Locale.forLanguageTag("zh-Hans");
    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final Locale JAPANESE = Locale.JAPANESE;

    private static final String BUNDLE = "io.kaidan.problem.messages";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** Read once: the JDK finds those that it has read, but takes its time for it. */
    private static final Map<Locale, ResourceBundle> BUNDLES = new ConcurrentHashMap<>();

    private Messages() {}

    /** The text of a key; the arguments stand for {0}, {1}, … and are shown as they are, without grouping digits. */
    public static String text(Locale locale, String key, Object... arguments) {
        ResourceBundle bundle = BUNDLES.computeIfAbsent(locale, Messages::bundle);
        String[] plain = new String[arguments.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = arguments[i] instanceof Phrase phrase ? phrase.text(locale) : String.valueOf(arguments[i]);
        }
        try {
            return new MessageFormat(bundle.getString(key), locale).format(plain);
        } catch (MissingResourceException e) {
            return key;
        }
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, locale, Messages.class.getClassLoader(), NO_FALLBACK);
    }

    /**
     * The language of a reader.
     *
     * @param acceptLanguage the header as it came, or null
     */
    public static Locale match(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return HANT;
        }
        List<Locale.LanguageRange> ranges;
        try {
            ranges = Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException malformed) {
            return HANT;
        }
        for (Locale.LanguageRange range : ranges) {
            if (range.getWeight() == 0) {
                break; // the heaviest come first, and this is what the reader does not want
            }
            Locale wanted = Locale.forLanguageTag(range.getRange());
            switch (wanted.getLanguage()) {
                case "zh":
                    return simplified(wanted) ? HANS : HANT;
                case "en":
                    return ENGLISH;
                case "ja":
                    return JAPANESE;
                default:
            }
        }
        return HANT;
    }

    private static boolean simplified(Locale wanted) {
        return wanted.getScript().equals("Hans")
                || wanted.getScript().isEmpty() && List.of("CN", "SG", "MY").contains(wanted.getCountry());
    }
}
