package dev.standstill.page.register;

import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.page.Names;
import dev.standstill.page.words.Figures;
import java.math.BigInteger;
import java.util.Optional;

/**
 * How much of the compute that is known here is under account: in areas whose latest period that is
 * on the books was balanced from readings.
 *
 * @param known accelerators that sites declared
 * @param accounted those of them under account
 * @param silentSites sites that the charter names and that declared nothing: their number is
 *     unknown, not zero
 */
record KnownCompute(long known, long accounted, long silentSites) {

  static KnownCompute of(Books books) {
    long known = 0;
    long accounted = 0;
    long silent = 0;
    for (SiteId site : books.sites()) {
      Optional<SiteAccount> account = books.account(site);
      Optional<PublishedFact<SiteDeclaration>> declared = account.flatMap(SiteAccount::declaration);
      if (declared.isEmpty()) {
        silent++;
        continue;
      }
      Optional<BalancePeriod> latest =
          account.filter(a -> !a.periods().isEmpty()).map(a -> a.periods().getLast().period());
      for (ComputeBalanceArea area : declared.get().body().areas()) {
        known += area.devices();
        if (latest.isPresent() && balanced(books.of(site), area.id(), latest.get())) {
          accounted += area.devices();
        }
      }
    }
    return new KnownCompute(known, accounted, silent);
  }

  private static boolean balanced(Evaluation own, AreaId area, BalancePeriod latest) {
    return own.balances().stream()
        .flatMap(site -> site.areas().stream())
        .filter(balance -> balance.area().equals(area))
        .flatMap(balance -> balance.periods().stream())
        .anyMatch(judged -> judged.seen().period().equals(latest) && judged.balance().complete());
  }

  String share() {
    return known == 0 ? Figures.NOT_STATED : Figures.percent((double) accounted / known);
  }

  String sentence() {
    String silent =
        silentSites == 0
            ? ""
            : " "
                + WorldView.capital(Names.number(silentSites))
                + (silentSites == 1
                    ? " site of the charter has declared nothing: what it has is"
                    : " sites of the charter have declared nothing: what they have is")
                + " unknown, not zero.";
    return "Of "
        + Figures.count(known, "accelerator")
        + " that sites declared, "
        + Figures.exact(BigInteger.valueOf(accounted))
        + " stand in areas whose latest period was balanced from readings of every meter. What"
        + " nobody declared is not known here and not in this number."
        + silent;
  }
}
