import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { mayImport } from '#lib/core/imports/states'
import * as paths from '#lib/core/paths'
import { getImport } from '#lib/imports/get-import'
import { BackLink } from '../../../../components/back-link'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { ColumnsForm } from '../../columns-form'

export const metadata: Metadata = { title: 'What is in each column' }

/** What each column is, to be changed as long as nothing is written. */
export default async function ColumnsPage({
  params,
}: PageProps<'/[organisation]/imports/[importId]/columns'>) {
  const { organisation: slug, importId } = await params
  const ctx = await pageContext(slug, paths.importColumns(slug, importId))
  const file = await orNotFound(getImport(ctx, { importId }))
  if (!mayImport('choose_columns', file.state)) redirect(paths.importOf(slug, importId))
  return (
    <>
      <BackLink href={paths.importOf(slug, importId)}>Back to the file</BackLink>
      <h1>What is in each column?</h1>
      <ColumnsForm slug={slug} file={file} />
    </>
  )
}
