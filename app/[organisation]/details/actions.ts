'use server'

import { redirect } from 'next/navigation'
import { changeEmail } from '#lib/auth/change-email'
import { changeName } from '#lib/auth/change-name'
import { changeTimeZone } from '#lib/auth/change-time-zone'
import { endLogin } from '#lib/auth/end-login'
import { endOtherLogins } from '#lib/auth/end-other-logins'
import { issueChangeCode } from '#lib/auth/issue-change-code'
import { requireContext } from '#lib/auth/require-context'
import { signedInAt } from '#lib/auth/signed-in-at'
import * as paths from '#lib/core/paths'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { askedAddress, forgetAskedAddress, keepAskedAddress } from '../../edge/asked-address'
import { askerNetwork } from '../../edge/asker-network'
import { typedText } from '../../edge/typed-text'

export async function changeMyName(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await changeName(await requireContext(paths.ownSlug), { name: typedText(data, 'name') })
    redirect(paths.account('name'))
  })
}

export async function changeMyTimeZone(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const timeZone = typedText(data, 'timeZone')
    await changeTimeZone(await requireContext(paths.ownSlug), { timeZone })
    redirect(paths.account('time_zone'))
  })
}

/** Mails a code to the new address: only somebody who reads what is sent there may use it. */
export async function askForEmail(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const me = await requireContext(paths.ownSlug)
    const typed = typedText(data, 'email')
    const { email } = await issueChangeCode(me, typed, await askerNetwork(), await signedInAt())
    await keepAskedAddress(email)
    redirect(paths.accountEmailCode())
  })
}

/** Ends the login here, to begin a new one and come back to change the address. */
export async function signInAgain(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const me = await requireContext(paths.ownSlug)
    await endLogin(me, { everywhere: false })
    if (me.actor.kind === 'user') await keepAskedAddress(me.actor.email)
    redirect(paths.signIn(paths.accountEmail()))
  })
}

export async function confirmEmail(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const me = await requireContext(paths.ownSlug)
    const email = (await askedAddress()) ?? ''
    await changeEmail(me, { email, code: typedText(data, 'code') }, await askerNetwork())
    await forgetAskedAddress()
    redirect(paths.account('email'))
  }, ['code'])
}

export async function signOutElsewhere(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await endOtherLogins(await requireContext(paths.ownSlug), {})
    redirect(paths.account('elsewhere'))
  })
}
