package io.kaidan.catalog;

import io.kaidan.file.Upload;
import io.kaidan.problem.Finding;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The files of a package by their path, and what is wrong with the package as such. What counts is what comes out of
 * it, never what its headers say.
 */
final class Unpacked {

    private static final int ENTRIES = 1_000;
    private static final int MIB = 50;
    private static final int BYTES = MIB * 1024 * 1024;
    private static final Charset OLD_ZIP = Charset.forName("IBM437");

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int entries;
    private int left = BYTES;

    private Unpacked() {}

    /** Unpacks a zip. Names are UTF-8; where they are not, code page 437 as in old zips. */
    static Unpacked zip(Supplier<InputStream> zip) throws IOException {
        try {
            return zip(zip, StandardCharsets.UTF_8);
        } catch (ZipException | EOFException | IllegalArgumentException nameOrMore) {
            try {
                return zip(zip, OLD_ZIP);
            } catch (ZipException | EOFException | IllegalArgumentException broken) {
                Unpacked nothing = new Unpacked();
                nothing.error(null, "zip", String.valueOf(broken.getMessage()));
                return nothing;
            }
        }
    }

    private static Unpacked zip(Supplier<InputStream> source, Charset names) throws IOException {
        Unpacked unpacked = new Unpacked();
        try (ZipInputStream zip = new ZipInputStream(source.get(), names)) {
            boolean goOn = true;
            while (goOn) {
                ZipEntry entry = zip.getNextEntry();
                goOn = entry != null && unpacked.take(entry.getName(), zip);
            }
        }
        if (unpacked.entries == 0) {
            unpacked.error(null, "zip", "no entries");
        }
        return unpacked.withoutTopFolder();
    }

    static Unpacked loose(List<Upload> uploads) throws IOException {
        Unpacked unpacked = new Unpacked();
        for (Upload upload : uploads) {
            try (InputStream content = upload.open()) {
                if (!unpacked.take(upload.name(), content)) {
                    break;
                }
            }
        }
        return unpacked;
    }

    static Unpacked files(Map<String, byte[]> files) throws IOException {
        Unpacked unpacked = new Unpacked();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!unpacked.take(file.getKey(), new ByteArrayInputStream(file.getValue()))) {
                break;
            }
        }
        return unpacked;
    }

    /** Takes one file. False: it is too much, and reading on is dangerous. */
    private boolean take(String name, InputStream content) throws IOException {
        if (++entries > ENTRIES) {
            error(null, "package_entries", ENTRIES);
            return false;
        }
        byte[] bytes = content.readNBytes(left + 1);
        left -= bytes.length;
        if (left < 0) {
            error(null, "package_size", MIB + " MiB");
            return false;
        }
        String path = name.replace('\\', '/').replaceFirst("^\\./(?=.)", "");
        if (!isSafe(path)) {
            error(name.replaceAll("\\p{Cntrl}", "?"), "package_path");
        } else if (!path.endsWith("/") && !isOfMac(path) && files.putIfAbsent(path, bytes) != null) {
            error(path, "package_twice");
        }
        return true;
    }

    private static boolean isSafe(String path) {
        return !path.isEmpty()
                && !path.startsWith("/")
                && !path.matches("(?s)[A-Za-z]:.*")
                && !path.matches("(?s)(.*/)?\\.\\.?(/.*)?")
                && path.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isOfMac(String path) {
        return path.startsWith("__MACOSX/") || path.equals(".DS_Store") || path.endsWith("/.DS_Store");
    }

    /** People zip the folder instead of what is in it. */
    private Unpacked withoutTopFolder() {
        String first = files.isEmpty() ? "" : files.keySet().iterator().next();
        String folder = first.substring(0, first.indexOf('/') + 1);
        if (!folder.isEmpty() && files.keySet().stream().allMatch(path -> path.startsWith(folder))) {
            Map<String, byte[]> inside = new LinkedHashMap<>();
            files.forEach((path, bytes) -> inside.put(path.substring(folder.length()), bytes));
            files.clear();
            files.putAll(inside);
        }
        return this;
    }

    private void error(String file, String code, Object... arguments) {
        findings.add(Finding.error(file, null, code, arguments));
    }

    Map<String, byte[]> files() {
        return files;
    }

    List<Finding> findings() {
        return findings;
    }
}
