import type { Context } from '#lib/context'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { SeenImport } from '#lib/imports/get-import'
import {
  listImportRows,
  rowFilters,
  type ListedRow,
  type RowFilter,
} from '#lib/imports/list-import-rows'
import { Button } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Fact, Facts } from '../../components/facts'
import { Form } from '../../components/form'
import { Notice } from '../../components/notice'
import { Pagination } from '../../components/pagination'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { FilterLinks } from '../filter-links'
import { confirm, leaveOutProblems } from './actions'

type Asked = { show: string | undefined; after: string | undefined }

/** A draft: what it would do, each row with a problem, and the button that has it written. */
export async function Review({
  ctx,
  file,
  asked,
}: {
  ctx: Context
  file: SeenImport
  asked: Asked
}) {
  const { slug } = ctx.organisation
  const { importId, inState } = file
  const first: RowFilter = inState.problem > 0 ? 'problem' : 'look'
  const filter = rowFilters.find((each) => each === asked.show) ?? first
  const after = Number.parseInt(asked.after ?? '', 10)
  const { rows, next } = await listImportRows(ctx, {
    ...{ importId, filter, after: Number.isNaN(after) ? 0 : after },
  })
  return (
    <>
      {file.stoppedAt ? <Stopped file={file} /> : null}
      {inState.problem > 0 ? (
        <ToMend slug={slug} file={file} />
      ) : (
        <ToConfirm slug={slug} file={file} />
      )}
      <section className="grid gap-3">
        <h2>The rows</h2>
        <FilterLinks
          label="Which rows"
          links={rowFilters.map((each) => ({
            words: filterWords[each],
            href: paths.importOf(slug, importId, { show: each }),
            current: each === filter,
          }))}
        />
        {rows.length === 0 ? (
          <p>{noneWords[filter]}</p>
        ) : (
          <Rows label={filterWords[filter]}>
            {rows.map((row) => (
              <ReadRow key={row.number} slug={slug} importId={importId} row={row} />
            ))}
          </Rows>
        )}
        <Pagination
          label="Pages of rows"
          next={
            next === null
              ? undefined
              : paths.importOf(slug, importId, { show: filter, after: String(next) })
          }
        />
      </section>
    </>
  )
}

const filterWords: Readonly<Record<RowFilter, string>> = {
  problem: 'To mend',
  look: 'To look at',
  add: 'New',
  change: 'Changed',
  same: 'No change',
  left_out: 'Left out',
}

const noneWords: Readonly<Record<RowFilter, string>> = {
  problem: 'No row has a problem.',
  look: 'There is nothing to look at before you go on.',
  add: 'Nobody would be new on your list.',
  change: 'Nobody would be changed.',
  same: 'No row says what is on your list already.',
  left_out: 'No row is left out.',
}

function WhatItDoes({ file: { planned, inState } }: { file: SeenImport }) {
  return (
    <Facts>
      <Fact name="New on your list">{planned.add.toLocaleString('en-GB')}</Fact>
      <Fact name="Changed">{planned.change.toLocaleString('en-GB')}</Fact>
      <Fact name="No change">{planned.same.toLocaleString('en-GB')}</Fact>
      <Fact name="Left out">{inState.left_out.toLocaleString('en-GB')}</Fact>
    </Facts>
  )
}

/** Who had it put on the list does not keep the list any more, and so it stopped on its way. */
function Stopped({ file: { inState, rows } }: { file: SeenImport }) {
  return (
    <Notice tone="warning" title="This was stopped on its way">
      <p>
        Whoever had these people put on the list no longer keeps it. Of {counted(rows, 'row')},{' '}
        {inState.done.toLocaleString('en-GB')} are on the list already. Look at the others, and go
        on yourself.
      </p>
    </Notice>
  )
}

function ToMend({ slug, file }: { slug: string; file: SeenImport }) {
  const { importId, inState } = file
  return (
    <Card as="section">
      <p>
        {file.stoppedAt ? null : <b>Nothing is on your list yet. </b>}Mend the rows below one by
        one, or leave them out and go on with the others.
      </p>
      <WhatItDoes file={file} />
      <Form action={leaveOutProblems.bind(null, slug, importId)} className="grid gap-3">
        <CardFoot>
          <Button look="plain">
            Leave out{' '}
            {inState.problem === 1 ? 'this row' : `these ${counted(inState.problem, 'row')}`}
          </Button>
          <a href={paths.importColumns(slug, importId)}>Change the columns</a>
        </CardFoot>
      </Form>
    </Card>
  )
}

function ToConfirm({ slug, file }: { slug: string; file: SeenImport }) {
  const { importId, planned, inState } = file
  return (
    <Card as="section">
      <WhatItDoes file={file} />
      <p>
        Nobody gets an e-mail by this. People who are on your list and not in the file stay as they
        are.
      </p>
      <Form action={confirm.bind(null, slug, importId)} className="grid gap-3">
        <CardFoot>
          <Button refusal={inState.ready === 0 ? 'No row is left to put on the list.' : undefined}>
            {planned.add + planned.change === 0
              ? 'Finish'
              : `Put ${counted(planned.add + planned.change, 'person', 'people')} on the list`}
          </Button>
          <a href={paths.importColumns(slug, importId)}>Change the columns</a>
        </CardFoot>
      </Form>
    </Card>
  )
}

function ReadRow({ slug, importId, row }: { slug: string; importId: string; row: ListedRow }) {
  const { number, name, email, state, problems, notes } = row
  return (
    <Row
      roomy
      href={paths.importRow(slug, importId, number)}
      title={name === '' ? 'No name' : name}
      detail={
        <>
          <span className="block wrap-anywhere">
            Row {number}
            {email === '' ? null : `, ${email}`}
          </span>
          {[...problems, ...notes].map(({ message }) => (
            <span key={message} className="block wrap-anywhere">
              {message}
            </span>
          ))}
        </>
      }
    >
      {state === 'problem' ? <StatusTag status="not_met">To mend</StatusTag> : null}
      {state === 'left_out' ? <StatusTag status="not_applicable">Left out</StatusTag> : null}
    </Row>
  )
}
