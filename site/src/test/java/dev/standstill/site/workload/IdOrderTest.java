package dev.standstill.site.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdOrderTest {

  @ParameterizedTest
  @CsvSource({
    "99, 100",
    "9, 10",
    "5_3, 5_10",
    "5_[4-9], 5_[10-12]",
    "6+1, 6+10",
    "team/run-9, team/run-10",
    "a, b",
    "a, a1",
    "7, 007",
    "12345678901234567890, 12345678901234567891",
  })
  void asAReaderCounts(String first, String second) {
    String lower = first.equals("7") ? second : first;
    String higher = first.equals("7") ? first : second;
    assertThat(IdOrder.NATURAL.compare(lower, higher)).isNegative();
    assertThat(IdOrder.NATURAL.compare(higher, lower)).isPositive();
    assertThat(IdOrder.NATURAL.compare(lower, lower)).isZero();
  }

  @Test
  void itIsAnOrder() {
    Random random = new Random(20261124);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder id = new StringBuilder();
      for (int length = 1 + random.nextInt(5); length > 0; length--) {
        id.append("0019a_".charAt(random.nextInt(6)));
      }
      ids.add(id.toString());
    }
    List<String> shuffled = new ArrayList<>(ids);
    Collections.shuffle(shuffled, random);
    ids.sort(IdOrder.NATURAL);
    shuffled.sort(IdOrder.NATURAL);
    assertThat(shuffled).isEqualTo(ids);
    for (int i = 0; i < ids.size(); i++) {
      for (int j = i; j < ids.size(); j++) {
        int order = IdOrder.NATURAL.compare(ids.get(i), ids.get(j));
        assertThat(order <= 0).as("%s, %s", ids.get(i), ids.get(j)).isTrue();
        assertThat(order == 0).isEqualTo(ids.get(i).equals(ids.get(j)));
      }
    }
  }
}
