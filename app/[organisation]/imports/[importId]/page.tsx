import type { Metadata } from 'next'
import { counted } from '#lib/core/dates'
import type { ImportState } from '#lib/core/imports/states'
import * as paths from '#lib/core/paths'
import { getImport, type SeenImport } from '#lib/imports/get-import'
import { BackLink } from '../../../components/back-link'
import { Card } from '../../../components/card'
import { Live } from '../../../components/live'
import { Notice } from '../../../components/notice'
import { Progress } from '../../../components/progress'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { askedText } from '../../../edge/asked-text'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { ColumnsForm } from '../columns-form'
import { stateFaces } from '../import-words'
import { ReadIn } from '../read-in'
import { Review } from '../review'
import { TakeBack } from '../take-back'

export const metadata: Metadata = { title: 'One file of people' }

/** One file: its columns, then its rows, then how far it is, then what became of it. */
export default async function ImportPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/imports/[importId]'>) {
  const { organisation: slug, importId } = await params
  const search = await searchParams
  const ctx = await pageContext(slug, paths.importOf(slug, importId))
  const file = await orNotFound(getImport(ctx, { importId }))
  const { face, words } = stateFaces[file.state]
  return (
    <>
      <BackLink href={paths.imports(slug)}>Back to all files</BackLink>
      <div className="grid gap-2">
        <StatusTag status={face}>{words}</StatusTag>
        <h1>{headlines[file.state](file)}</h1>
        <p className="text-ink-soft wrap-anywhere">
          {file.fileName === '' ? null : `${file.fileName}, `}
          {counted(file.rows, 'row')}, from {file.uploadedByName}{' '}
          <Time at={file.uploadedAt} now={ctx.now} as="when" />
        </p>
      </div>
      {file.state === 'columns' ? <ColumnsForm slug={slug} file={file} /> : null}
      {file.state === 'checking' || file.state === 'writing' ? (
        <UnderWay slug={slug} file={file} />
      ) : null}
      {file.state === 'ready' ? (
        <Review
          ctx={ctx}
          file={file}
          asked={{ show: askedText(search, 'show'), after: askedText(search, 'after') }}
        />
      ) : null}
      {file.state === 'done' ? <ReadIn slug={slug} file={file} /> : null}
      {file.state === 'withdrawn' ? (
        <Notice tone="information" title="This file was taken back, and what it held is erased">
          <p>Nothing of it is on your list. You can read it in again from the start.</p>
        </Notice>
      ) : null}
      {file.state === 'columns' || file.state === 'ready' ? (
        <TakeBack slug={slug} file={file} now={ctx.now} />
      ) : null}
    </>
  )
}

const headlines: Readonly<Record<ImportState, (file: SeenImport) => string>> = {
  columns: () => 'What is in each column?',
  checking: () => 'We are looking at each row',
  ready: ({ inState: { problem } }) =>
    problem > 0 ? `${counted(problem, 'row')} to mend` : 'Ready to go on your list',
  writing: () => 'The people are being put on your list',
  done: ({ added, changed }) => (added + changed === 0 ? 'Done: nothing had changed' : 'Done'),
  withdrawn: () => 'Taken back',
}

function UnderWay({ slug, file }: { slug: string; file: SeenImport }) {
  const { importId, state, inState, rows } = file
  const writes = state === 'writing'
  const total = writes ? rows - inState.left_out : rows
  const done = writes ? inState.done : rows - inState.new
  return (
    <Card as="section">
      <Progress
        label={writes ? 'People put on your list' : 'Rows looked at'}
        done={done}
        total={total}
        lookAgain={paths.importOf(slug, importId)}
      />
      <Live every_ms={1500} />
    </Card>
  )
}
