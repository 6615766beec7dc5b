package dev.standstill.site.slurm;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one cluster for all of them, empty and with its hooks in place before each. */
final class OnSlurm implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

  /** The cluster and the gate that its hooks ask, until the last test is over. */
  private record Shared(ScriptedGate gate, SlurmCluster cluster) implements AutoCloseable {

    static Shared start() {
      try {
        ScriptedGate gate = new ScriptedGate();
        return new Shared(gate, SlurmCluster.start(gate.port()));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      cluster.close();
      gate.close();
    }
  }

  private static Shared shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(OnSlurm.class))
        .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    RealSlurm.require();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    Shared shared = shared(context);
    shared.gate().revive();
    shared.gate().answers(question -> ScriptedGate.ADMIT);
    shared.cluster().ask(shared.gate().port(), SlurmCluster.TOKEN);
    if (!shared.cluster().controllerRuns()) {
      shared.cluster().startController();
    }
    shared.cluster().clear();
    shared.gate().answers(question -> ScriptedGate.ADMIT);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == SlurmCluster.class || type == ScriptedGate.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Shared shared = shared(context);
    return parameter.getParameter().getType() == SlurmCluster.class
        ? shared.cluster()
        : shared.gate();
  }
}
