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
