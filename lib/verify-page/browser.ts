import { verifyPack, type PackReport } from '../core/verify-pack/verify-pack'
import { checkTitles, outcomeWords, verdictWords } from '../core/verify-pack/words'

/** What runs in the verifier's page. It reads the chosen file, and writes the report into the page. */
function start(): void {
  const [form, file, policy] = [byId('form'), byId('file'), byId('policy')]
  const [button, report] = [byId('check'), byId('report')]
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    const chosen = file instanceof HTMLInputElement ? file.files?.[0] : undefined
    if (!report || !chosen) return
    const own = policy instanceof HTMLTextAreaElement ? policy.value.trim() : ''
    void show(report, button, chosen, own === '' ? null : `${own}\n`)
  })
}

const byId = (id: string) => document.getElementById(id)

/** Long enough for the browser to draw that it has begun, before it is busy. */
const drawn_ms = 50

async function show(
  report: HTMLElement,
  button: HTMLElement | null,
  file: File,
  policy: string | null,
): Promise<void> {
  report.replaceChildren(element('p', { text: 'Checking. A large pack takes a minute or two …' }))
  button?.setAttribute('disabled', '')
  await new Promise((next) => setTimeout(next, drawn_ms))
  try {
    const found = verifyPack(new Uint8Array(await file.arrayBuffer()), policy)
    report.replaceChildren(...reportOf(found, file.name))
    document.title = `${found.isSound ? 'Checked' : 'Wrong'}: ${file.name}`
  } catch {
    report.replaceChildren(
      element('p', {
        text: 'The file could not be read. Copy it to this computer, and try again.',
      }),
    )
  }
  button?.removeAttribute('disabled')
  report.focus()
}

function reportOf(report: PackReport, fileName: string): HTMLElement[] {
  const { about, checks } = report
  const day = (moment: string) => moment.slice(0, 10)
  const what = about
    ? `${about.organisation.name}, from ${day(about.period.from)} until ${day(about.period.until)} (UTC)`
    : fileName
  const parts = checks.map(({ name, outcome, says }) =>
    element('div', { className: `check ${outcome}` }, [
      element('h3', { text: checkTitles[name] }),
      element('span', { className: 'word', text: outcomeWords[outcome] }),
      ...says.map((text) => element('p', { text })),
    ]),
  )
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [
          element('section', { className: 'card' }, [
            element('h2', { text: title }),
            element(
              'ul',
              {},
              lines.map((text) => element('li', { text })),
            ),
          ]),
        ]
  return [
    element('section', { className: 'card' }, [
      element('h2', { text: what }),
      element('p', { className: 'verdict', text: verdictWords(report) }),
      ...parts,
    ]),
    ...list('What could not be put into it', about?.failures ?? []),
    ...list('What it does not show', about?.does_not_show ?? []),
  ]
}

/** Text is always text here: nothing from a pack is ever read as HTML. */
function element(
  tag: string,
  { text, className }: { text?: string; className?: string },
  children: readonly HTMLElement[] = [],
): HTMLElement {
  const made = document.createElement(tag)
  if (className !== undefined) made.className = className
  if (text !== undefined) made.textContent = text
  made.append(...children)
  return made
}

start()
