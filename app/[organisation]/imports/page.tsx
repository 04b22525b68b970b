import type { Metadata } from 'next'
import { counted } from '#lib/core/dates'
import { importKept_days, importLimits, unsaidKept_days } from '#lib/core/imports/limits'
import * as paths from '#lib/core/paths'
import { listImports, type ListedImport } from '#lib/imports/list-imports'
import { BackLink } from '../../components/back-link'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { FileField } from '../../components/file-field'
import { Form } from '../../components/form'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Steps } from '../../components/steps'
import { Time } from '../../components/time'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { upload } from './actions'
import { stateFaces } from './import-words'

export const metadata: Metadata = { title: 'Add people from a list' }

/** Where a file of people is read into the register, and what became of those before. */
export default async function ImportsPage({ params }: PageProps<'/[organisation]/imports'>) {
  const { organisation: slug } = await params
  const ctx = await pageContext(slug, paths.imports(slug))
  const files = await orNotFound(listImports(ctx, {}))
  const most = importLimits.rows.toLocaleString('en-GB')
  return (
    <>
      <BackLink href={paths.coaches(slug)}>Back to all coaches</BackLink>
      <h1>Add people from a list</h1>
      <Card as="section">
        <h2>Choose the file</h2>
        <Form action={upload.bind(null, slug)} className="grid w-full gap-5">
          <FileField
            name="file"
            label="A CSV file from your membership system, or from Excel"
            hint={`One person a row, at most ${most} rows and ${importLimits.bytes / 1_000_000} MB. In Excel: “Save as”, then “CSV UTF-8”.`}
            accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
          />
          <Button>Look at the file</Button>
        </Form>
        <p>
          No file to hand?{' '}
          <a href={paths.importsSample(slug)} className="inline-block py-2.5">
            Take a sample file
          </a>{' '}
          and see how it works. Nobody goes on your list until you say so.
        </p>
      </Card>
      <Earlier slug={slug} files={files} now={ctx.now} />
      <Card as="section">
        <h2>What happens with it</h2>
        <Steps
          items={[
            <>
              <b>You say what each column is.</b> We read a name, an e-mail address, teams, roles
              and dates. We leave out birthdays, phone numbers, parents and numbers of certificates.
            </>,
            <>
              <b>You see each row that has a problem,</b> and mend it here. Nothing is written yet.
            </>,
            <>
              <b>You say yes.</b> People who are on your list already are not added twice. Nobody
              gets an e-mail: you invite them afterwards.
            </>,
          ]}
        />
        <p className="text-small text-ink-soft">
          What the file holds is erased when it is done, and after {importKept_days} days if nobody
          goes on with it. Until you say what its columns are, it is kept for {unsaidKept_days}{' '}
          days; then columns that we do not need are erased at once.
        </p>
      </Card>
    </>
  )
}

function Earlier({
  slug,
  files,
  now,
}: {
  slug: string
  files: readonly ListedImport[]
  now: Date
}) {
  if (files.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2>Earlier files</h2>
      <Rows label="Files that were read in, the newest first">
        {files.map((each) => (
          <Row
            key={each.importId}
            href={paths.importOf(slug, each.importId)}
            title={each.fileName === '' ? counted(each.rows, 'row') : each.fileName}
            detail={
              <>
                {each.uploadedByName}, <Time at={each.uploadedAt} now={now} as="when" />
              </>
            }
          >
            <StatusTag status={stateFaces[each.state].face}>
              {stateFaces[each.state].words}
            </StatusTag>
          </Row>
        ))}
      </Rows>
    </section>
  )
}
