package dev.standstill.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The order of the rooms of core, and what none of them may touch. If a room must move, move it
 * here and say why in {@code docs/decisions/}.
 */
class ArchitectureTest {

  /** A room imports only from rooms above it. */
  static final List<String> ROOMS =
      List.of(
          "quantity",
          "rule",
          "party",
          "record",
          "charter",
          "site",
          "order",
          "decision",
          "report",
          "permit",
          "verdict",
          "ledger",
          "accountancy",
          "indicator",
          "finding");

  private static final String CORE = "dev.standstill.core";

  /** All that core may use beside itself; what is not here is refused. */
  private static final Set<String> PACKAGES =
      Set.of(
          "java.lang",
          "java.lang.annotation",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.math",
          "java.time",
          "java.time.temporal",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "org.jspecify.annotations");

  /** Distributions, and only where statistics are done. */
  private static final String NUMERICS = "org.hipparchus.distribution";

  private static final Set<String> NUMERICS_ROOMS = Set.of("accountancy", "indicator");

  /** In an allowed package, yet a door to the clock, chance, threads, the machine or a logger. */
  private static final Set<String> CLASSES =
      Set.of(
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.ScopedValue",
          "java.lang.System$Logger",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.time.Clock",
          "java.util.Random",
          "java.util.Scanner",
          "java.util.ServiceLoader",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.TimerTask");

  /** Methods that answer differently from one call, or one machine, to the next. */
  private static final Set<String> METHODS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.Object.hashCode",
          "java.lang.System.identityHashCode",
          "java.util.Collections.shuffle",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID",
          "java.util.Collection.parallelStream",
          "java.util.stream.BaseStream.parallel");

  private static final JavaClasses CLASSES_OF_CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(CORE);

  @Test
  void everyRoomKnowsOnlyTheRoomsAboveItAndNothingOfTheWorld() {
    System.out.println("Rooms of core, each imports only from those before it: " + ROOMS);
    Set<String> violations = new TreeSet<>();
    for (JavaClass origin : CLASSES_OF_CORE) {
      if (!ROOMS.contains(room(origin))) {
        violations.add(origin.getName() + " is in no room of the list");
      }
      origin.getDirectDependenciesFromSelf().stream()
          .filter(dependency -> forbidden(dependency.getOriginClass(), target(dependency)))
          .forEach(dependency -> violations.add(dependency.getDescription()));
      origin.getAccessesFromSelf().stream()
          .filter(access -> forbidden(owner(access), access.getName()))
          .forEach(access -> violations.add(access.getDescription()));
    }
    assertThat(violations)
        .as("%s violations of the architecture%n%s", violations.size(), lines(violations))
        .isEmpty();
  }

  @Test
  void everyRoomOfTheListExists() {
    Set<String> found =
        CLASSES_OF_CORE.stream().map(ArchitectureTest::room).collect(Collectors.toSet());
    assertThat(ROOMS).doesNotHaveDuplicates().allMatch(found::contains);
  }

  @Test
  void refusesARoomBelow() {
    JavaClass finding = CLASSES_OF_CORE.get(CORE + ".finding.Evaluation");
    JavaClass quantity = CLASSES_OF_CORE.get(CORE + ".quantity.Flop");
    assertThat(forbidden(quantity, finding)).isTrue();
    assertThat(forbidden(finding, quantity)).isFalse();
    assertThat(forbidden(finding, finding)).isFalse();
  }

  @Test
  void refusesTheWorldOutside() {
    JavaClass charter = CLASSES_OF_CORE.get(CORE + ".charter.Charter");
    JavaClass accountancy = CLASSES_OF_CORE.get(CORE + ".accountancy.ErrorLaw");
    JavaClasses world =
        new ClassFileImporter()
            .importClasses(
                java.io.InputStream.class,
                java.nio.file.Files.class,
                java.net.URI.class,
                java.sql.Date.class,
                java.util.Random.class,
                java.util.concurrent.Future.class,
                java.util.logging.Logger.class,
                java.util.random.RandomGenerator.class,
                Thread.class,
                org.hipparchus.util.FastMath.class);
    assertThat(world).hasSize(10).allMatch(outside -> forbidden(charter, outside));
    JavaClass normal =
        new ClassFileImporter()
            .importClass(org.hipparchus.distribution.continuous.NormalDistribution.class);
    assertThat(forbidden(charter, normal)).isTrue();
    assertThat(forbidden(accountancy, normal)).isFalse();
    assertThat(forbidden("java.time.Instant", "now")).isTrue();
    assertThat(forbidden("java.time.LocalDate", "now")).isTrue();
    assertThat(forbidden("java.lang.System", "currentTimeMillis")).isTrue();
    assertThat(forbidden("java.lang.System", "nanoTime")).isTrue();
    assertThat(forbidden("java.time.Instant", "plus")).isFalse();
  }

  private static JavaClass target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }

  private static String owner(JavaAccess<?> access) {
    return access.getTargetOwner().getName();
  }

  private static boolean forbidden(JavaClass origin, JavaClass target) {
    if (target.isPrimitive()) {
      return false;
    }
    String from = target.getPackageName();
    if (inside(from, CORE)) {
      return ROOMS.indexOf(room(target)) > ROOMS.indexOf(room(origin));
    }
    if (inside(from, NUMERICS)) {
      return !NUMERICS_ROOMS.contains(room(origin));
    }
    return !PACKAGES.contains(from) || CLASSES.contains(target.getName());
  }

  private static boolean forbidden(String owner, String method) {
    boolean clock = owner.startsWith("java.time.") && method.equals("now");
    // Of System only what depends on nothing but its arguments.
    boolean machine = owner.equals("java.lang.System") && !method.equals("arraycopy");
    return clock || machine || METHODS.contains(owner + "." + method);
  }

  private static boolean inside(String name, String parent) {
    return name.equals(parent) || name.startsWith(parent + ".");
  }

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(CORE + ".") ? name.substring(CORE.length() + 1) : "";
  }

  private static String lines(Set<String> violations) {
    return String.join(System.lineSeparator(), violations);
  }
}
