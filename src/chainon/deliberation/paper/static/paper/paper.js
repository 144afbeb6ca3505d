/* Ctrl + Enter sends the paper from wherever one is in it. Without this file, the button does. */
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    const form = event.target.closest("form[data-paper]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });
})();
