import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { AppName } from './state'
import { asksRight, post, type Target } from './webhook-post'
import type { ChooseTreatment, Delivery, Treatment } from './webhooks'

export type WebhookOptions = {
  /** Where the app wants to be told. */
  url: string
  /** The secret token of the app's event subscription. */
  secret: string
  /** How long one of Zoom's minutes takes here; usual: a second. */
  minute_ms?: number
  /** After how many minutes Zoom asks again whose address it is; usual: 72 hours; 0 for never. */
  validate_minutes?: number
}

/** One app's subscription to events. */
export type Subscription = {
  readonly app: AppName
  send(event: string, body: string): void
  validate(): Promise<boolean>
  /** Off after six failures to validate in a row: nothing is sent, and nobody is told so. */
  isOn(): boolean
  turnOn(): void
  treat(treatment: Treatment): void
  treatBy(choose: ChooseTreatment | null): void
  release(): void
  settled(): Promise<void>
  close(): void
}

type Settings = WebhookOptions & { app: AppName; clientId: string; now: () => Date }

/** Zoom tries again this long after each failure, three times, and then never. */
const again_minutes = [5, 20, 60]

const validate_minutes_usual = 72 * 60

/** Zoom gives a subscription up after so many failures to validate in a row. */
const failures_max = 6

type State = {
  stop: AbortController
  underWay: Set<Promise<void>>
  treatments: Treatment[]
  choose: ChooseTreatment | null
  held: (() => void)[]
  failures: number
}

type Sending = { target: Target; minute_ms: number; app: AppName; noted: (each: Delivery) => void }

export function startSubscription(
  settings: Settings,
  noted: (delivery: Delivery) => void,
): Subscription {
  const { url, secret, clientId, app, now, minute_ms = 1000 } = settings
  const stop = new AbortController()
  // As many listen as events are under way.
  setMaxListeners(0, stop.signal)
  const target: Target = { url, secret, clientId, now, stop: stop.signal, skew_ms: 0 }
  const sending: Sending = { target, minute_ms, app, noted }
  const state: State = {
    stop,
    underWay: new Set(),
    treatments: [],
    choose: null,
    held: [],
    failures: 0,
  }
  const validate = async () => {
    const right = await asksRight(target)
    // One that is off stays off, until somebody saves it again.
    if (state.failures < failures_max) state.failures = right ? 0 : state.failures + 1
    return right
  }
  const { validate_minutes = validate_minutes_usual } = settings
  const timer =
    validate_minutes > 0 && setInterval(() => void validate(), validate_minutes * minute_ms)
  if (timer) timer.unref()
  return {
    app,
    validate,
    send: (event, body) => {
      if (state.failures < failures_max) send(state, sending, event, body)
    },
    isOn: () => state.failures < failures_max,
    turnOn: () => {
      state.failures = 0
    },
    ...treating(state),
    settled: async () => {
      while (state.underWay.size > 0) await Promise.all(state.underWay)
    },
    close: () => {
      if (timer) clearInterval(timer)
      stop.abort()
    },
  }
}

const treating = (state: State) => ({
  treat: (treatment: Treatment) => void state.treatments.push({ times: 1, ...treatment }),
  treatBy: (choose: ChooseTreatment | null) => {
    state.choose = choose
  },
  release: () => {
    state.treatments = []
    state.choose = null
    for (const each of state.held.splice(0)) each()
  },
})

/** The treatment of one event, used up by one. */
function taken(state: State, event: string): Omit<Treatment, 'times'> {
  const [first] = state.treatments
  if (!first) return state.choose?.(event) ?? {}
  if (typeof first.times === 'number') {
    first.times -= 1
    if (first.times <= 0) state.treatments.shift()
  }
  return first
}

function send(state: State, sending: Sending, event: string, body: string): void {
  const { copies = 0, holdBack = false, delay_ms = 0, skew_ms = 0 } = taken(state, event)
  const requestId = randomUUID()
  const target = { ...sending.target, skew_ms }
  const once = async (): Promise<void> => {
    const delivery: Delivery = {
      event,
      app: sending.app,
      requestId,
      tries: [],
      state: 'under_way',
    }
    sending.noted(delivery)
    await pause(delay_ms, target.stop)
    await deliver({ ...sending, target }, delivery, body)
  }
  const work = async () => {
    for (let sent = 0; sent <= copies; sent += 1) await once()
    for (const each of state.held.splice(0)) each()
  }
  if (holdBack) state.held.push(() => track(state, work))
  else track(state, work)
}

function track({ underWay }: State, work: () => Promise<void>): void {
  const promise = work().finally(() => underWay.delete(promise))
  underWay.add(promise)
}

async function deliver(sending: Sending, delivery: Delivery, body: string): Promise<void> {
  const { target, minute_ms } = sending
  for (const wait_minutes of [0, ...again_minutes]) {
    await pause(wait_minutes * minute_ms, target.stop)
    if (target.stop.aborted) return
    const { status } = await post(target, delivery.requestId, body)
    delivery.tries.push(status)
    if (status >= 200 && status < 300) delivery.state = 'delivered'
    // What the app refuses, or sends elsewhere, is not sent again.
    else if (status >= 300 && status < 500) delivery.state = 'refused'
    if (delivery.state !== 'under_way') return
  }
  delivery.state = 'given_up'
}

/** Does not keep the process alive, and ends early with it. */
function pause(ms: number, stop: AbortSignal): Promise<void> {
  if (ms === 0 || stop.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    timer.unref()
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
}
