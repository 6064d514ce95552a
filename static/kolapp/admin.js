// What the staff's pages do with JavaScript. "/" leads to the search, wherever one is, unless one is writing.
document.addEventListener("keydown", (event) => {
  const field = document.getElementById("find-everything");
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing || !field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// Unfold shows a file's name in a field of its own widget, and fails where a file is chosen in another.
document.addEventListener("DOMContentLoaded", () => {
  for (const input of document.querySelectorAll(".kolapp input[type=file]")) input.hasChangeListener = true;
});

// Unfold looks once at whether the system is dark; it may become so while a page is open.
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
  document.documentElement.classList.toggle("dark", event.matches);
});

// A select that is searched in is named by its own label, not only by what is chosen in it.
const nameSelects = () => {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible:not([data-named])")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const parts = select.parentElement.querySelectorAll("[role=combobox], [role=textbox]");
    if (!label || !parts.length) continue;
    label.id ||= `${select.id}-label`;
    select.dataset.named = "";
    for (const part of parts) part.setAttribute("aria-labelledby", `${label.id} ${part.id}`.trim());
  }
};
document.addEventListener("DOMContentLoaded", () => {
  if (!document.querySelector("select.admin-autocomplete")) return;
  nameSelects();
  new MutationObserver(nameSelects).observe(document.body, { childList: true, subtree: true });
});
