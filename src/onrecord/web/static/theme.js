// The switch between light, dark and what the system says. Runs before the page is drawn.
"use strict";
(() => {
  const KEY = "onrecord-theme";
  const NAMES = { auto: "Theme: auto", light: "Theme: light", dark: "Theme: dark" };
  const ORDER = ["auto", "light", "dark"];
  let theme = "auto";
  try {
    const kept = localStorage.getItem(KEY);
    if (ORDER.includes(kept)) theme = kept;
  } catch {
    // A browser that keeps nothing still switches for as long as the page is open.
  }
  const show = (button) => {
    document.documentElement.dataset.theme = theme;
    if (button) button.textContent = NAMES[theme];
  };
  show(null);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    button.hidden = false;
    show(button);
    button.addEventListener("click", () => {
      theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // As above.
      }
      show(button);
    });
  });
})();
