'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { changeName } from '#lib/auth/change-name'
import { issueCode } from '#lib/auth/issue-code'
import { knownCookie } from '#lib/auth/known-here'
import { requireContext } from '#lib/auth/require-context'
import { useCode as spendCode } from '#lib/auth/use-code'
import { useLink as spendLink } from '#lib/auth/use-link'
import * as paths from '#lib/core/paths'
import type { FormState } from '../components/form-state'
import { act } from '../edge/act'
import { askerNetwork } from '../edge/asker-network'
import { typedText } from '../edge/typed-text'
import { keepAskedAddress } from '../edge/asked-address'
import { enter } from './enter'

/** Mails a code, or another one. The answer is the same whether or not anybody has the address. */
export async function ask(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const returnTo = paths.safeReturnTo(typedText(data, 'returnTo'), '')
    const known = (await cookies()).get(knownCookie.name)?.value
    const asked = { email: typedText(data, 'email'), returnTo, ...(known ? { known } : {}) }
    const { email } = await issueCode(asked, await askerNetwork(), new Date())
    await keepAskedAddress(email)
    redirect(paths.signInCode(returnTo, data.has('again') ? 'again' : undefined))
  })
}

export async function typeCode(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const now = new Date()
    const typed = { email: typedText(data, 'email'), code: typedText(data, 'code') }
    const user = await spendCode(typed, await askerNetwork(), now)
    await enter(user, typedText(data, 'returnTo'), now)
  }, ['code'])
}

export async function confirm(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const now = new Date()
    await enter(await spendLink(typedText(data, 'token'), now), typedText(data, 'returnTo'), now)
  }, ['token'])
}

export async function sayName(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await changeName(await requireContext(paths.ownSlug), { name: typedText(data, 'name') })
    redirect(paths.safeReturnTo(typedText(data, 'returnTo'), paths.me()))
  })
}
