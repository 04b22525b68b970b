import { counted } from '#lib/core/dates'
import { ruleTitle } from '#lib/core/rules/rule-title'
import type { Preview } from '#lib/profiles/get-draft'
import { Notice } from '../../../components/notice'
import { Progress } from '../../../components/progress'
import { Table } from '../../../components/table'
import { Time } from '../../../components/time'

/** How many clubs would newly fall short, and of which rules: as far as they have answered. */
export function PreviewResult({
  preview,
  isOld,
  lookAgain,
  now,
}: {
  preview: Preview
  isOld: boolean
  lookAgain: string
  now: Date
}) {
  const { clubs, answered, notRead, newlyShort, byControl } = preview
  return (
    <>
      {isOld ? (
        <Notice tone="warning" title="This is of the draft as it was before you saved it last">
          The button below asks your clubs anew.
        </Notice>
      ) : null}
      {answered < clubs ? (
        <Progress
          label="Looking at your clubs"
          done={answered}
          total={clubs}
          lookAgain={lookAgain}
        />
      ) : null}
      <p>
        <b>{`${newlyShort} of ${counted(answered, 'club')} would newly fall short.`}</b>{' '}
        {notRead === 0
          ? ''
          : `Of ${counted(notRead, 'club')} nothing is known, since no Zoom account was read. `}
        Asked <Time at={preview.askedAt} now={now} as="relative" />.
      </p>
      <p>Only what we read of Zoom is counted, and not what a club has to state.</p>
      {byControl.length === 0 ? null : (
        <Table
          caption="By rule, how many clubs"
          columns={[
            { heading: 'Rule', cell: ({ control }) => ruleTitle(control) },
            { heading: 'Newly short', cell: (each) => each.newlyShort, numeric: true },
            { heading: 'Newly against advice', cell: (each) => each.newlyAdvised, numeric: true },
            { heading: 'No longer', cell: (each) => each.noLonger, numeric: true },
          ]}
          items={byControl}
          itemKey={({ control }) => control}
        />
      )}
    </>
  )
}
