// A field that suggests what the staff's search finds while one types: a native list, which a keyboard and a screen
// reader know. What is suggested is what the server takes; without this script one writes it oneself.
const WAIT = 200; // ms without a key before the search is asked

for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-suggestions`;
  field.after(list);
  field.setAttribute("list", list.id);
  let timer;
  let asked = "";

  const suggest = async () => {
    const term = field.value.trim();
    if (term.length < 2 || term === asked) return;
    asked = term;
    const url = new URL(field.dataset.suggest, location.href);
    url.searchParams.set("term", term);
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok || asked !== term) return;
    const { results } = await answer.json();
    list.replaceChildren(...results.map(({ text }) => Object.assign(document.createElement("option"), { value: text })));
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, WAIT);
  });
}
