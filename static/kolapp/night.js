// The alarm centre by keyboard. Every page works without this: by buttons, Tab and the mouse.
// Enter goes on to what comes next, arrows choose among what is found, a key chooses what it stands beside
// (only while one is among those choices), Ctrl+Enter saves.
document.documentElement.classList.add("scripted");
const byId = (id) => document.getElementById(id);
const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));
const stands = (id) => {
  const at = byId(id);
  (at?.matches("fieldset") ? at.querySelector("input:checked") || at.querySelector("input") : at)?.focus();
};

for (const search of document.querySelectorAll("[data-pick]")) {
  const list = byId(search.dataset.pick);
  let asked = false; // what is shown answers an earlier text
  let sent = ""; // the text that was last asked about
  let wants = false; // Enter came before the answer
  let ahead = []; // what was pressed after it: meant for where Enter leads
  const found = () => [...list.querySelectorAll("input[type=radio]")];

  const choose = (radio) => {
    radio.checked = true;
    radio.closest(".found").scrollIntoView({ block: "nearest" });
    changed(radio);
  };
  const go = () => {
    const radio = found().find((one) => one.checked) || found()[0];
    if (!radio) { stands(search.dataset.none); return; }
    choose(radio);
    const next = byId(search.dataset.next);
    if (next.dataset.prefilled !== undefined && !next.value) {
      next.value = `${radio.dataset.street} `;
      next.dispatchEvent(new Event("input", { bubbles: true }));
    }
    stands(search.dataset.next);
  };
  const goOn = () => {
    const pressed = ahead;
    [wants, ahead] = [false, []];
    go();
    for (const key of pressed) {
      const at = document.activeElement;
      const may = (Kind, name, told) => at.dispatchEvent(new Kind(name, { ...told, bubbles: true, cancelable: true }));
      if (!may(KeyboardEvent, "keydown", { key }) || key.length > 1) continue;
      if (!at.matches("input:not([type=radio]), textarea") || !may(InputEvent, "beforeinput", { data: key })) continue;
      at.value += key;
      at.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  // It leads nowhere after all: what was pressed is seen where it was pressed, to be moved by hand.
  const giveBack = () => {
    search.value += ahead.filter((key) => key.length === 1).join("");
    [wants, ahead] = [false, []];
  };

  search.addEventListener("input", () => {
    asked = true;
    giveBack();
    found().forEach((one) => { one.checked = false; });
  });
  search.addEventListener("htmx:beforeRequest", () => { sent = search.value; });
  list.addEventListener("htmx:afterSwap", () => {
    asked = search.value !== sent;
    if (wants && !asked) goOn();
  });
  for (const trouble of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) search.addEventListener(trouble, giveBack);
  search.addEventListener("beforeinput", (event) => {
    if (!wants || !event.data) return;
    event.preventDefault();
    ahead.push(...event.data);
  });
  search.addEventListener("keydown", (event) => {
    if (wants && event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      ahead.push(event.key);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = found();
      const at = all.findIndex((one) => one.checked);
      const to = all[Math.min(all.length - 1, Math.max(0, event.key === "ArrowDown" ? at + 1 : at - 1))];
      if (to) { event.preventDefault(); choose(to); }
    } else if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      if (asked && search.value.trim()) wants = true; else go();
    }
  });
}

for (const group of document.querySelectorAll("[data-keys]")) {
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = group.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
    if (chosen.type === "radio" && group.dataset.next) stands(group.dataset.next);
  });
}

for (const form of document.querySelectorAll("form[data-keyboard]")) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    if (event.ctrlKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-save]"));
    } else if (event.target.matches("input, select")) {
      event.preventDefault();
      const stops = [...form.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea, fieldset[data-keys]")];
      const here = event.target.closest("fieldset[data-keys]") || event.target;
      const next = stops[stops.indexOf(here) + 1];
      if (next) stands(next.id);
    }
  });
}
