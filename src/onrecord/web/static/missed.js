// Words that are marked in an article can be added as a statement that was missed.
"use strict";
(() => {
  const link = document.querySelector("a[data-missed]");
  if (!link) return;
  const mark = document.createElement("a");
  mark.className = "add-missed";
  mark.textContent = "A statement was missed here";
  mark.hidden = true;
  document.body.append(mark);
  const most = 1500; // characters: what an address can safely hold

  const block = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".block[data-start]");

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    mark.hidden = true;
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const inside = block(range.startContainer);
    const words = selection.toString().trim();
    if (!inside || !words || words.length > most) return;
    const before = document.createRange();
    before.setStart(inside, 0);
    before.setEnd(range.startContainer, range.startOffset);
    // Offsets count code points; browsers count UTF-16 units.
    const start = Number(inside.dataset.start) + Array.from(before.toString()).length;
    mark.href = `${link.dataset.missed}?${new URLSearchParams({ words, start })}`;
    mark.hidden = false;
    const place = range.getBoundingClientRect();
    mark.style.top = `${window.scrollY + place.bottom + 6}px`;
    mark.style.left = `${Math.max(8, Math.min(window.scrollX + place.left, document.documentElement.clientWidth - mark.offsetWidth - 8))}px`;
  });
})();
