package dev.standstill.node.register;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.evidence.AdmissionRefusal;
import dev.standstill.wire.json.Words;

/**
 * Why a request was not granted. A closed list that senders may build on; docs/register.md says
 * what to do about each.
 */
enum Problem {
  TOO_LARGE(413, "more bytes than are taken"),
  MALFORMED_ENVELOPE(400, "no DSSE envelope"),
  MALFORMED_STATEMENT(400, "no statement of a known kind"),
  NO_CHARTER_YET(409, "the log has no charter yet"),
  CHARTER_REFUSED(422, "a charter that this log would not follow"),
  OTHER_CHARTER(422, "bound to another agreement"),
  NOT_A_PARTY(403, "signed by a key that the charter does not name"),
  NOT_ONE_AUTHOR(403, "not signed by exactly one party"),
  ROLE_MISSING(403, "its author does not hold the role"),
  KEY_COMPROMISED(403, "signed by a key that was given up"),
  MALFORMED_REQUEST(400, "a parameter is not what it should be"),
  NOT_FOUND(404, "there is no such thing here"),
  METHOD_NOT_ALLOWED(405, "not with this method"),
  OVERLOADED(429, "more to do than can be done; try again"),
  STOPPED(503, "the log takes nothing before its operator acts"),
  UNAVAILABLE(503, "the projection does not answer"),
  INTERNAL(500, "the register failed");

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  /** The same word in both lists. */
  static Problem of(AdmissionRefusal refusal) {
    return switch (refusal) {
      case MALFORMED_ENVELOPE -> MALFORMED_ENVELOPE;
      case MALFORMED_STATEMENT -> MALFORMED_STATEMENT;
      case NO_CHARTER_YET -> NO_CHARTER_YET;
      case CHARTER_REFUSED -> CHARTER_REFUSED;
      case OTHER_CHARTER -> OTHER_CHARTER;
      case NOT_A_PARTY -> NOT_A_PARTY;
      case NOT_ONE_AUTHOR -> NOT_ONE_AUTHOR;
      case ROLE_MISSING -> ROLE_MISSING;
      case KEY_COMPROMISED -> KEY_COMPROMISED;
    };
  }

  /** Its name for programs. */
  String type() {
    // SPEC: RFC 9457 §3.1.1: "The "type" member is a JSON string containing a URI reference".
    return "urn:standstill:problem:" + Words.of(this);
  }

  ObjectNode node(String detail) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type())
        .put("title", title)
        .put("status", status)
        .put("detail", detail);
  }
}
