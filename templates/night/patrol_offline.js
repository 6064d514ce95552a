{% load static %}// Keeps the patrol's pages on the telephone, for when there is no net. What the net has comes first.
// Whoever is no longer let in is led elsewhere: then all that was kept is forgotten.
const KEPT = "patrol";
const FILES = "{% get_static_prefix %}";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const at = new URL(request.url);
  const isOurs = request.mode === "navigate" || at.pathname.startsWith(FILES);
  if (request.method === "GET" && at.origin === self.location.origin && isOurs) event.respondWith(fresh(request));
});

async function fresh(request) {
  let answer;
  try {
    answer = await fetch(request);
  } catch (error) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
  if (answer.ok) {
    const cache = await caches.open(KEPT);
    await cache.put(request, answer.clone());
  } else if (request.mode === "navigate" && answer.status < 500) {
    await caches.delete(KEPT);
  }
  return answer;
}
