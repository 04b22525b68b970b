// Answers for /attacked only: from the network while that is quick, else from this device's copy.
const cacheName = 'guide'
const page = '/attacked'
const patience_ms = 4_000
const age_max_ms = 24 * 60 * 60 * 1_000

addEventListener('install', (event) => {
  event.waitUntil(store().then(() => skipWaiting()))
})

addEventListener('activate', (event) => {
  event.waitUntil(clients.claim())
})

// Any page of the product says so when it is opened, and the copy is renewed when it is a day old.
addEventListener('message', (event) => {
  if (event.data === 'renew') event.waitUntil(renew())
})

addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return
  if (mode === 'navigate') {
    if (pathname === page) event.respondWith(freshOrKept(event))
    return
  }
  if (pathname.startsWith('/_next/static/')) event.respondWith(keptOrFetched(event.request))
})

async function freshOrKept(event) {
  const kept = await keptPage()
  try {
    const signal = kept === undefined ? undefined : AbortSignal.timeout(patience_ms)
    const fresh = await fetch(event.request.url, { credentials: 'same-origin', signal })
    if (!fresh.ok) return kept ?? fresh
    event.waitUntil(renew())
    return fresh
  } catch (error) {
    if (kept === undefined) throw error
    return kept
  }
}

const keptOrFetched = async (request) =>
  (await (await caches.open(cacheName)).match(request)) ?? fetch(request)

const keptPage = async () => (await caches.open(cacheName)).match(page)

async function renew() {
  const kept = await keptPage()
  const kept_at = Date.parse(kept?.headers.get('date') ?? '')
  if (Date.now() - kept_at < age_max_ms) return
  // Without the internet the old copy stays.
  await store().catch(() => undefined)
}

// The page as a stranger sees it, its style sheets and the letters they need. All or nothing.
async function store() {
  const found = await fetchWell(page)
  const sheets = matches(await found.clone().text(), /href="(\/_next\/static\/[^"]+\.css[^"]*)"/g)
  const assets = new Map()
  for (const sheet of new Set(sheets)) {
    const answer = await fetchWell(sheet)
    const text = await answer.clone().text()
    assets.set(new URL(sheet, location.href).href, answer)
    const fonts = matches(text, /url\(["']?([^"')]+-latin-wght-normal[^"')]*)["']?\)/g)
    for (const font of fonts) {
      const address = new URL(font, new URL(sheet, location.href)).href
      if (!assets.has(address)) assets.set(address, await fetchWell(address))
    }
  }
  const cache = await caches.open(cacheName)
  for (const [address, answer] of assets) await cache.put(address, answer)
  await cache.put(page, found)
  const wanted = new Set([...assets.keys(), new URL(page, location.href).href])
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url)
}

async function fetchWell(address) {
  const answer = await fetch(address, { credentials: 'omit', cache: 'no-cache' })
  if (!answer.ok) throw new Error(`The guide could not be kept: ${answer.status}`)
  return answer
}

const matches = (text, pattern) => Array.from(text.matchAll(pattern), ([, found]) => found)
