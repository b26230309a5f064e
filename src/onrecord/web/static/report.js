// The filter of a report: hides what does not fit. Without script everything is shown.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form.filter");
  const status = form.querySelector("[role=status]");
  const rows = [...document.querySelectorAll("article.reported .row")].map((row) => ({
    row,
    article: row.closest("article"),
    words: row.textContent.toLowerCase(),
    who: row.dataset.who.split(" "),
  }));
  const articles = [...document.querySelectorAll("article.reported")];
  const show = () => {
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const speaker = form.elements.speaker.value;
    const outlet = form.elements.outlet.value;
    const all = !words.length && !speaker && !outlet;
    const kept = new Set();
    let shown = 0;
    for (const it of rows) {
      const fits =
        words.every((word) => it.words.includes(word)) &&
        (!speaker || it.who.includes(speaker)) &&
        (!outlet || it.article.dataset.outlet === outlet);
      it.row.hidden = !fits;
      if (fits) {
        kept.add(it.article);
        shown += 1;
      }
    }
    for (const article of articles) article.hidden = !all && !kept.has(article);
    status.textContent = all ? "" : `${shown} of ${rows.length} passages`;
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link to what is hidden shows everything again, or it would lead nowhere.
  window.addEventListener("hashchange", () => {
    const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (aim?.closest("[hidden]")) {
      form.reset();
      show();
      aim.scrollIntoView();
    }
  });
  show();
});
