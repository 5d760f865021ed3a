// Keys for the buttons that are on the page, and nothing typed is lost.
// Without this file every page still works: it only presses what is there.
(() => {
  "use strict";
  let isBusy = false;

  const isField = (element) =>
    element instanceof HTMLElement &&
    (element.matches("input:not([type=radio]):not([type=checkbox]), textarea, select") || element.isContentEditable);

  // Storage may be refused; then keys stay on and texts are not kept.
  const remember = (key, value) => { try { value === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, value); } catch { /* see above */ } };
  const recall = (key) => { try { return sessionStorage.getItem(key); } catch { return null; } };

  const find = (key) =>
    [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key.split(" ").includes(key));

  function press(element) {
    if (element.tagName === "SUMMARY") {
      const details = element.parentElement;
      details.open = !details.open;
      element.focus();
      if (details.open) {
        const field = details.querySelector("input:not([type=hidden]), textarea, select");
        if (field) { field.focus(); if (field.select && field.type !== "radio") field.select(); }
        details.scrollIntoView({ block: "nearest" });
      }
      return;
    }
    element.click();
  }

  function choose(key) {
    const menu = document.querySelector("details[data-menu][open]");
    const choice = menu && menu.querySelector(`[data-choice="${CSS.escape(key)}"]`);
    if (!choice) return false;
    choice.checked = true;
    if ("needsComment" in choice.dataset) menu.querySelector("[name=comment]").focus();
    else choice.form.requestSubmit();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && isField(event.target) && event.target.form) {
      event.preventDefault();
      if (!isBusy) event.target.form.requestSubmit();
      return;
    }
    if (event.key === "Escape" && isField(event.target)) {
      const details = event.target.closest("details");
      event.target.blur();
      if (details) details.querySelector("summary").focus();
      return;
    }
    const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z";
    if (isField(event.target) || event.altKey || ((event.ctrlKey || event.metaKey) && !isUndo)) return;
    if (event.key.length !== 1 || event.key === " ") return;
    if (ledgergenKeys.isOff()) return;
    // A held key, or one pressed while a page is on its way, must not decide a figure nobody has seen.
    if (isBusy || event.repeat) { event.preventDefault(); return; }
    if (choose(event.key)) { event.preventDefault(); return; }
    const key = isUndo ? "u" : ledgergenKeys.translate(event.key);
    if (!key) return;
    const field = document.querySelector(`[data-focus="${CSS.escape(key)}"]`);
    const target = field || find(key);
    if (!target) return;
    event.preventDefault();
    if (field) { field.focus(); field.select(); } else press(target);
  });

  const setBusy = (value) => {
    isBusy = value;
    if (value) document.body.setAttribute("aria-busy", "true");
    else document.body.removeAttribute("aria-busy");
  };
  const forget = (form) => { for (const field of form.querySelectorAll("[data-keep]")) remember(name(field), null); };
  // Forms and links that leave the page. htmx takes those of the article and the card, and prevents the default.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (isBusy) { event.preventDefault(); return; }
    setBusy(true);
    forget(event.target);
    // The network may fail without a page: then the fields must live on.
    setTimeout(() => setBusy(false), 4000);
  });
  addEventListener("pageshow", () => setBusy(false));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (event.defaultPrevented || !link || link.target || event.metaKey || event.ctrlKey || link.getAttribute("href").startsWith("#")) return;
    setBusy(true);
    setTimeout(() => setBusy(false), 4000);
  });

  // Parts of the page, put in by htmx: the card, the head, and the paragraphs that changed.
  const base = () => document.getElementById("ledger-head")?.dataset.base ?? "";
  const name = (field) => `ledgergen ${location.pathname} ${field.dataset.keep || field.id}`;
  const on = (event, act) => document.addEventListener(`htmx:${event}`, act);
  let slow = 0;
  on("configRequest", (event) => {
    event.detail.headers["X-Ledger-Base"] = base();
    if (ledgergenResend.isAgain(event.detail.elt)) event.detail.headers["X-Sent-Again"] = "yes";
  });
  // What asked; behind an answer that replaced it, the event itself names what is around.
  const sender = (event) => event.detail.requestConfig?.elt ?? event.detail.elt;
  // What the page asks for by itself, beside the editor's work, keeps nobody from working.
  const isAside = (event) => Boolean(sender(event).matches?.(".elsewhere, #sign-of-life"));
  // Whoever has gone for lunch with the page open gives no sign of life.
  const AWAY_MS = 10 * 60 * 1000;
  let lastActive = Date.now();
  for (const kind of ["keydown", "pointerdown", "scroll", "input"]) document.addEventListener(kind, () => { lastActive = Date.now(); }, { capture: true, passive: true });
  on("beforeRequest", (event) => {
    if (event.detail.elt.id === "sign-of-life" && Date.now() - lastActive > AWAY_MS) { event.preventDefault(); return; }
    if (isAside(event)) return;
    if (isBusy) { event.preventDefault(); return; }
    const isAgain = ledgergenResend.isAgain(event.detail.elt);
    if (ledgergenResend.isWaiting() && !isAgain) { event.preventDefault(); tell("What you decided before has to be sent first."); return; }
    setBusy(true);
    if (!isAgain) document.getElementById("failure")?.remove();
    slow = setTimeout(() => tell("Still checking – nothing is lost."), 2000);
  });
  on("afterRequest", (event) => {
    if (isAside(event)) return;
    clearTimeout(slow);
    setBusy(false);
    const form = sender(event).closest?.("form");
    if (event.detail.successful && form) forget(form);
    if (event.detail.xhr.status && ledgergenResend.isAgain(form)) ledgergenResend.drop();
  });
  // Nobody's open editor is replaced under their hands: it is saved against the text it was opened on.
  on("oobBeforeSwap", (event) => { if (event.detail.target.querySelector?.("#after") || event.detail.target.matches?.(".editing")) event.detail.shouldSwap = false; });
  on("afterSwap", (event) => {
    const place = event.detail.target;
    for (const field of document.querySelectorAll("[data-keep]")) keep(field);
    if (place.id === "card-body" || event.detail.elt.id === "card-body") showCurrent();
  });
  on("afterSettle", () => {
    const wrong = document.querySelector("#card-body [aria-invalid=true]");
    if (wrong) wrong.focus();
  });
  on("sendError", (event) => keepOrFail(event, "the service cannot be reached"));
  on("timeout", (event) => keepOrFail(event, "the service did not answer in time"));
  on("responseError", (event) => {
    if (event.detail.xhr.status === 401) fail(event, "you are signed out: sign in in another tab");
    else if (event.detail.xhr.status === 403) fail(event, "your account may not do that, or another is signed in: reload the page");
    else fail(event, `the service answered ${event.detail.xhr.status}`);
  });

  function tell(text) {
    const place = document.getElementById("outcome");
    if (!place) return;
    const words = document.createElement("p");
    words.textContent = text;
    place.replaceChildren(words);
  }

  function keepOrFail(event, why) {
    if (!isAside(event) && !ledgergenResend.keep(sender(event).closest?.("form"), why)) fail(event, why);
  }

  function fail(event, why) {
    if (isAside(event)) return;
    const form = event.detail.elt.closest?.("form");
    const banner = document.createElement("div");
    banner.id = "failure";
    banner.className = "banner alarm";
    banner.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = form ? `Not saved: ${why}. What you typed is still here.` : `That did not work: ${why}.`;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Try again";
    again.addEventListener("click", () => { banner.remove(); if (form) form.requestSubmit(); else event.detail.elt.click(); });
    banner.append(words, again);
    const typed = form?.querySelector("textarea:not([hidden]), input:not([type=hidden]):not([type=radio])")?.value;
    if (typed) {
      const copy = document.createElement("button");
      copy.type = "button";
      copy.textContent = "Copy the text";
      copy.addEventListener("click", () => navigator.clipboard?.writeText(typed));
      banner.append(" ", copy);
    }
    (document.getElementById("card-body") ?? document.querySelector("main")).prepend(banner);
  }

  // The figure of the card is the current one of the text, in the middle of the window.
  function showCurrent() {
    const id = document.getElementById("card-body")?.dataset.figure;
    for (const mark of document.querySelectorAll("mark a[aria-current]")) mark.removeAttribute("aria-current");
    const mark = id && document.getElementById(id);
    if (!mark) { document.getElementById("card")?.focus(); return; }
    mark.setAttribute("aria-current", "true");
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
  }

  // What was typed and not saved: back in its field after a reload of the same text, said aloud;
  // where the text has changed, it is only offered.
  function keep(field) {
    if ("kept" in field.dataset) return;
    field.dataset.kept = "";
    const kept = JSON.parse(recall(name(field)) || "null");
    if (kept && kept.text !== field.value) {
      const note = document.createElement("p");
      note.className = "kept";
      note.setAttribute("role", "status");
      const details = field.closest("details");
      if (kept.base === base()) {
        field.value = kept.text;
        if (details) details.open = true;
        note.textContent = `Not saved yet: typed at ${kept.at}.`;
      } else {
        note.textContent = `You typed at ${kept.at}, on an older text: “${kept.text}” `;
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = "Put it in the field";
        button.addEventListener("click", () => { field.value = kept.text; field.focus(); });
        note.append(button);
      }
      field.after(note);
    }
    field.addEventListener("input", () => {
      const at = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      remember(name(field), JSON.stringify({ text: field.value, base: base(), at }));
    });
  }
  for (const field of document.querySelectorAll("[data-keep]")) keep(field);

  for (const choice of document.querySelectorAll("[data-submit]")) choice.addEventListener("change", () => choice.form.requestSubmit());

  // The queue's selection: it goes along with every link that shows another part of the queue.
  const listing = document.getElementById("listing");
  if (listing) {
    const all = document.getElementById("tick-all");
    const boxes = [...listing.querySelectorAll("input[type=checkbox][name=ids]")];
    const elsewhere = listing.querySelectorAll("input[type=hidden][name=ids]").length;
    const count = () => {
      const n = boxes.filter((box) => box.checked).length;
      const told = document.getElementById("n-selected");
      if (told) told.textContent = n + elsewhere;
      all.checked = n === boxes.length;
      all.indeterminate = n > 0 && n < boxes.length;
    };
    all.hidden = false;
    all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; count(); });
    listing.addEventListener("change", count);
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a[data-carries]");
      if (!link) return;
      const address = new URL(link.href);
      address.searchParams.delete("ids");
      for (const id of new FormData(listing).getAll("ids")) address.searchParams.append("ids", id);
      link.href = address.href;
    }, true);
    count();
  }
  // The focused figure in the middle of the window, not at its edge.
  const current = document.querySelector("mark a[aria-current]");
  if (current && document.activeElement === current) current.scrollIntoView({ block: "center" });
})();
