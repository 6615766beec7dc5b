package dev.standstill.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What must be believed to believe a verdict: every class it can reach. */
class VerdictClosureTest {
  private static final String CORE = "dev.standstill.core.";

  /**
   * As much as can be read in an afternoon; whoever adds to it says why here. What runs is judged
   * by the rules for what starts, in two classes of their own; a permit is drawn on by reports,
   * which may speak of enforcement too, and of what schedulers accounted; and permits may be for a
   * critical service or an emergency.
   */
  private static final int CLASSES_MAX = 172;

  private static final Set<String> ROOMS =
      Set.of(
          "quantity",
          "rule",
          "party",
          "record",
          "charter",
          "site",
          "order",
          "report",
          "permit",
          "verdict");

  @Test
  void aVerdictReachesFewClassesOfFewRooms() {
    JavaClasses core =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.standstill.core");
    Map<String, Set<String>> reached = new TreeMap<>();
    Deque<JavaClass> open = new ArrayDeque<>();
    Set<String> seen = new TreeSet<>();
    open.add(core.get(CORE + "verdict.Verdict"));
    open.add(core.get(CORE + "verdict.RunningVerdict"));
    while (!open.isEmpty()) {
      JavaClass one = open.pop();
      if (!one.getName().startsWith(CORE) || !seen.add(one.getName())) {
        continue;
      }
      String room = one.getPackageName().substring(CORE.length());
      reached.computeIfAbsent(room, name -> new TreeSet<>()).add(one.getSimpleName());
      one.getDirectDependenciesFromSelf().stream()
          .map(Dependency::getTargetClass)
          .map(JavaClass::getBaseComponentType)
          .filter(target -> core.contain(target.getName()))
          .forEach(target -> open.add(core.get(target.getName())));
    }
    System.out.println("A verdict reaches " + seen.size() + " classes:");
    reached.forEach(
        (room, classes) -> System.out.println("  " + room + " " + classes.size() + " " + classes));
    assertThat(ROOMS).containsAll(reached.keySet());
    assertThat(seen).hasSizeLessThan(CLASSES_MAX);
  }
}
