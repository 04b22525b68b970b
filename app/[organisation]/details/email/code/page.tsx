import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { codeLife_minutes } from '#lib/core/sign-in-limits'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { CodeField } from '../../../../components/code-field'
import { Form } from '../../../../components/form'
import { askedAddress } from '../../../../edge/asked-address'
import { pageContext } from '../../../../edge/page-context'
import { confirmEmail } from '../../actions'

export const metadata: Metadata = { title: 'Type the code' }

/** Shows that the new address is one's own. */
export default async function EmailCodePage({
  params,
}: PageProps<'/[organisation]/details/email/code'>) {
  if ((await params).organisation !== paths.ownSlug) notFound()
  await pageContext(paths.ownSlug, paths.accountEmailCode())
  const asked = await askedAddress()
  if (!asked) redirect(paths.accountEmail())
  return (
    <>
      <BackLink href={paths.accountEmail()}>Back, to use another address</BackLink>
      <h1>Look at your e-mail</h1>
      <p>
        We have sent a code to <b className="wrap-anywhere">{asked}</b>. It works for{' '}
        {codeLife_minutes} minutes. When you have typed it, you sign in with this address.
      </p>
      <Form action={confirmEmail}>
        <CodeField />
        <Button>Use this address</Button>
      </Form>
    </>
  )
}
