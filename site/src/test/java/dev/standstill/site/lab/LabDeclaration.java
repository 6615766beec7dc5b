package dev.standstill.site.lab;

import dev.standstill.core.quantity.AcceleratorModel;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.site.Boundary;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import dev.standstill.core.site.SiteDeclaration;
import java.util.List;
import java.util.Optional;

/** What the lab's site declares of itself. */
public final class LabDeclaration {

  private LabDeclaration() {}

  /** One area of so many devices, with one meter. */
  public static SiteDeclaration of(int devices) {
    MeasurementPoint point =
        new MeasurementPoint(
            "hall-meter",
            devices,
            Boundary.FACILITY,
            "hall-meter",
            LabAgreement.AURORA,
            Optional.empty(),
            new PartsPerMillion(5_000),
            new PartsPerMillion(10_000),
            Power.ofWatts(1_000_000),
            new Metering.Own());
    return new SiteDeclaration(
        LabAgreement.SITE.name(),
        List.of(
            new ComputeBalanceArea(
                LabAgreement.AREA,
                List.of(
                    new ComputeBalanceArea.InstalledAccelerators(
                        new AcceleratorModel("of the lab", Power.ofWatts(700)), devices)),
                List.of(point))),
        List.of(),
        Optional.empty());
  }
}
