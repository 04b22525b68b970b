/** A piece of a line. What is no mark of ours is text, as it was typed: there is no HTML. */
export type Inline =
  | { readonly kind: 'text' | 'strong' | 'emphasis' | 'placeholder'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      readonly start: number
      readonly items: readonly (readonly Inline[])[]
    }

const heading = /^(#{1,3}) +(\S.*)$/
const bullet = /^[-*] +(\S.*)$/
const number = /^(\d{1,4})[.)] +(\S.*)$/

/**
 * The small part of Markdown that policies are written in: headings with #, ## and ###, paragraphs,
 * lists with - or 1., **bold**, *slanted*, [links](https://…). Everything else is text. What stands
 * in [square brackets] alone is something still to fill in.
 */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = []
  let open: Open | null = null
  const close = () => {
    if (open) blocks.push(blockOf(open))
    open = null
  }
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const trimmed = line.trim()
    const head = heading.exec(trimmed)
    if (trimmed === '' || head) close()
    if (trimmed === '') continue
    if (head) {
      const level = levelOf(head[1])
      blocks.push({ kind: 'heading', level, content: inlinesOf(head[2] ?? '') })
      continue
    }
    const item = itemOf(trimmed)
    if (item && (open?.kind !== 'list' || open.ordered !== item.ordered)) {
      close()
      open = { kind: 'list', ordered: item.ordered, start: item.start, lines: [item.text] }
    } else if (item && open) open.lines.push(item.text)
    else if (open?.kind === 'list' && line.startsWith('  ')) addToLast(open.lines, trimmed)
    else if (open?.kind === 'paragraph') open.lines.push(trimmed)
    else {
      close()
      open = { kind: 'paragraph', lines: [trimmed] }
    }
  }
  close()
  return blocks
}

type Open =
  | { kind: 'paragraph'; lines: string[] }
  | { kind: 'list'; ordered: boolean; start: number; lines: string[] }

const levelOf = (marks: string | undefined): 1 | 2 | 3 => {
  if (marks?.length === 3) return 3
  return marks?.length === 2 ? 2 : 1
}

function itemOf(line: string): { ordered: boolean; start: number; text: string } | null {
  const plain = bullet.exec(line)
  if (plain) return { ordered: false, start: 1, text: plain[1] ?? '' }
  const numbered = number.exec(line)
  return numbered ? { ordered: true, start: Number(numbered[1]), text: numbered[2] ?? '' } : null
}

function addToLast(lines: string[], more: string): void {
  const last = lines.pop() ?? ''
  lines.push(`${last} ${more}`)
}

function blockOf(open: Open): Block {
  if (open.kind === 'paragraph') {
    return { kind: 'paragraph', content: inlinesOf(open.lines.join(' ')) }
  }
  const { ordered, start, lines } = open
  return { kind: 'list', ordered, start, items: lines.map(inlinesOf) }
}

// Each part ends at a mark that it may not hold itself, so that no text takes long to read.
const marks = /\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*|\[([^[\]\n]+)\](?:\(([^()\s]+)\))?/g

function inlinesOf(line: string): Inline[] {
  const pieces: Inline[] = []
  let from = 0
  for (const match of line.matchAll(marks)) {
    const [whole, strong, emphasis, words, target] = match
    if (match.index > from) pieces.push({ kind: 'text', text: line.slice(from, match.index) })
    from = match.index + whole.length
    if (strong !== undefined) pieces.push({ kind: 'strong', text: strong })
    else if (emphasis !== undefined) pieces.push({ kind: 'emphasis', text: emphasis })
    else pieces.push(bracketed(whole, words ?? '', target))
  }
  if (from < line.length) pieces.push({ kind: 'text', text: line.slice(from) })
  return pieces
}

function bracketed(whole: string, text: string, target: string | undefined): Inline {
  if (target === undefined) return { kind: 'placeholder', text: whole }
  const href = safeTarget(target)
  return href === null ? { kind: 'text', text: whole } : { kind: 'link', text, href }
}

const schemes: readonly string[] = ['https:', 'http:', 'mailto:', 'tel:']

/** The address of a link as a browser will read it, where it may be one; null where it may not. */
export function safeTarget(target: string): string | null {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(target) || !URL.canParse(target)) return null
  const url = new URL(target)
  return schemes.includes(url.protocol) && url.username === '' ? url.href : null
}

/** What is still to fill in, each once, in the order in which it stands. */
export function placeholdersIn(text: string): string[] {
  const found = parseMarkdown(text)
    .flatMap((block) => (block.kind === 'list' ? block.items.flat() : block.content))
    .filter(({ kind }) => kind === 'placeholder')
    .map((piece) => piece.text)
  return [...new Set(found)]
}
