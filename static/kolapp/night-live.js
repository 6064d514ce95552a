// The board renews itself when something has changed: told by a stream of events, or asked for every few seconds where
// there is none. The minutes on it pass in any case.
const SELDOM = 30000;
const OFTEN = 5000;
const renew = () => htmx.trigger("#board", "renew");
let timer;
const ask = (every) => { clearInterval(timer); timer = setInterval(renew, every); };

ask(OFTEN);
const told = new EventSource(document.querySelector("[data-stream]").dataset.stream);
told.addEventListener("open", () => { renew(); ask(SELDOM); });
told.addEventListener("changed", renew);
told.addEventListener("error", () => ask(OFTEN));
addEventListener("pagehide", () => told.close());
