package io.kaidan;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house: who may use whom. Pure Java in the middle, Jakarta at the edges. */
class ArchitectureTest {
    private static final String ROOT = "io.kaidan.";

    /** The ground under every package: what it names here, each package may use. */
    private static final String GROUND =
            "java.. io.kaidan.problem io.kaidan.json io.kaidan.setting io.kaidan.cache io.kaidan.trace io.kaidan.metric";

    /** What each package may use besides itself and the ground. A new package starts with a line here. */
    private static final Map<String, String> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("problem", "javax.transaction.xa..");
        MAY_USE.put("setting", "");
        MAY_USE.put("json", "com.fasterxml.jackson..");
        MAY_USE.put("cache", "");
        MAY_USE.put("trace", "org.slf4j..");
        MAY_USE.put("metric", "io.prometheus.. jakarta.enterprise..");
        MAY_USE.put("jmx", "javax.management..");
        MAY_USE.put("persistence", "jakarta.persistence.. org.eclipse.persistence..");
        MAY_USE.put("feel", "org.camunda.feel.. scala..");
        MAY_USE.put("form", of("feel"));
        MAY_USE.put("flow", of("form", "feel") + " io.camunda.zeebe.model.. org.camunda.bpm.model.. com.cronutils..");
        MAY_USE.put("ticket", of("persistence") + " jakarta.persistence.. jakarta.enterprise..");
        MAY_USE.put("engine", of("flow", "form", "feel", "ticket"));
        MAY_USE.put("node", of("engine") + MAY_USE.get("engine") + MAY_USE.get("flow"));
        MAY_USE.put(
                "file",
                of("persistence") + " jakarta.persistence.. jakarta.enterprise.. org.apache.commons.fileupload2..");
        MAY_USE.put("catalog", of("flow", "file", "persistence") + " jakarta.persistence.. jakarta.enterprise..");
        MAY_USE.put("schedule", of("flow", "ticket", "persistence") + " jakarta.persistence.. jakarta.enterprise..");
        MAY_USE.put("design", of("catalog", "file", "persistence") + " jakarta.persistence.. jakarta.enterprise..");
        MAY_USE.put("job", "com.github.kagkarlsson.scheduler.. javax.sql..");
        MAY_USE.put("http", "org.apache.hc..");
        MAY_USE.put("sheet", "org.dhatim.fastexcel..");
        MAY_USE.put("limit", "jakarta.enterprise..");
        MAY_USE.put("audit", of("limit") + " jakarta.persistence.. jakarta.enterprise..");
        MAY_USE.put(
                "identity", of("audit", "persistence") + " jakarta.persistence.. jakarta.enterprise.. javax.crypto..");
        MAY_USE.put("service", "io.kaidan.. jakarta.. javax.sql.. javax.management.. org.flywaydb..");
        MAY_USE.put("quick", of("service", "ticket", "file", "identity", "limit") + " jakarta..");
        MAY_USE.put(
                "rest",
                of(
                                "service",
                                "ticket",
                                "file",
                                "identity",
                                "form",
                                "flow",
                                "catalog",
                                "schedule",
                                "design",
                                "sheet",
                                "audit",
                                "limit")
                        + " jakarta..");
    }

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.kaidan");
    }

    private static String of(String... packages) {
        StringBuilder names = new StringBuilder();
        for (String name : packages) {
            names.append(' ').append(ROOT).append(name);
        }
        return names.toString();
    }

    @TestFactory
    Stream<DynamicTest> a_package_uses_what_it_may_and_nothing_else() {
        return MAY_USE.entrySet().stream()
                .map(line -> DynamicTest.dynamicTest(line.getKey(), () -> {
                    String allowed = GROUND + " " + ROOT + line.getKey() + " " + line.getValue();
                    check(classes()
                            .that()
                            .resideInAPackage(ROOT + line.getKey())
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage(allowed.trim().split("\\s+")));
                }));
    }

    @Test
    void every_package_is_in_the_table_and_has_no_package_below_it() {
        assertThat(product.stream().map(JavaClass::getPackageName).distinct())
                .isSubsetOf(MAY_USE.keySet().stream().map(name -> ROOT + name).toList());
    }

    @Test
    void packages_form_no_cycle() {
        check(slices().matching("io.kaidan.(*)..").should().beFreeOfCycles());
    }

    @Test
    void the_middle_knows_nothing_of_jakarta() {
        check(noClasses()
                .that()
                .resideInAnyPackage(in(
                        "feel", "form", "flow", "engine", "node", "json", "problem", "setting", "job", "http", "sheet",
                        "cache", "trace", "jmx"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.."));
    }

    @Test
    void http_is_spoken_only_in_quick_and_rest() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("quick", "rest"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet.."));
    }

    @Test
    void transactions_begin_and_end_only_in_service() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "service")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.transaction..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("jakarta\\.ejb\\.(Stateless|Stateful|Singleton|MessageDriven|Transaction.*)"));
    }

    @Test
    void http_reaches_the_database_only_through_service() {
        check(noClasses()
                .that()
                .resideInAnyPackage(in("quick", "rest"))
                .should()
                .dependOnClassesThat(describe("are repositories", type -> type.getAllFields().stream()
                        .anyMatch(field -> field.isAnnotatedWith("jakarta.persistence.PersistenceContext")))));
    }

    @Test
    void no_input_chooses_a_class_a_program_or_a_script() {
        check(noClasses()
                .should()
                .callMethodWhere(describe("it loads a class or starts a program by its name", call -> List.of(
                                "Class.forName", "ClassLoader.loadClass", "Runtime.exec")
                        .contains(call.getTargetOwner().getSimpleName() + "." + call.getName())))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.io\\.ObjectInputStream|java\\.lang\\.ProcessBuilder|java\\.lang\\.reflect\\.(Method|Constructor|Field|Proxy)")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.script..", "jakarta.el.."));
    }

    @Test
    void names_say_what_a_thing_is() {
        check(noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils)(\\$.*)?"));
    }

    @Test
    void an_interface_has_more_than_one_implementation() {
        List<String> lonely = product.stream()
                .filter(type -> type.isInterface() && !type.isAnnotation())
                .filter(type -> type.getAllSubclasses().stream()
                                .filter(subtype -> !subtype.isInterface())
                                .count()
                        == 1)
                .map(JavaClass::getName)
                .toList();

        assertThat(lonely).isEmpty();
    }

    @Test
    void no_file_is_longer_than_400_lines() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).filter(file -> lines(file) > 400))
                    .isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String[] in(String... packages) {
        return Stream.of(packages).map(name -> ROOT + name).toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(product);
    }
}
