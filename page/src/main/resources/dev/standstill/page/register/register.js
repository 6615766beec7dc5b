
// The page itself: says when it has become stale, follows new checkpoints, and shows the proof.
(() => {
  const body = document.body;
  const root = new URL(body.dataset.root, document.baseURI).href;

  const element = (name, text, style) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (style) {
      made.className = style;
    }
    return made;
  };

  // A page that was fresh when it was made does not stay so while it is open.
  const watchAge = () => {
    const box = document.getElementById("stale");
    const limit = Date.parse(document.body.dataset.staleFrom);
    if (box && Number.isFinite(limit) && Date.now() > limit && !box.hasChildNodes()) {
      const line = element("p", "");
      line.append(element("strong", "STALE."),
          " By this computer's clock the checkpoint of this page is older than the charter's"
          + " limit. What happened since is not known here. Load it again.");
      box.append(line);
    }
  };

  const showProof = async () => {
    const result = document.getElementById("proof-result");
    const index = document.getElementById("proof-index").value.trim();
    const key = document.getElementById("proof-key").value;
    const box = (style, word, text, steps) => {
      const made = element("div", "", style);
      const line = element("p", "");
      line.append(element("strong", word, "outcome-word"), " " + text);
      made.append(line);
      if (steps) {
        const list = document.createElement("ol");
        steps.forEach((step) => list.append(element("li", step)));
        made.append(list);
      }
      result.replaceChildren(made);
    };
    if (!/^(0|[1-9][0-9]{0,14})$/.test(index)) {
      box("refused", "Refused:", "an entry is named by a number from 0.");
      return;
    }
    result.replaceChildren(element("p", "Checking\u2026"));
    const id = document.getElementById("proof").dataset.id;
    try {
      const found = await standstillProof.check(root, key, Number(index), id);
      box("accepted", "Accepted:", "entry " + index + " is in the log of " + found.size
          + " entries.", found.steps);
    } catch (problem) {
      if (problem instanceof standstillProof.Refused) {
        box("refused", "Refused:", problem.message);
      } else {
        box("cannot", "Cannot check here.", problem instanceof standstillProof.CannotCheck
            ? problem.message : "The log's files could not be fetched.");
      }
    }
  };

  const readyProof = () => {
    const fields = document.getElementById("proof-fields");
    if (fields) {
      fields.hidden = false;
      document.getElementById("proof-without").hidden = true;
      document.getElementById("proof-check").addEventListener("click", showProof);
    }
  };

  // Puts the newer page in the place of this one, unless somebody is working in it.
  const renew = async () => {
    const answer = await fetch(document.location.href, { credentials: "omit" });
    if (!answer.ok) {
      return;
    }
    const newer = new DOMParser().parseFromString(await answer.text(), "text/html");
    const unfolded = [...document.querySelectorAll("main details")].map((part) => part.open);
    document.querySelector("main").replaceWith(newer.querySelector("main"));
    document.body.dataset.staleFrom = newer.body.dataset.staleFrom;
    [...document.querySelectorAll("main details")].forEach((part, i) => {
      part.open = unfolded[i] ?? part.open;
    });
    readyProof();
    watchAge();
    document.getElementById("news").textContent = "Brought up to a new checkpoint just now.";
  };

  const tell = () => {
    const news = document.getElementById("news");
    if (document.activeElement?.closest("main :is(input, button, a, summary, pre)")) {
      const button = element("button", "Show it");
      button.type = "button";
      button.addEventListener("click", () => document.location.reload());
      news.replaceChildren("There is a new checkpoint. ", button);
    } else {
      renew().catch(() => { news.textContent = "There is a new checkpoint; load the page again."; });
    }
  };

  const follow = () => {
    if (body.dataset.events && globalThis.EventSource) {
      const events = new EventSource(new URL(body.dataset.events, document.baseURI));
      events.addEventListener("checkpoint", tell);
    }
  };

  watchAge();
  setInterval(watchAge, 1000);
  readyProof();
  follow();
})();
