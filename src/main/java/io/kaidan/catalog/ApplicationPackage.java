package io.kaidan.catalog;

import io.kaidan.file.Upload;
import io.kaidan.problem.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What somebody deploys: application.json, BPMN files and forms, at most 50 MiB and 1,000 files. With an error among
 * its findings it must not be deployed, but its files can still be checked, so that everything is found at once.
 *
 * @param name of the application; null where it lacks
 * @param description empty where it lacks
 * @param roles by name: what the role permits ({@code view}, {@code add}, {@code modify}, {@code delete}), by API path
 * @param files application.json, *.bpmn and *.form by their path, in the order of the paths
 * @param findings what is wrong or doubtful with the package and its application.json
 */
public record ApplicationPackage(
        String name,
        String description,
        Map<String, Map<String, List<String>>> roles,
        Map<String, byte[]> files,
        List<Finding> findings) {

    private static final String BPMN = ".bpmn";
    private static final String FORM = ".form";
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** Reads what came in one request: one part {@code package}, a zip, or parts {@code files}. */
    public static ApplicationPackage of(List<Upload> uploads) throws IOException {
        List<Upload> zips =
                uploads.stream().filter(u -> "package".equals(u.field())).toList();
        List<Upload> loose =
                uploads.stream().filter(u -> "files".equals(u.field())).toList();
        if (zips.size() + loose.size() < uploads.size() || zips.isEmpty() == loose.isEmpty() || zips.size() > 1) {
            Finding finding = Finding.error(null, null, "package");
            return new ApplicationPackage(null, "", Map.of(), Map.of(), List.of(finding));
        }
        return of(
                zips.isEmpty()
                        ? Unpacked.loose(loose)
                        : Unpacked.zip(zips.get(0).content()));
    }

    /** Reads files by their path. */
    public static ApplicationPackage ofFiles(Map<String, byte[]> files) {
        try {
            return of(Unpacked.files(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a zip, such as {@link #toZip()} has written. */
    public static ApplicationPackage ofZip(byte[] zip) {
        try {
            return of(Unpacked.zip(() -> new ByteArrayInputStream(zip)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApplicationPackage of(Unpacked unpacked) {
        List<Finding> findings = new ArrayList<>(unpacked.findings());
        Map<String, byte[]> files = new TreeMap<>();
        unpacked.files().forEach((path, bytes) -> {
            if (path.equals(Manifest.FILE) || isA(BPMN, path) || isA(FORM, path)) {
                files.put(path, bytes);
            } else {
                findings.add(Finding.warning(path, null, "package_unknown"));
            }
        });
        Manifest manifest = Manifest.NONE;
        if (files.containsKey(Manifest.FILE)) {
            manifest = Manifest.read(files.get(Manifest.FILE), findings);
        } else if (unpacked.findings().isEmpty()) {
            findings.add(Finding.error(Manifest.FILE, null, "application_missing"));
        }
        return new ApplicationPackage(manifest.name(), manifest.description(), manifest.roles(), files, findings);
    }

    private static boolean isA(String extension, String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(extension);
    }

    /** The files as a zip; the same files give the same bytes. */
    public byte[] toZip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
