import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { fieldWords, isDateField, type Field } from '#lib/core/imports/fields'
import { mayImport } from '#lib/core/imports/states'
import * as paths from '#lib/core/paths'
import { getImportRow, type SeenRow } from '#lib/imports/get-import-row'
import { BackLink } from '../../../../../components/back-link'
import { Button } from '../../../../../components/button'
import { Card, CardFoot } from '../../../../../components/card'
import { Choices } from '../../../../../components/choices'
import { Disclosure } from '../../../../../components/disclosure'
import { Field as Question } from '../../../../../components/field'
import { Form } from '../../../../../components/form'
import { Notice } from '../../../../../components/notice'
import { orNotFound } from '../../../../../edge/or-not-found'
import { pageContext } from '../../../../../edge/page-context'
import { mend } from '../../../actions'

export const metadata: Metadata = { title: 'One row of a file' }

/** One row of a draft: what is wrong with it, and a form to mend it. */
export default async function RowPage({
  params,
}: PageProps<'/[organisation]/imports/[importId]/rows/[row]'>) {
  const { organisation: slug, importId, row: asked } = await params
  if (!/^\d{1,6}$/.test(asked)) notFound()
  const number = Number(asked)
  const ctx = await pageContext(slug, paths.importRow(slug, importId, number))
  const row = await orNotFound(getImportRow(ctx, { importId, number }))
  const back = paths.importOf(slug, importId)
  return (
    <>
      <BackLink href={back}>Back to the file</BackLink>
      <h1>Row {number}</h1>
      <Said row={row} />
      {mayImport('mend_row', row.importState) ? (
        <MendForm slug={slug} importId={importId} row={row} />
      ) : null}
      <Disclosure summary="What the file says in this row">
        <dl className="grid gap-1">
          {row.cells.map(({ heading, cell }) => (
            <div key={heading} className="flex flex-wrap gap-x-3">
              <dt className="text-ink-soft">{heading}</dt>
              <dd className="wrap-anywhere">{cell === '' ? 'nothing' : cell}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </>
  )
}

function Said({ row: { problems, notes, state } }: { row: SeenRow }) {
  const said = [...problems, ...notes]
  const leftOut = state === 'left_out'
  if (said.length === 0 && !leftOut) return null
  return (
    <Notice
      tone={problems.length > 0 ? 'warning' : 'information'}
      title={
        leftOut
          ? 'This row is left out. Save it to have it in again.'
          : problems.length > 0
            ? 'Mend this first'
            : 'Look at this'
      }
    >
      {said.map(({ message }) => (
        <p key={message} className="wrap-anywhere">
          {message}
        </p>
      ))}
    </Notice>
  )
}

function MendForm({ slug, importId, row }: { slug: string; importId: string; row: SeenRow }) {
  return (
    <Card as="section">
      <Form action={mend.bind(null, slug, importId, row.number)} className="grid w-full gap-5">
        {row.fields.map(({ field, text }) => (
          <OneField key={field} field={field} text={text} />
        ))}
        <CardFoot>
          <Button>Save the row</Button>
          <Button look="plain" name="do" value="leave_out">
            Leave the row out
          </Button>
        </CardFoot>
      </Form>
    </Card>
  )
}

/** A day that we could not read is shown as it stands in the file, in words. */
const isDay = (text: string) => /^(\d{4}-\d{2}-\d{2})?$/.test(text)

function OneField({ field, text }: { field: Field; text: string }) {
  if (field === 'online') {
    return (
      <Choices
        name={field}
        label="Do they coach anybody under 18 online?"
        choices={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
          { value: '', label: 'As I said for the whole file' },
        ]}
        value={[
          /^(y|yes|true|1|x)$/i.test(text) ? 'yes' : /^(n|no|false|0)$/i.test(text) ? 'no' : '',
        ]}
      />
    )
  }
  const isDate = isDateField(field)
  return (
    <Question
      name={field}
      label={fieldWords(field)}
      value={text}
      optional={field !== 'name' && field !== 'email'}
      {...(isDate && isDay(text)
        ? { type: 'date' as const, width: 'short' as const }
        : isDate
          ? { hint: 'As year-month-day: 2024-02-01', width: 'medium' as const }
          : {})}
      autoComplete="off"
      spellCheck={false}
    />
  )
}
