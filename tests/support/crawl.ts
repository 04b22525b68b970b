import type { APIResponse, BrowserContext, Page } from 'playwright-core'

/** A form as it stands in a page without JavaScript: where it goes, and what it would send. */
export type FoundForm = { page: string; action: string; label: string; fields: [string, string][] }

export type Crawled = {
  /** Paths that answered with a page, with the query with which they were found first. */
  pages: string[]
  forms: FoundForm[]
}

/** More than the product has for one person in the demo; a crawl that meets it is a mistake. */
const pages_max = 400

type Ways = {
  /** What is not to be followed. */
  skip?: (path: string) => boolean
  /** Pages that are alike but for whom or what they are about. */
  kindOf?: (path: string) => string
  /** Called with each page as it came. */
  look?: (path: string, html: string) => void
}

/** Of pages that are alike. A list of forty has hardly a page that the first ten have not. */
const alike_max = 10

/**
 * Follows every link within the site from `start`, as whoever is signed in in `context`, and gives
 * each page once (queries aside; of a kind, some) with the forms in it that post. Reads only: no
 * form is sent.
 */
export async function crawl(
  context: BrowserContext,
  page: Page,
  start: readonly string[],
  { skip = () => false, kindOf = (path) => path, look = () => {} }: Ways = {},
): Promise<Crawled> {
  const waiting = [...start]
  const seen = new Set<string>()
  const kinds = new Map<string, number>()
  const found: Crawled = { pages: [], forms: [] }
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const path = next.split('?')[0] ?? next
    const alike = (kinds.get(kindOf(path)) ?? 0) + 1
    if (seen.has(path) || skip(path) || alike > alike_max) continue
    seen.add(path)
    kinds.set(kindOf(path), alike)
    if (seen.size > pages_max) throw new Error(`more than ${pages_max} pages from ${start.join()}`)
    const answer = await context.request.get(next, { maxRedirects: 0 })
    const location = answer.headers()['location']
    if (location) waiting.push(pathOf(location))
    if (!isPage(answer)) continue
    const html = await answer.text()
    look(next, html)
    found.pages.push(next)
    const { links, forms } = await readPage(page, html)
    waiting.push(...links.map(pathOf))
    found.forms.push(...forms.map((form) => ({ ...form, page: next })))
  }
  return found
}

const isPage = (answer: APIResponse) =>
  answer.status() === 200 && (answer.headers()['content-type'] ?? '').startsWith('text/html')

const pathOf = (link: string) => {
  const url = new URL(link, 'http://here')
  return url.pathname + url.search
}

/** The browser reads the page, but runs nothing of it. */
async function readPage(page: Page, html: string) {
  return page.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, 'text/html')
    const links = [...read.querySelectorAll('a[href]')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => /^\/(?!\/)/.test(href))
    const forms = [...read.querySelectorAll('form')]
      .filter((form) => form.method.toLowerCase() === 'post')
      .map((form) => {
        const fields: [string, string][] = []
        for (const [name, value] of new FormData(form)) {
          if (typeof value === 'string') fields.push([name, value])
        }
        const label = form.querySelector('button')?.textContent?.trim() ?? ''
        return { action: form.getAttribute('action') ?? '', label, fields }
      })
    return { links, forms }
  }, html)
}
