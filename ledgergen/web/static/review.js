// Keys for the buttons that are on the page, and nothing typed is lost.
// Without this file every page still works: it only presses what is there.
(() => {
  "use strict";
  const LETTERS_OFF = "ledgergen-letters-off";
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
    if (recall(LETTERS_OFF) && event.key !== "?") return;
    // A held key, or one pressed while a page is on its way, must not decide a figure nobody has seen.
    if (isBusy || event.repeat) { event.preventDefault(); return; }
    if (choose(event.key)) { event.preventDefault(); return; }
    const field = document.querySelector(`[data-focus="${CSS.escape(event.key)}"]`);
    const target = field || find(isUndo ? "u" : event.key);
    if (!target) return;
    event.preventDefault();
    if (field) { field.focus(); field.select(); } else press(target);
  });

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (isBusy) { event.preventDefault(); return; }
    isBusy = true;
    document.body.setAttribute("aria-busy", "true");
    const form = event.target;
    for (const field of form.querySelectorAll("[data-keep]")) remember(name(field), null);
    // The network may fail without a page: then the fields must live on.
    setTimeout(() => { isBusy = false; document.body.removeAttribute("aria-busy"); }, 4000);
  });
  addEventListener("pageshow", () => { isBusy = false; document.body.removeAttribute("aria-busy"); });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && !link.target && !event.metaKey && !event.ctrlKey && !link.getAttribute("href").startsWith("#")) {
      isBusy = true;
      setTimeout(() => { isBusy = false; }, 4000);
    }
  });

  // What was typed and not saved: back in its field after a reload of the same text, said aloud;
  // where the text has changed, it is only offered.
  const base = () => document.querySelector("input[name=base]")?.value ?? "";
  const name = (field) => `ledgergen ${location.pathname} ${field.dataset.keep || field.id}`;
  for (const field of document.querySelectorAll("[data-keep]")) {
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

  const letters = document.getElementById("letters");
  if (letters) {
    letters.checked = Boolean(recall(LETTERS_OFF));
    letters.addEventListener("change", () => remember(LETTERS_OFF, letters.checked ? "yes" : null));
  }
  document.getElementById("sort")?.addEventListener("change", (event) => event.target.form.requestSubmit());
  // The focused figure in the middle of the window, not at its edge.
  const current = document.querySelector("mark a[aria-current]");
  if (current && document.activeElement === current) current.scrollIntoView({ block: "center" });
})();
