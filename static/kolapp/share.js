// <button data-share="address" data-title="words" hidden>: the phone's own way of sharing, shown only where there is one.
(() => {
  "use strict";
  if (!navigator.share) return;
  document.querySelectorAll("[data-share]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-share]");
    if (!button) return;
    try {
      await navigator.share({ title: button.dataset.title, url: button.dataset.share });
    } catch { /* taken back: nothing is lost */ }
  });
})();
