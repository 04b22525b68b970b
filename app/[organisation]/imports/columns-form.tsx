import { fieldWords, importFields } from '#lib/core/imports/fields'
import type { SeenImport } from '#lib/imports/get-import'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choices } from '../../components/choices'
import { Form } from '../../components/form'
import { Select } from '../../components/select'
import { choose } from './actions'

const options = importFields.map((field) => ({ value: field, label: fieldWords(field) }))

const separatorWords = new Map([
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
])

/** What each column of a file is, how its days are written, and what it does not say. */
export function ColumnsForm({ slug, file }: { slug: string; file: SeenImport }) {
  const { importId, columns, orderAsked, dateOrder, online } = file
  const found = columns.filter(({ field }) => field !== '').length
  return (
    <Card as="section">
      <p>
        We know {found} of {columns.length} columns. Check that they are right. What is in a column
        that you leave out is erased when you go on.
      </p>
      <Form
        action={choose.bind(null, slug, importId, columns.length)}
        className="grid w-full gap-6"
      >
        {columns.map(({ heading, field, examples, kept }, index) => (
          <Select
            // Columns never change places.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            name={`column${index}`}
            label={heading}
            hint={hintOf(kept, examples)}
            options={kept ? options : []}
            empty="Leave it out"
            value={field}
          />
        ))}
        {orderAsked || dateOrder ? <OrderOfDates file={file} /> : null}
        <Choices
          name="online"
          label="Where the file does not say so: do these people coach anybody under 18 online?"
          hint="For people who are new on your list. You can change it for each of them."
          choices={[
            { value: 'yes', label: 'Yes', hint: 'If you are not sure, say yes.' },
            { value: 'no', label: 'No' },
          ]}
          value={online ? [online] : []}
        />
        <Button>Look at each row</Button>
      </Form>
      <p className="text-small text-ink-soft">
        Read as {file.encoding}, with {separatorWords.get(file.separator) ?? 'commas'} between the
        cells. If letters look wrong above, save the file again as “CSV UTF-8”.
      </p>
    </Card>
  )
}

function hintOf(kept: boolean, examples: readonly string[]): string {
  if (!kept) return 'What was in it is not kept. To use this column, send the file again.'
  return examples.length === 0 ? 'This column is empty' : `Such as: ${examples.join(' · ')}`
}

function OrderOfDates({ file: { orderAsked, dateOrder } }: { file: SeenImport }) {
  return (
    <Choices
      name="dateOrder"
      label="How are dates such as 01/02/2024 written in this file?"
      hint={
        orderAsked
          ? 'The file does not show it. We ask once, for all dates in it.'
          : 'The file shows it by dates that can be read in one way only.'
      }
      choices={[
        { value: 'day_first', label: 'Day first: 1 February 2024' },
        { value: 'month_first', label: 'Month first: 2 January 2024' },
      ]}
      value={dateOrder ? [dateOrder] : []}
    />
  )
}
