import { fileURLToPath } from 'node:url'
import Pdf from 'pdfkit'
import type { Context } from '../context'
import { formatDate } from '../core/dates'
import type { PackPeriod, PackRows } from './collect-pack'
import { fileOf, type PackFile } from './pack-file'
import { reportSections, type Item } from './report-sections'

const fontFile = (weight: 400 | 700) =>
  fileURLToPath(
    import.meta.resolve(
      `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff`,
    ),
  )

type Doc = PDFKit.PDFDocument
type Part = PDFKit.PDFStructureElement

const margin = 56
const sizes = { H1: 22, H2: 14, P: 10.5, small: 8.5 } as const

/**
 * The pack for people: PDF/UA, tagged, with its fonts inside. Its dates are the period's and not the
 * clock's, so that the same rows give the same bytes.
 */
export async function packReport(
  ctx: Context,
  period: PackPeriod,
  rows: PackRows,
  hasLog: boolean,
): Promise<PackFile> {
  const title = `Evidence pack: ${ctx.organisation.name}`
  const days = `${formatDate(period.from)} to ${formatDate(new Date(period.until.getTime() - 1))}`
  const doc = new Pdf({
    size: 'A4',
    margin,
    pdfVersion: '1.7',
    // The library knows it; its published types do not.
    ...({ subset: 'PDF/UA' } as object),
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Producer: 'Touchline', Creator: 'Touchline', CreationDate: period.until },
  })
  doc.registerFont('text', fontFile(400))
  doc.registerFont('bold', fontFile(700))
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  addText(doc, whole, 'H1', title)
  addText(doc, whole, 'P', days)
  for (const { heading, intro, items } of reportSections(period, rows, hasLog)) {
    addText(doc, whole, 'H2', heading)
    if (intro !== undefined && items.length > 0) addText(doc, whole, 'P', intro)
    if (items.length === 0) addText(doc, whole, 'P', 'None.')
    else addList(doc, whole, items)
  }
  whole.end()
  numberPages(doc, `${title}, ${days}`)
  return fileOf('report.pdf', 'report', 'application/pdf', await bytesOf(doc))
}

function addText(doc: Doc, parent: Part, tag: 'H1' | 'H2' | 'P', text: string): void {
  // A heading at the foot of a page would stand there alone.
  if (tag === 'H2' && doc.y > doc.page.height - margin - 70) doc.addPage()
  parent.add(
    doc.struct(tag, {}, () => {
      doc.font(tag === 'P' ? 'text' : 'bold').fontSize(sizes[tag])
      if (tag === 'H2') doc.moveDown(0.8)
      doc.text(text)
      doc.moveDown(0.3)
    }),
  )
}

const indent = 12

function addList(doc: Doc, parent: Part, items: readonly Item[]): void {
  const list = doc.struct('L')
  parent.add(list)
  for (const { lead, text } of items) {
    const item = doc.struct('LI')
    list.add(item)
    item.add(
      doc.struct('Lbl', {}, () => {
        doc.font('text').fontSize(sizes.P)
        const top = doc.y
        doc.text('•', margin, top, { width: indent })
        doc.y = top
      }),
    )
    item.add(
      doc.struct('LBody', {}, () => {
        const left = margin + indent
        if (lead !== undefined) doc.font('bold').text(lead, left)
        doc.font('text').text(text, left)
        doc.moveDown(0.35)
        doc.x = margin
      }),
    )
    item.end()
  }
  list.end()
}

/** The foot of each page, which readers aloud pass over. */
function numberPages(doc: Doc, what: string): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page)
    doc.page.margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
    doc.font('text').fontSize(sizes.small)
    doc.text(`${what}, page ${page + 1} of ${count}`, margin, doc.page.height - 40, {
      lineBreak: false,
    })
    doc.endMarkedContent()
  }
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
