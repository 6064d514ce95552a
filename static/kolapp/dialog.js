// <a href="…" data-dialog="id">: opens the dialog instead of the page; a picture in the link is shown there, as large as fits.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-dialog]");
    const dialog = link && document.getElementById(link.dataset.dialog);
    if (!dialog?.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const picture = link.querySelector("img");
    if (picture) {
      const large = new Image();
      large.src = link.href;
      large.alt = picture.alt;
      dialog.querySelector(".dialog__body").replaceChildren(large);
      dialog.querySelector("h2").textContent = picture.alt;
    }
    dialog.showModal(); // Esc closes it, focus goes back to the link: the browser's own
  });
})();
