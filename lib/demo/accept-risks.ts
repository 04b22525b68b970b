import { setTimeout as wait } from 'node:timers/promises'
import { decideAcceptance } from '../acceptances/decide-acceptance'
import { requestAcceptance } from '../acceptances/request-acceptance'
import type { Context } from '../context'
import { calendarDate } from '../core/dates'
import { day_ms } from '../core/durations'
import { AppError } from '../core/errors'
import type { ControlId } from '../core/results'
import { listFindings } from '../findings/list-findings'

/** A risk that an officer asks to accept, and who says yes to it; where nobody does yet, it waits. */
export type DemoRisk = {
  readonly slug: string
  readonly control: ControlId
  /** The coach's name. */
  readonly coach: string
  readonly asks: string
  readonly decides?: string
  readonly days: number
  readonly reason: string
}

/** What the demo shows: one that is accepted, one that waits, and one that its body has to decide. */
export const risks: readonly DemoRisk[] = [
  {
    ...{ slug: 'hartley-gymnastics', control: 'Z12', coach: 'Ben', asks: 'robin' },
    ...{ decides: 'ines', days: 30 },
    reason: 'Ben records his own moves to show parents, and never while a child is on screen.',
  },
  {
    ...{ slug: 'hartley-gymnastics', control: 'Z07', coach: 'Rosa', asks: 'robin', days: 21 },
    reason: 'The school that lends us this account has locked it. We ask them to switch it off.',
  },
  {
    ...{ slug: 'northgate-trampoline', control: 'Z12', coach: 'Hana', asks: 'olu', days: 30 },
    reason: 'Hana records one move at a time for the judges, and only herself.',
  },
]

/** How long the checks may take that find what the risks are about. */
const found_timeout_ms = 120_000
const look_ms = 500

/** Asks for each as its officer would, once a check has found it, and has it decided. */
export async function acceptRisks(
  as: (person: string, slug: string) => Promise<Context>,
  asked: readonly DemoRisk[],
): Promise<void> {
  for (const risk of asked) {
    const { slug, asks, decides, reason } = risk
    const findingId = await untilFound(() => as(asks, slug), risk)
    const until = calendarDate(new Date(Date.now() + risk.days * day_ms))
    const { acceptanceId } = await requestAcceptance(await as(asks, slug), {
      ...{ findingId, reason, until },
    })
    if (!decides) continue
    await decideAcceptance(await as(decides, slug), {
      ...{ acceptanceId, decision: 'approved' },
      why: 'We talked to Ben. We look at it again next month.',
    })
  }
}

async function untilFound(as: () => Promise<Context>, risk: DemoRisk): Promise<string> {
  const until = Date.now() + found_timeout_ms
  while (Date.now() < until) {
    const { items } = await listFindings(await as(), { level: 'SHOULD' })
    const found = items.find(
      ({ control, coachName }) => control === risk.control && coachName?.startsWith(risk.coach),
    )
    if (found) return found.findingId
    await wait(look_ms)
  }
  throw new AppError('unavailable', `Nothing was found to be accepted: ${risk.control}.`)
}
