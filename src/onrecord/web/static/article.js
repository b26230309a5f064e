// The moving parts of an article: hovering or focusing a statement lights its parts and its speaker, keys go
// from one to the next.
"use strict";
(() => {
  const reading = document.querySelector("article.reading");
  const stepper = document.querySelector(".stepper");
  const order = [...reading.querySelectorAll(".m.anchor")].sort((a, b) => a.dataset.n - b.dataset.n);
  const parts = new Map();
  for (const element of reading.querySelectorAll("[data-s]")) {
    const known = parts.get(element.dataset.s);
    if (known) known.push(element);
    else parts.set(element.dataset.s, [element]);
  }
  let lit = new Set();
  let current = null;

  // Statements that share a source or a cue are lit together; of contents only the innermost.
  const meant = (element) => {
    const own = element.closest("[data-s]");
    if (!own || !reading.contains(own)) return new Set(current ? [current] : []);
    const found = new Set([own.dataset.s]);
    let outer = own;
    while (!outer.matches(".content") && (outer = outer.parentElement.closest(".m")) && !outer.matches(".content")) {
      if (outer.textContent === own.textContent) found.add(outer.dataset.s);
    }
    return found;
  };

  const light = (wanted) => {
    for (const id of lit) if (!wanted.has(id)) parts.get(id).forEach((it) => shine(it, false));
    for (const id of wanted) if (!lit.has(id)) (parts.get(id) || []).forEach((it) => shine(it, true));
    lit = wanted;
  };
  const shine = (element, on) => {
    element.classList.toggle("lit", on);
    const note = element.closest(".note");
    if (note) note.classList.toggle("lit", on);
  };

  const choose = (id, move) => {
    current = parts.has(id) ? id : null;
    light(new Set(current ? [current] : []));
    if (!current) return;
    const anchor = document.getElementById(`s-${id}`);
    stepper.querySelector(".step-number").textContent = anchor.dataset.n;
    history.replaceState(null, "", `#s-${id}`);
    if (move) {
      anchor.focus({ preventScroll: true });
      anchor.scrollIntoView({ block: "center" });
    }
  };
  const step = (by) => {
    const at = order.findIndex((it) => it.dataset.s === current);
    const next = at < 0 ? (by > 0 ? 0 : order.length - 1) : at + by;
    if (order[next]) choose(order[next].dataset.s, true);
  };
  const fromAddress = () => {
    const match = /^#s-([0-9a-f]+)$/.exec(location.hash);
    if (match) choose(match[1], true);
  };

  reading.addEventListener("pointerover", (event) => light(meant(event.target)));
  reading.addEventListener("pointerleave", () => light(new Set(current ? [current] : [])));
  reading.addEventListener("focusin", (event) => {
    const own = event.target.closest("[data-s]");
    if (own) choose(own.dataset.s, false);
  });
  reading.addEventListener("click", (event) => {
    const mark = event.target.closest(".m");
    if (mark && getSelection().isCollapsed) choose(mark.dataset.s, false);
  });
  window.addEventListener("hashchange", fromAddress);

  if (order.length) {
    stepper.hidden = false;
    stepper.querySelector(".step-back").addEventListener("click", () => step(-1));
    stepper.querySelector(".step-on").addEventListener("click", () => step(1));
    const keys = stepper.querySelector(".step-keys input");
    document.addEventListener("keydown", (event) => {
      if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      if (event.key === "j" || event.key === "ArrowRight") step(1);
      else if (event.key === "k" || event.key === "ArrowLeft") step(-1);
      else if (event.key === "Escape") choose(null, false);
      else return;
      event.preventDefault();
    });
  }

  // In the margin, notes that are taller than their paragraph move down and not the text apart.
  const wide = matchMedia("(min-width: 60.01rem)");
  const place = () => {
    reading.classList.toggle("afloat", wide.matches);
    const all = [...reading.querySelectorAll(".notes")];
    const top = reading.getBoundingClientRect().top;
    // All is measured before anything is moved, so that the page is laid out once.
    const measured = all.map((it) => [it.parentElement.getBoundingClientRect().top - top, it.offsetHeight]);
    let free = 0;
    all.forEach((notes, i) => {
      const [beside, height] = measured[i];
      const at = Math.max(beside, free);
      notes.style.top = wide.matches ? `${at}px` : "";
      free = at + height;
    });
    reading.style.minHeight = wide.matches ? `${free}px` : "";
  };
  place();
  new ResizeObserver(place).observe(reading);
  reading.addEventListener("toggle", place, true);
  wide.addEventListener("change", place);
  fromAddress();
})();
