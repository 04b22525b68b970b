// Safari drops a table's roles when its cells are laid out as blocks, so they are spelled out.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { ReactNode } from 'react'

export type Column<Item> = {
  heading: string
  cell: (item: Item) => ReactNode
  /** Numbers stand under each other on the right. */
  numeric?: boolean
}

/**
 * A table that on a phone becomes a block a row, each cell with its heading before it. The first
 * column names the row.
 */
export function Table<Item>({
  caption,
  captionShown = false,
  columns,
  items,
  itemKey,
}: {
  caption: string
  captionShown?: boolean
  columns: readonly Column<Item>[]
  items: readonly Item[]
  itemKey: (item: Item) => string
}) {
  return (
    <table
      role="table"
      className="cards w-full border-separate border-spacing-0 rounded-card border border-line bg-chalk"
    >
      <caption
        className={
          captionShown ? 'pb-3 text-left font-display text-[1.45rem] font-[650]' : 'sr-only'
        }
      >
        {caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ heading, numeric }) => (
            <th
              key={heading}
              role="columnheader"
              scope="col"
              className={`border-b-2 border-ink px-4 py-3 text-small font-[650] ${numeric ? 'text-right' : 'text-left'}`}
            >
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="sm:[&>tr+tr>*]:border-t sm:[&>tr+tr>*]:border-line">
        {items.map((item) => (
          <tr key={itemKey(item)} role="row">
            {columns.map((column, index) => (
              <Cell key={column.heading} column={column} item={item} first={index === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell<Item>({
  column: { heading, cell, numeric },
  item,
  first,
}: {
  column: Column<Item>
  item: Item
  first: boolean
}) {
  if (first) {
    return (
      <th role="rowheader" scope="row" className="text-left align-top font-[650] sm:px-4 sm:py-3">
        {cell(item)}
      </th>
    )
  }
  return (
    <td
      role="cell"
      className={`align-top sm:px-4 sm:py-3 ${numeric ? 'tabular-nums sm:text-right' : ''}`}
    >
      <span aria-hidden="true" className="text-ink-soft sm:hidden print:hidden">
        {heading}:{' '}
      </span>
      {cell(item)}
    </td>
  )
}
