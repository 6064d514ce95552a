// Small improvements; every page works without them. htmx is configured in base.html.
(() => {
  "use strict";
  const live = document.getElementById("live");
  const say = (text) => { if (live && text) { live.textContent = ""; requestAnimationFrame(() => { live.textContent = text; }); } };

  // An error summary, or else what was asked for, gets focus; its links lead into the field.
  const focusOn = (root) => {
    const target = root.querySelector("[data-focus]");
    if (target) target.focus();
    return Boolean(target);
  };
  focusOn(document);
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".errors a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    (field.labels?.[0] || field).scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });

  // Narrow: the row of navigation moves to where one is.
  document.querySelectorAll(".nav [aria-current]").forEach((link) => {
    const row = link.closest(".nav");
    if (row.scrollWidth > row.clientWidth) row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
  });

  // A form is sent once. Without JavaScript the server's own key does the same.
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[data-busy]").forEach((button) => { delete button.dataset.busy; button.removeAttribute("aria-disabled"); });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button) { button.dataset.busy = ""; button.setAttribute("aria-disabled", "true"); }
    document.documentElement.classList.add("loading");
    say(live?.dataset.busy);
  }, true);
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach(release);
    document.documentElement.classList.remove("loading");
  });

  // Filters answer at once; the button is for those without JavaScript.
  document.querySelectorAll("form[data-autosubmit]").forEach((form) => {
    form.querySelectorAll("[data-autosubmit-button]").forEach((button) => button.classList.add("sr-only"));
    form.addEventListener("change", () => form.requestSubmit());
  });

  // <button data-copy="text"> or data-copy-from="#id"; shown only where it can work.
  document.querySelectorAll("[data-copy], [data-copy-from]").forEach((button) => { if (navigator.clipboard) button.hidden = false; });
  document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-copy-from], [data-print]");
    if (!button) return;
    if ("print" in button.dataset) { window.print(); return; }
    const source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
    try {
      await navigator.clipboard.writeText(source ? (source.value ?? source.textContent).trim() : button.dataset.copy);
      say(live?.dataset.copied);
    } catch { /* refused: the text can still be marked by hand */ }
  });

  // Files can be dropped anywhere in their field, where there is a mouse to drag with.
  if (window.matchMedia("(hover: hover)").matches) document.querySelectorAll("[data-drop-hint]").forEach((hint) => { hint.hidden = false; });
  const dropField = (event) => event.target.closest?.(".field:has(input[type=file])");
  ["dragenter", "dragover"].forEach((name) => document.addEventListener(name, (event) => {
    const field = dropField(event);
    if (field) { event.preventDefault(); field.classList.add("field--over"); }
  }));
  ["dragleave", "drop"].forEach((name) => document.addEventListener(name, (event) => dropField(event)?.classList.remove("field--over")));
  document.addEventListener("drop", (event) => {
    const input = dropField(event)?.querySelector("input[type=file]");
    if (!input || !event.dataTransfer.files.length) return;
    event.preventDefault();
    const files = new DataTransfer();
    [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1).forEach((file) => files.items.add(file));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // Fragments: progress, focus, a spoken result, and errors that say so.
  const on = (name, act) => document.addEventListener(`htmx:${name}`, act);
  on("beforeRequest", () => document.documentElement.classList.add("loading"));
  on("afterRequest", (event) => {
    document.documentElement.classList.remove("loading");
    const form = event.target.closest?.("form[data-sent]");
    if (form) release(form);
  });
  on("afterSwap", (event) => {
    const root = event.detail.target || event.target;
    if (!focusOn(root) && root.dataset?.focusHeading !== undefined) {
      const heading = root.querySelector("h1, h2, h3");
      if (heading) { heading.tabIndex = -1; heading.focus(); }
    }
    const spoken = root.querySelector("[data-say]");
    if (spoken) say(spoken.dataset.say || spoken.textContent.trim());
  });
  on("responseError", (event) => {
    if ([401, 403].includes(event.detail.xhr.status)) { window.location.reload(); return; }
    fail(live?.dataset.error);
  });
  on("sendError", () => fail(live?.dataset.offline));
  const fail = (text) => {
    if (!text) return;
    say(text);
    document.getElementById("fail")?.remove();
    const box = document.createElement("p");
    box.id = "fail";
    box.className = "note note--bad";
    box.textContent = text;
    document.querySelector("#main > .wrap")?.prepend(box);
  };
})();
