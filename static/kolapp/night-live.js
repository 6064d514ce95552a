// The board, or an open case, renews itself when something has changed: told by a stream of events, or asked for every few seconds where
// there is none. The minutes on it pass in any case.
const SELDOM = 30000;
const OFTEN = 5000;
const live = () => document.querySelector("[data-stream]");
const renew = () => htmx.trigger(live(), "renew");
let timer;
const ask = (every) => { clearInterval(timer); timer = setInterval(renew, every); };

let told;

function listen() {
  told = new EventSource(live().dataset.stream);
  told.addEventListener("open", () => { renew(); ask(SELDOM); });
  told.addEventListener("changed", renew);
  told.addEventListener("error", () => {
    ask(OFTEN);
    if (told.readyState === EventSource.CLOSED) setTimeout(listen, SELDOM);  // no place was free: there may be one later
  });
}

ask(OFTEN);
listen();
addEventListener("pagehide", () => told.close());
