// What a patrol has pressed is kept on the telephone until the night service has it: in its order, each thing once.
// window.outbox is what patrol.js uses; where the browser keeps nothing it is never ready, and forms are plain forms.
window.outbox = (() => {
  "use strict";
  const at = document.getElementById("duty").dataset;
  const MOST = 20; // things sent together
  let db = null;
  let sending = false;
  let heard = () => {};

  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const store = (mode) => db.transaction("presses", mode).objectStore("presses");
  const stored = (request) => new Promise((done, failed) => {
    const { transaction } = request;
    transaction.oncomplete = () => done();
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });

  const opened = new Promise((done) => {
    if (!window.indexedDB || !window.crypto?.randomUUID) return done();
    const request = indexedDB.open("patrol", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("presses", { keyPath: "id", autoIncrement: true });
    request.onsuccess = () => { db = request.result; done(); };
    request.onerror = () => done();
  });

  // Hers alone, in the order in which they were pressed: another who logs in on the same telephone sends her own.
  const all = async () => db ? (await asked(store("readonly").getAll())).filter((one) => one.worker === at.worker) : [];

  const add = async (press) => {
    await stored(store("readwrite").add({ ...press, key: crypto.randomUUID(), worker: at.worker }));
    heard();
    send();
  };

  const remove = async (id) => { await stored(store("readwrite").delete(id)); heard(); };

  // Several at once, but no more than one photograph: it is the heavy part.
  const next = (waiting) => {
    const photo = waiting.findIndex((one) => one.photo);
    const upTo = photo === -1 ? MOST : photo + 1;
    return waiting.slice(0, Math.min(MOST, upTo));
  };

  const post = async (some) => {
    const body = new FormData();
    const entries = some.map(({ key, case: number, press, text, ending, at: pressed }) => (
      { key, case: number, press, text, ending, ago: Math.max(0, Math.round((Date.now() - pressed) / 1000)) }));
    body.append("entries", JSON.stringify(entries));
    for (const one of some) if (one.photo) body.append(one.key, one.photo, "foto.jpeg");
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    return fetch(at.outbox, { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "manual" });
  };

  const settle = async (some, answers) => {
    for (const [place, one] of some.entries()) {
      if (answers[place].taken) await stored(store("readwrite").delete(one.id));
      else await stored(store("readwrite").put({ ...one, why: answers[place].why }));
    }
  };

  // Returns what stood in the way: "offline", "out", "old", or nothing.
  const sendAll = async () => {
    for (;;) {
      const some = next((await all()).filter((one) => !one.why));
      if (!some.length) return "";
      if (!navigator.onLine) return "offline";
      let answer;
      try { answer = await post(some); } catch { return "offline"; }
      if (answer.type === "opaqueredirect" || answer.status === 401) return "out";
      if (answer.status === 403) return "old";
      if (!answer.ok) return "offline"; // of no use now: later again
      await settle(some, (await answer.json()).answers);
      heard("sent");
    }
  };

  const send = async () => {
    await opened;
    if (!db || sending) return;
    sending = true;
    try { heard("", await sendAll()); } finally { sending = false; }
  };

  return { opened, all, add, remove, send, isReady: () => Boolean(db), whenHeard: (act) => { heard = act; } };
})();
