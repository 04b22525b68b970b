import type { ReactNode } from 'react'
import { parseMarkdown, type Block, type Inline } from '#lib/core/policies/markdown'

/**
 * A policy's text as it is read. It is built from parts that we know, and never as HTML: what
 * somebody typed cannot become anything else.
 */
export function PolicyText({ markdown }: { markdown: string }) {
  return (
    <div className="grid max-w-prose gap-3 wrap-anywhere">
      {parseMarkdown(markdown).map((block, index) => (
        // The text does not change while it is shown, and two blocks may say the same.
        // oxlint-disable-next-line react/no-array-index-key
        <BlockText key={index} block={block} />
      ))}
    </div>
  )
}

function BlockText({ block }: { block: Block }) {
  if (block.kind === 'paragraph') return <p>{inlines(block.content)}</p>
  if (block.kind === 'heading') {
    if (block.level === 1) return <h3 className="mt-3">{inlines(block.content)}</h3>
    if (block.level === 2) return <h4 className="mt-2 font-[650]">{inlines(block.content)}</h4>
    return <h5 className="font-[650]">{inlines(block.content)}</h5>
  }
  // oxlint-disable-next-line react/no-array-index-key
  const items = block.items.map((item, index) => <li key={index}>{inlines(item)}</li>)
  return block.ordered ? (
    <ol start={block.start} className="grid list-decimal gap-1.5 pl-7">
      {items}
    </ol>
  ) : (
    <ul className="grid list-disc gap-1.5 pl-7">{items}</ul>
  )
}

const inlines = (pieces: readonly Inline[]): ReactNode =>
  // oxlint-disable-next-line react/no-array-index-key
  pieces.map((piece, index) => <InlineText key={index} piece={piece} />)

function InlineText({ piece }: { piece: Inline }) {
  if (piece.kind === 'strong') return <strong>{piece.text}</strong>
  if (piece.kind === 'emphasis') return <em>{piece.text}</em>
  if (piece.kind === 'placeholder') {
    return <mark className="bg-soon-bg font-[650] text-soon">{piece.text}</mark>
  }
  if (piece.kind !== 'link') return piece.text
  return (
    <a href={piece.href} rel="noopener noreferrer">
      {piece.text}
    </a>
  )
}
