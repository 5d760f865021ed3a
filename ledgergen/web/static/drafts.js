// Keeps the lists on the page up to date while films are drafted. Without it, loading the page again does the same.
(() => {
  "use strict";
  const lists = document.getElementById("lists");
  const news = document.getElementById("news");
  const source = new EventSource("/drafts/events");
  source.addEventListener("message", (event) => {
    const { id, html, open } = JSON.parse(event.data);
    const holder = document.createElement("template");
    holder.innerHTML = html; // written and escaped by our own server
    const fresh = holder.content.firstElementChild;
    const old = document.getElementById(id);
    if (old) {
      if (old.contains(document.activeElement)) return; // nobody's button moves under their hands
      const wasOpen = old.dataset.open;
      old.replaceWith(fresh);
      if (open === 0 && wasOpen && wasOpen !== "0") news.textContent = `${fresh.querySelector("h2").textContent}: drafted`;
    } else {
      const empty = lists.querySelector(".empty");
      if (empty) empty.remove();
      lists.prepend(fresh);
    }
    fresh.dataset.open = String(open);
  });
  window.addEventListener("pagehide", () => source.close());
})();
