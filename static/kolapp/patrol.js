// The patrol's page: every press is kept first and sent when it can be; the page renews itself; the place is told on duty.
(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("words").textContent);
  const duty = document.getElementById("duty");
  const byId = (id) => document.getElementById(id);
  const outbox = window.outbox;
  const LOOK = 10_000, PLACE = 30_000, LARGEST = 10 * 1024 * 1024, WIDEST = 2000;
  let trouble = navigator.onLine ? "" : "offline";
  let said = "";
  let wrong = false; // what is said is that something is missing
  let waiting = 0;

  // ---- what waits, and how the net is ---------------------------------------------------------------------------
  const home = { timeZone: "Europe/Stockholm", hour: "2-digit", minute: "2-digit" }; // whatever the telephone thinks
  const clock = (at) => new Date(at).toLocaleTimeString("sv-SE", home).replace(":", ".");
  const named = ({ press, photo }) => {
    const [step, place] = press.split(":");
    return [words[step], place && words[`from:${place}`], photo && `(${words.photo})`].filter(Boolean).join(" ");
  };
  const line = (one) => {
    const item = document.createElement("li");
    const add = (tag, text, kind) => {
      const part = document.createElement(tag);
      part.textContent = text;
      if (kind) part.className = kind;
      item.append(part);
      return part;
    };
    add("time", clock(one.at));
    add("b", named(one));
    if (one.text) add("p", one.text);
    add("span", one.why ? `${words.refused}. ${one.why}` : words.waits, one.why ? "waits__why" : "waits__how");
    if (one.why) {
      const button = add("button", words.remove, "btn btn--quiet btn--small");
      button.type = "button";
      button.addEventListener("click", () => outbox.remove(one.id));
    }
    return item;
  };
  const tell = (text, isWrong = true) => { said = text; wrong = isWrong; net(); };
  const net = () => {
    const how = trouble ? words[trouble] : said || words.online;
    const text = waiting ? `${how} ${words.waiting} ${waiting}` : how;
    const leads = { out: location.href, old: location.href, gone: duty.dataset.scope }[trouble];
    duty.classList.toggle("patrol-foot--off", Boolean(trouble) || wrong);
    if (byId("net").textContent === text) return; // it is read aloud when it changes
    const shown = document.createElement(leads ? "a" : "span");
    if (leads) shown.href = leads;
    shown.textContent = text;
    byId("net").replaceChildren(shown);
  };
  // What is done, or on its way, is dimmed: what is left to press stands out. Of a closed case nothing is left.
  const mark = (onTheirWay) => {
    const { done, closed } = byId("now").dataset;
    const form = byId("presses");
    if (!form) return;
    const steps = new Set([...(done || "").split(" "), ...onTheirWay]);
    for (const button of form.querySelectorAll(".press-btn")) button.classList.toggle("press-btn--done", steps.has(button.value));
    form.hidden = closed !== undefined;
  };
  const draw = async () => {
    const kept = await outbox.all();
    byId("waits").replaceChildren(...kept.map(line));
    byId("waits").hidden = !kept.length;
    const going = kept.filter((one) => !one.why);
    const refused = kept.find((one) => one.why);
    if (refused) { said = `${named(refused)} ${words.refused}. ${words.below}`; wrong = true; }
    else if (said.endsWith(words.below)) { said = ""; wrong = false; }
    waiting = going.length;
    mark(going.map((one) => one.press));
    net();
  };
  outbox.whenHeard(async (what, stopped) => {
    if (stopped !== undefined) trouble = stopped;
    if (what === "sent") { tell(words.saved, false); look(); }
    await draw();
  });

  // ---- a press ----------------------------------------------------------------------------------------------------
  // A telephone's picture is larger than anybody looks at, and the net at night is slow: it is made smaller here.
  const smaller = async (file) => {
    try {
      const picture = await createImageBitmap(file);
      const by = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
      const drawn = document.createElement("canvas");
      drawn.width = Math.round(picture.width * by);
      drawn.height = Math.round(picture.height * by);
      drawn.getContext("2d").drawImage(picture, 0, 0, drawn.width, drawn.height);
      return await new Promise((done) => { drawn.toBlob(done, "image/jpeg", 0.85); }) || file;
    } catch { return file; } // the night service says what is wrong with it
  };
  const read = async (form, button) => {
    const press = button.value;
    const field = form.elements[`text-${press}`];
    const file = press === "note" ? form.elements.photo.files[0] : null;
    const one = {
      case: Number(form.dataset.case), press, text: field ? field.value.trim() : "",
      ending: press === "close" ? form.elements.ending.value : "", at: Date.now() - Number(form.elements.ago.value) * 1000,
    };
    if (file) one.photo = await smaller(file);
    return one;
  };
  const lacks = (one, needs) => {
    if (one.photo && one.photo.size > LARGEST) return words.large;
    if (needs === "ending") return one.ending ? "" : words.need_ending;
    if (needs && !one.text && !(needs.includes("photo") && one.photo)) return words.need_text;
    return "";
  };
  const cleared = (form, one, button) => {
    for (const name of [`text-${one.press}`, one.photo ? "photo" : ""]) if (form.elements[name]) form.elements[name].value = "";
    form.elements.ago.value = "0";
    button.closest("details")?.removeAttribute("open");
  };
  const pressed = async (form, button) => {
    button.disabled = true;
    try {
      const one = await read(form, button);
      const missing = lacks(one, button.dataset.needs);
      if (missing) { tell(missing); return; }
      await outbox.add(one);
      navigator.vibrate?.(40);
      cleared(form, one, button);
    } catch { tell(words.not_kept); // the telephone is full, say: what was typed is still there
    } finally { button.disabled = false; }
  };
  const well = async (form) => {
    try {
      const asks = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual" };
      const answer = await fetch(form.action, asks);
      if (!answer.ok) throw new Error(String(answer.status));
      tell(words.saved, false);
      await look();
    } catch { tell(words.well_failed); }
  };
  window.addEventListener("submit", (event) => { // before app.js, that sends a form once and marks its button
    const form = event.target;
    if (form.id === "presses" && outbox.isReady()) { event.preventDefault(); pressed(form, event.submitter); }
    if (form.id === "well") { event.preventDefault(); well(form); }
    if (form.dataset.forgets !== undefined) {
      if (waiting) { event.preventDefault(); tell(words.wait_first); } else window.caches?.delete("patrol");
    }
  }, true);

  // ---- what is new ------------------------------------------------------------------------------------------------
  const part = byId("live-part");
  const due = () => {
    const by = byId("now")?.dataset.due;
    const late = Boolean(by) && Date.now() > Date.parse(by);
    const button = byId("well").querySelector("button");
    if (late && !button.classList.contains("btn--danger")) navigator.vibrate?.([200, 100, 200]);
    button.classList.toggle("btn--danger", late);
    byId("by").textContent = by ? `${words.by} ${clock(Date.parse(by))}` : "";
  };
  let looks = 0;
  const look = async () => {
    due();
    if (!navigator.onLine) return;
    const now = byId("now");
    const mine = ++looks;
    let answer, text;
    try {
      answer = await fetch(part.dataset.url, { headers: { "If-None-Match": now.dataset.tag }, redirect: "manual" });
      text = await answer.text();
    } catch { trouble = "offline"; await draw(); return; }
    if (mine !== looks) return; // a later look knows more
    if (trouble === "offline") outbox.send();
    if (trouble !== "old") trouble = answer.type === "opaqueredirect" ? "out" : answer.status === 404 ? "gone" : "";
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("now");
      if (now.dataset.cases !== fresh.dataset.cases) navigator.vibrate?.([100, 50, 100, 50, 300]);
      byId("now").replaceWith(fresh);
    }
    due();
    await draw();
  };

  // ---- where we are -----------------------------------------------------------------------------------------------
  let told = 0;
  const here = ({ coords }) => {
    if (Date.now() - told < PLACE) return;
    told = Date.now();
    const body = new FormData();
    body.append("latitude", coords.latitude);
    body.append("longitude", coords.longitude);
    body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    fetch(duty.dataset.place, { method: "POST", body, redirect: "manual" }).catch(() => { told = 0; });
  };
  const lost = (why) => { if (why.code === 1) tell(words.place_off); };
  navigator.geolocation?.watchPosition(here, lost, { enableHighAccuracy: true, maximumAge: PLACE, timeout: PLACE });

  // ---- and the page itself, without a net ---------------------------------------------------------------------------
  const keep = async () => {
    await navigator.serviceWorker.register(duty.dataset.offline, { scope: duty.dataset.scope });
    await navigator.serviceWorker.ready;
    const files = document.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]");
    const signs = document.querySelector("use").getAttribute("href").split("#")[0];
    const cache = await caches.open("patrol");
    await cache.addAll([...new Set([...files].map((one) => one.href || one.src)), signs]);
    if (!await cache.match(location.href)) await cache.add(location.href);
  };
  if (navigator.serviceWorker && window.caches) keep().catch(() => {}); // without it the page lives while it is open

  window.addEventListener("online", () => { trouble = ""; outbox.send(); look(); });
  window.addEventListener("offline", () => { trouble = "offline"; draw(); });
  outbox.opened.then(() => { draw(); outbox.send(); });
  due();
  setInterval(() => { outbox.send(); look(); }, LOOK);
})();
