package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaidan.run.AtExit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's chromium, as somebody who works with the console uses it. One for all tests of a run. */
final class Browser {

    private static final Path AXE = Path.of("src/main/console/node_modules/axe-core/axe.min.js");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PHONE = 390;
    private static final int DESK = 1440;

    private static Browser open;

    private final ChromeDriver driver;
    private final URI base;

    private Browser(URI base) {
        this.base = base;
        ChromeOptions options = new ChromeOptions()
                .setBinary(program("chromium").toString())
                .addArguments(
                        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=zh-TW");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(program("chromedriver").toFile())
                        .build(),
                options);
    }

    /** The browser, with nobody signed in and nothing chosen; the test is skipped where the machine has none. */
    static Browser fresh(URI base) {
        boolean there = program("chromium") != null && program("chromedriver") != null;
        if (!Boolean.getBoolean("browser.required")) {
            assumeTrue(there, "no chromium and chromedriver on this machine");
            assumeTrue(Files.exists(Path.of(System.getProperty("kaidan.console"), "assets")), "built without console");
        }
        assertThat(there).as("chromium and chromedriver are there").isTrue();
        synchronized (Browser.class) {
            if (open == null) {
                open = new Browser(base);
                AtExit.close(open.driver::quit);
            }
        }
        open.driver.manage().deleteAllCookies();
        open.size(DESK);
        open.media("");
        open.go("favicon.svg"); // of the same origin, so that what it keeps can be cleared
        open.driver.executeScript("localStorage.clear()");
        open.complaints();
        return open;
    }

    private static Path program(String name) {
        return Stream.of("/usr/bin", "/usr/local/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    void go(String path) {
        driver.get(base.resolve("/" + path).toString());
    }

    void signIn(String path) {
        signIn(path, KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
    }

    void signIn(String path, String username, String password) {
        go(path);
        type("#username", username);
        type("#current-password", password + Keys.ENTER);
        see("#sign-out");
    }

    /** Waits until this is to be seen. */
    WebElement see(String css) {
        return waiting().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    /** Waits until this text is to be seen there. */
    void see(String css, String text) {
        waiting().until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(css), text));
    }

    void gone(String css) {
        waiting().until(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector(css)));
    }

    String text(String css) {
        return see(css).getText();
    }

    /** The texts of all that are there now. */
    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** The text of an element even where it is not to be seen. */
    String content(String css) {
        return driver.findElement(By.cssSelector(css)).getDomProperty("textContent");
    }

    void click(String css) {
        click(d -> d.findElement(By.cssSelector(css)));
    }

    void clickLink(String text) {
        click(ExpectedConditions.elementToBeClickable(By.partialLinkText(text)));
    }

    void clickButton(String text) {
        click(ExpectedConditions.elementToBeClickable(By.xpath("//button[normalize-space()='" + text + "']")));
    }

    /** Clicks the one of them that bears this text. */
    void clickText(String css, String text) {
        click(d -> d.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().equals(text))
                .findFirst()
                .orElse(null));
    }

    private void click(Function<WebDriver, WebElement> which) {
        waiting().until(d -> {
            WebElement found = which.apply(d);
            if (found == null) {
                return false;
            }
            try {
                found.click();
                return true;
            } catch (ElementNotInteractableException moving) {
                return false; // it lies below a dialog that is still opening, or is about to be drawn
            }
        });
    }

    void type(String css, String text) {
        see(css).sendKeys(text);
    }

    /** Types in the place of what is there. */
    void retype(String css, String text) {
        type(css, Keys.chord(Keys.CONTROL, "a") + text);
    }

    /** Chooses from a list of options. */
    void select(String css, String text) {
        new Select(see(css)).selectByVisibleText(text);
    }

    /** Gives files to an input as if somebody had chosen them. */
    void choose(String css, List<Path> files) {
        driver.findElement(By.cssSelector(css))
                .sendKeys(String.join(
                        "\n",
                        files.stream().map(f -> f.toAbsolutePath().toString()).toList()));
    }

    /** Whatever is downloaded from now on is kept there. */
    void keepIn(Path folder) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    /** Waits for a downloaded file with such an ending. */
    static Path kept(Path folder, String ending) {
        return Eventually.get(() -> folder.resolve(only(folder, ending)), Files::isRegularFile);
    }

    private static String only(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .findFirst()
                    .orElse("none yet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows the page as it would be printed, or, with an empty text, on the screen again. */
    void media(String kind) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", kind));
    }

    String attribute(String css, String name) {
        return driver.findElement(By.cssSelector(css)).getDomAttribute(name);
    }

    String title() {
        return driver.getTitle();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Errors and warnings of the page since the last time; what the server refused on purpose is left out. */
    List<String> complaints(String... expected) {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .filter(message -> Stream.of(expected).noneMatch(message::contains))
                .toList();
    }

    /**
     * Expects a page that everyone can use: axe finds nothing serious, light and dark, and nothing is cut off on a phone.
     * Leaves pictures of it in {@code target/screenshots}.
     */
    void expectUsable(String name) {
        new Actions(driver)
                .moveToLocation(0, 0)
                .perform(); // whatever lies under the pointer would look another way each time
        for (String theme : List.of("light", "dark")) {
            driver.executeScript("document.documentElement.classList.toggle('dark', " + theme.equals("dark") + ")");
            for (int width : new int[] {DESK, PHONE}) {
                size(width);
                settle();
                picture(name + "-" + theme + "-" + width);
                assertThat(findings())
                        .as("%s, %s, %s px: axe", name, theme, width)
                        .isEmpty();
                assertThat((Long) run("return document.documentElement.scrollWidth - innerWidth"))
                        .as("%s: what does not fit into %s px", name, width)
                        .isLessThanOrEqualTo(0);
            }
            size(DESK);
        }
        driver.executeScript("document.documentElement.classList.remove('dark')");
    }

    /** Waits until nothing moves, colours are as they stay, and the messages that fade away by themselves are gone. */
    private void settle() {
        waiting().until(d -> driver.findElements(By.className("el-message")).isEmpty());
        driver.executeAsyncScript("""
                const done = arguments[0]
                Promise.all(document.getAnimations().map(a => a.finished.catch(() => null))).then(() => done())
                """);
    }

    private List<?> findings() {
        try {
            driver.executeScript(Files.readString(AXE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object found = driver.executeAsyncScript("""
                const done = arguments[0]
                axe.run(document)
                  .then(r => done(r.violations.filter(v => ['serious', 'critical'].includes(v.impact))
                    .map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' '))))
                """);
        return (List<?>) found;
    }

    private void picture(String name) {
        Path file = Path.of(System.getProperty("kaidan.build"), "screenshots", name + ".png");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A headless window cannot be made as narrow as a phone, so the page is told that it is on one. */
    private void size(int width) {
        driver.manage().window().setSize(new Dimension(DESK, 1000));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
    }

    private WebDriverWait waiting() {
        WebDriverWait wait = new WebDriverWait(driver, PATIENCE);
        wait.ignoring(StaleElementReferenceException.class);
        return wait;
    }
}
