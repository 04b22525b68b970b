import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { isAppError } from '#lib/core/errors'
import * as paths from '#lib/core/paths'
import { refusedForm, untouched, type FormState } from '../components/form-state'
import { noteRefused } from './refused-request'

/**
 * What an action answers to its form: nothing where `run` is done, and where it is refused what is
 * wrong, with what was typed in `data`. `secret` names fields that are not given back, such as a
 * sign-in code. Somebody who was signed out meanwhile loses nothing either: they are told how to
 * go on. What is not there is Next's page for that; a redirect or a bug goes on to Next.
 */
export async function act(
  data: FormData,
  run: () => Promise<FormState | void>,
  secret: readonly string[] = [],
): Promise<FormState> {
  try {
    return (await run()) ?? untouched
  } catch (error) {
    if (isAppError(error, 'not_found')) notFound()
    if (isAppError(error, 'not_signed_in')) await signInWithoutScript()
    const answer = refusedForm(error, data, secret)
    await noteRefused()
    return answer
  }
}

/**
 * Without JavaScript the page comes back whole, and is one that only the signed-in may see: they
 * sign in first and return to it. With JavaScript the form stays as it is.
 */
async function signInWithoutScript(): Promise<void> {
  const sent = await headers()
  if (sent.has('next-action')) return
  const from = sent.get('referer') ?? ''
  redirect(paths.signIn(URL.canParse(from) ? paths.safeReturnTo(new URL(from).pathname, '') : ''))
}
