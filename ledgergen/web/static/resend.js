// A decision that did not reach the service is kept and sent again, by itself, until it has.
// The service is told that it is sent again, so that one whose answer alone was lost is not taken twice.
globalThis.ledgergenResend = (() => {
  "use strict";
  const DELAYS_MS = [1000, 2000, 4000, 8000, 15000];
  const stored = `ledgergen-unsent ${location.pathname}`;
  let waiting = null;

  const remember = (value) => { try { value === null ? sessionStorage.removeItem(stored) : sessionStorage.setItem(stored, JSON.stringify(value)); } catch { /* then a reload forgets it */ } };
  const recall = () => { try { return JSON.parse(sessionStorage.getItem(stored)); } catch { return null; } };
  const takes = (form) => /\/(decide|edit)$/.test(form?.getAttribute("action") ?? "");
  const isWaiting = () => waiting !== null;
  const isAgain = (form) => (waiting !== null && waiting.form === form) || Boolean(form?.dataset?.again);

  function name(form) {
    const button = form.querySelector("button")?.cloneNode(true);
    for (const key of button?.querySelectorAll("kbd, small") ?? []) key.remove();
    return button?.textContent.replace(/\s+/g, " ").trim() ?? "";
  }

  function show(text, ...buttons) {
    document.getElementById("failure")?.remove();
    const banner = document.createElement("div");
    banner.id = "failure";
    banner.className = "banner alarm";
    banner.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = text;
    const row = document.createElement("p");
    row.className = "row";
    for (const [label, act] of buttons) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", act);
      row.append(button);
    }
    banner.append(words, row);
    (document.getElementById("card-body") ?? document.querySelector("main")).prepend(banner);
  }

  /** Keep a decision that did not arrive, and send it again after a while; false where it is no decision. */
  function keep(form, why) {
    if (!takes(form)) return false;
    if (waiting?.form === form) { waiting.n += 1; plan(); return true; }
    const at = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const fields = [...new FormData(form)].filter(([field]) => field !== "token");
    remember({ action: form.getAttribute("action"), fields, label: name(form), at });
    waiting = { form, n: 0, timer: 0 };
    const typed = form.querySelector("textarea:not([hidden]), input:not([type=hidden]):not([type=radio]):not([type=checkbox])")?.value;
    const copy = typed ? [["Copy the text", () => navigator.clipboard?.writeText(typed)]] : [];
    show(`Not saved: ${why}. “${name(form)}” is kept, and sent again by itself.`, ["Try now", send], ...copy, ["Let it be", drop]);
    plan();
    return true;
  }

  function plan() {
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(send, DELAYS_MS[Math.min(waiting.n, DELAYS_MS.length - 1)]);
  }

  function send() {
    if (!waiting) return;
    if (document.body.hasAttribute("aria-busy")) { plan(); return; }
    if (waiting.form.isConnected) waiting.form.requestSubmit(); else drop();
  }

  /** It has arrived, or is given up. */
  function drop() {
    if (waiting) clearTimeout(waiting.timer);
    waiting = null;
    remember(null);
    document.getElementById("failure")?.remove();
  }

  // What a page before this one could not send is offered, and never sent alone.
  function offer() {
    const unsent = recall();
    const token = document.querySelector("input[name=token]")?.value;
    if (!unsent?.fields || !token || !document.getElementById("card-body")) return;
    const sendAgain = () => {
      const form = document.createElement("form");
      form.method = "post";
      form.hidden = true;
      form.dataset.again = "yes";
      form.setAttribute("action", unsent.action);
      for (const [field, content] of [...unsent.fields, ["token", token]]) {
        const input = document.createElement("input");
        input.type = "hidden";
        input.name = field;
        input.value = content;
        form.append(input);
      }
      const button = document.createElement("button");
      button.textContent = unsent.label;
      form.append(button);
      document.getElementById("card-body").append(form);
      htmx.process(form);
      drop();
      form.requestSubmit();
    };
    show(`“${unsent.label}”, decided at ${unsent.at}, was never saved.`, ["Send it now", sendAgain], ["Let it be", drop]);
  }

  addEventListener("online", send);
  document.addEventListener("DOMContentLoaded", offer);
  return { keep, isWaiting, isAgain, drop };
})();
