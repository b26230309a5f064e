// Takes a citation along in one click. Without script its text can be opened and selected.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const status = document.getElementById("copied");
  const take = async (line) => {
    const text = line.textContent;
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Browsers let a page write to the clipboard from this machine and over TLS alone; the old way is left.
      line.closest("details").open = true;
      const range = document.createRange();
      range.selectNodeContents(line);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      return document.execCommand("copy");
    }
  };
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    const name = button.textContent;
    button.addEventListener("click", async () => {
      const done = await take(document.getElementById(button.dataset.copy));
      button.textContent = done ? "Copied" : "Press Ctrl+C";
      if (status) status.textContent = done ? "The citation was copied." : "The citation is selected.";
      setTimeout(() => {
        button.textContent = name;
      }, 2000);
    });
  }
});
