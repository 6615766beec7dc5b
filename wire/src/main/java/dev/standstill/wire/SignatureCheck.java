package dev.standstill.wire;

import dev.standstill.wire.json.Refusal;
import java.util.List;

/**
 * Which of some given keys signed an envelope.
 *
 * @param verified the keys whose signature is there and right, in the order of the signatures
 * @param refused the signatures that are by none of the given keys, with their place
 */
public record SignatureCheck(List<PartyKey> verified, List<Refusal> refused) {

  public SignatureCheck {
    verified = List.copyOf(verified);
    refused = List.copyOf(refused);
  }
}
