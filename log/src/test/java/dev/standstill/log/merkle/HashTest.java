package dev.standstill.log.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {
  private static final Hash SOME = Hash.sha256(new byte[] {1, 2, 3});

  @Test
  void readsWhatItWrites() {
    assertThat(Hash.parseHex(SOME.hex())).hasValue(SOME);
    assertThat(Hash.parseBase64(SOME.base64())).hasValue(SOME);
    assertThat(Hash.of(SOME.bytes())).isEqualTo(SOME).hasSameHashCodeAs(SOME);
  }

  @Test
  void cannotBeChangedFromOutside() {
    byte[] bytes = SOME.bytes();
    Hash hash = Hash.of(bytes);
    bytes[0] ^= 1;
    hash.bytes()[1] ^= 1;
    assertThat(hash).isEqualTo(SOME);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void refusesOtherLengths(int length) {
    assertThatThrownBy(() -> Hash.of(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesUpperCaseAndBrokenHex() {
    assertThat(Hash.parseHex(SOME.hex().toUpperCase(Locale.ROOT))).isEmpty();
    assertThat(Hash.parseHex(SOME.hex().replace('0', 'g'))).isEmpty();
    assertThat(Hash.parseHex(SOME.hex().substring(2))).isEmpty();
  }

  /** The tree heads that the reference implementation of RFC 6962 publishes for these leaves. */
  @Test
  void givesThePublishedRootsOfTheReferenceTree() {
    List<String> leaves =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    List<String> roots =
        List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    CompactRange range = new CompactRange();
    assertThat(range.root().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    IntStream.range(0, 8)
        .forEach(i -> {
          range.append(TreeHash.leaf(HexFormat.of().parseHex(leaves.get(i))));
          assertThat(range.root().hex()).isEqualTo(roots.get(i));
        });
  }
}
