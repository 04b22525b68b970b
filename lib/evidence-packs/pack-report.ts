import { fileURLToPath } from 'node:url'
import Pdf from 'pdfkit'
import type { Context } from '../context'
import { checksDue } from '../core/checks-due'
import { formatDate, formatDateTime } from '../core/dates'
import type { PackPeriod, PackRows } from './collect-pack'
import { whatThisDoesNotShow } from './pack-contents'
import { fileOf, type PackFile } from './pack-file'

const fontFile = (weight: 400 | 700) =>
  fileURLToPath(
    import.meta.resolve(
      `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff`,
    ),
  )

type Doc = PDFKit.PDFDocument
type Section = { heading: string; lines: string[] }

/**
 * The pack for people: PDF/UA, tagged, with its fonts inside. Its dates are the period's and not the
 * clock's, so that the same rows give the same bytes.
 */
export async function packReport(
  ctx: Context,
  period: PackPeriod,
  rows: PackRows,
): Promise<PackFile> {
  const title = `Evidence pack: ${ctx.organisation.name}`
  const doc = new Pdf({
    size: 'A4',
    margin: 56,
    pdfVersion: '1.7',
    // The library knows it; its published types do not.
    ...({ subset: 'PDF/UA' } as object),
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: title, Producer: 'Touchline', Creator: 'Touchline', CreationDate: period.until },
  })
  doc.registerFont('text', fontFile(400))
  doc.registerFont('bold', fontFile(700))
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  add(doc, whole, 'H1', title)
  const last = new Date(period.until.getTime() - 1)
  add(doc, whole, 'P', `From ${formatDate(period.from)} to ${formatDate(last)}.`)
  for (const section of sectionsOf(period, rows)) {
    add(doc, whole, 'H2', section.heading)
    for (const line of section.lines) add(doc, whole, 'P', line)
  }
  whole.end()
  return fileOf('report.pdf', 'report', 'application/pdf', await bytesOf(doc))
}

const sizes = { H1: 22, H2: 14, P: 10.5 } as const

function add(
  doc: Doc,
  parent: PDFKit.PDFStructureElement,
  tag: keyof typeof sizes,
  text: string,
): void {
  parent.add(
    doc.struct(tag, {}, () => {
      doc.font(tag === 'P' ? 'text' : 'bold').fontSize(sizes[tag])
      if (tag === 'H2') doc.moveDown(0.8)
      doc.text(text)
      doc.moveDown(0.3)
    }),
  )
}

function sectionsOf(period: PackPeriod, rows: PackRows): Section[] {
  const open = rows.findings.filter((row) => row.state === 'open')
  const closed = rows.findings.filter((row) => row.state === 'closed')
  return [
    { heading: 'What was checked', lines: checkLines(period, rows) },
    { heading: `Open at the end: ${open.length}`, lines: orNone(open.map(lineOf(rows))) },
    {
      heading: `Mended or ended within it: ${closed.length}`,
      lines: orNone(closed.map(lineOf(rows))),
    },
    { heading: 'What could not be checked', lines: orNone(unknownLines(rows)) },
    { heading: 'What this pack does not show', lines: whatThisDoesNotShow },
    {
      heading: 'How to check this pack',
      lines: [
        'manifest.json lists every file with its length and SHA-256. Each file in readings/ is named after its own SHA-256. record-hashes.json gives, for each line of records.jsonl, the hash that the public log will carry.',
      ],
    },
  ]
}

const orNone = (lines: string[]) => (lines.length === 0 ? ['None.'] : lines)

function checkLines(period: PackPeriod, rows: PackRows): string[] {
  const names = new Map(rows.coaches.map((coach) => [coach.id, coach.name]))
  const coachOf = new Map(rows.connections.map((row) => [row.id, names.get(row.coachId)]))
  const checks = checksDue(rows.connections, rows.audits, period)
  if (checks.length === 0) return ['No Zoom account was connected in this period.']
  return checks.map((row) => {
    const missed = row.daysWithout.length
    const late =
      missed === 0 ? 'no day without' : `${missed} ${missed === 1 ? 'day' : 'days'} without`
    return `${coachOf.get(row.connection) ?? 'A coach who has left'}: due on ${row.due} days, ${row.complete} complete checks of ${row.ran}, ${late}.`
  })
}

const lineOf = (rows: PackRows) => {
  const names = new Map(rows.coaches.map((coach) => [coach.id, coach.name]))
  return (row: PackRows['findings'][number]) => {
    const first = row.events[0]
    const last = row.events.at(-1)
    const since = first ? formatDateTime(first.at) : 'an unknown time'
    const end =
      row.state === 'closed' && last
        ? ` Ended ${formatDateTime(last.at)} (${last.closeReason}).`
        : ''
    const what = row.subjectKind === 'user' ? 'account' : `session ${row.subjectId}`
    return `${row.control}, ${row.level}: ${last?.because ?? ''} ${names.get(row.coachId) ?? row.coachId}, ${what}. Since ${since}.${end}`
  }
}

function unknownLines(rows: PackRows): string[] {
  const latest = new Map<string, PackRows['changes'][number]>()
  for (const row of rows.changes)
    latest.set(`${row.subjectKind} ${row.subjectId} ${row.control}`, row)
  const counted = new Map<string, number>()
  for (const row of latest.values()) {
    if (row.result !== 'could_not_check') continue
    const line = `${row.control}: ${row.because}`
    counted.set(line, (counted.get(line) ?? 0) + 1)
  }
  return [...counted].map(([line, count]) => `${line} (${count})`).toSorted()
}

async function bytesOf(doc: Doc): Promise<Buffer> {
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.once('end', () => resolve(Buffer.concat(chunks)))
    doc.once('error', reject)
  })
  doc.end()
  return whole
}
