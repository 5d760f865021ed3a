// Which key does what, for whoever wants other keys: kept in this browser, shown wherever a key is told.
// A button names its key in `data-key`; that name stays, and a pressed key is translated to it.
globalThis.ledgergenKeys = (() => {
  "use strict";
  const STORED = "ledgergen-keys";
  const OFF = "ledgergen-letters-off";

  // Storage may be refused; then the keys are those of the page.
  const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const remember = (name, value) => { try { value === null ? localStorage.removeItem(name) : localStorage.setItem(name, value); } catch { /* see above */ } };
  const isKey = (key) => typeof key === "string" && [...key].length === 1;
  function load() {
    try { return Object.fromEntries(Object.entries(JSON.parse(recall(STORED)) ?? {}).filter((pair) => pair.every(isKey))); } catch { return {}; }
  }

  let chosen = load();
  const isOff = () => recall(OFF) !== null;
  const current = (key) => chosen[key] ?? key;
  const show = (key) => (key !== key.toLowerCase() ? `⇧${key}` : key);

  /** The name of the key that was pressed, or "" where it does nothing any more. */
  function translate(pressed) {
    for (const [name, key] of Object.entries(chosen)) if (key === pressed) return name;
    return pressed in chosen ? "" : pressed;
  }

  function refresh() {
    for (const element of document.querySelectorAll("[data-key]")) {
      const name = element.dataset.key.split(" ")[0];
      const told = element.querySelector("kbd");
      if (told && !/\d/.test(name)) told.textContent = show(current(name));
    }
    for (const told of document.querySelectorAll("kbd[data-tells]")) told.textContent = show(current(told.dataset.tells));
    for (const field of document.querySelectorAll("input[data-remaps]")) field.value = current(field.dataset.remaps);
  }

  /** Why a key cannot be taken, or "". */
  function refuse(name, key, fields) {
    if (key.length !== 1 || key.trim() === "") return "A key is one character.";
    if (/\d/.test(key)) return "Digits choose evidence and reasons.";
    const other = fields.find((field) => field.dataset.remaps !== name && current(field.dataset.remaps) === key);
    return other ? `“${key}” already does: ${other.dataset.does}. Give that another key first.` : "";
  }

  function start() {
    const place = document.getElementById("keys");
    refresh();
    document.addEventListener("htmx:afterSettle", refresh);
    if (!place) return;
    const fields = [...place.querySelectorAll("input[data-remaps]")];
    const told = place.querySelector("#keys-told");
    const tell = (text, isRefused) => { told.setAttribute("role", isRefused ? "alert" : "status"); told.className = isRefused ? "problem" : "soft"; told.textContent = text; };
    const change = place.querySelector("#keys-change");
    const reset = place.querySelector("#keys-reset");
    change.hidden = false;
    change.addEventListener("click", () => {
      const isOpen = change.getAttribute("aria-expanded") === "true";
      change.setAttribute("aria-expanded", String(!isOpen));
      for (const field of fields) { field.hidden = isOpen; field.previousElementSibling.hidden = !isOpen; }
      reset.hidden = isOpen;
      tell(isOpen ? "" : "Press the new key in its field.", false);
      if (!isOpen) fields[0].focus();
    });
    for (const field of fields) {
      field.addEventListener("focus", () => field.select());
      field.addEventListener("input", () => {
        const key = [...field.value].at(-1) ?? "";
        const name = field.dataset.remaps;
        const why = refuse(name, key, fields);
        if (why) tell(why, true);
        else {
          if (key === name) delete chosen[name]; else chosen[name] = key;
          remember(STORED, JSON.stringify(chosen));
          tell(`“${key}” now does: ${field.dataset.does}.`, false);
        }
        refresh();
        field.select();
      });
    }
    reset.addEventListener("click", () => { chosen = {}; remember(STORED, null); refresh(); tell("Every key does what it did at first.", false); });
    const letters = place.querySelector("#letters");
    letters.checked = isOff();
    letters.addEventListener("change", () => remember(OFF, letters.checked ? "yes" : null));
  }

  // Another tab of the same person's: both have the same keys at once.
  addEventListener("storage", (event) => { if (event.key === STORED) { chosen = load(); refresh(); } });
  start();
  return { translate, isOff };
})();
