import type { JsonObject } from '../core/canonical-json'
import type { App } from './apps'
import { startSubscription, type Subscription, type WebhookOptions } from './subscription'
import type { AppName } from './state'

/** Where each app wants to be told. */
export type WebhookTargets = { readonly [Name in AppName]?: WebhookOptions }

/** What becomes of the next events to come. What is not said is as usual. */
export type Treatment = {
  /** How often each is sent beside the first time, with the same body and id. */
  copies?: number
  /** Each waits until the next one that is not held back was sent, and is sent after it. */
  holdBack?: boolean
  delay_ms?: number
  /** How far the clock is out that the signature is made by. */
  skew_ms?: number
  /** For so many events; null for all to come. Usual: the next one. */
  times?: number | null
}

/** Chooses the treatment of one event; null for the usual one. For storms by a seed. */
export type ChooseTreatment = (event: string) => Omit<Treatment, 'times'> | null

/** What became of one event. */
export type Delivery = {
  readonly event: string
  readonly app: AppName
  /** The same in every try, as the body is. */
  readonly requestId: string
  /** The status of each try; 0 where nobody answered. */
  readonly tries: number[]
  state: 'under_way' | 'delivered' | 'refused' | 'given_up'
}

export type Webhooks = {
  /** Sends it to an app, soon and more than once if need be. Nobody is told without an address. */
  send(app: AppName, event: string, payload: JsonObject): void
  /** The app's subscription; undefined where it has none. */
  subscription(app: AppName): Subscription | undefined
  /** Asks whether the address is the app's own. Usual: each person's own app's. */
  validate(app?: AppName): Promise<boolean>
  treat(treatment: Treatment): void
  treatBy(choose: ChooseTreatment | null): void
  /** Sends what is held back, and treats nothing specially any more. */
  release(): void
  deliveries(): readonly Delivery[]
  /** Waits until nothing is under way. What is held back is not waited for. */
  settled(): Promise<void>
  close(): void
}

/** So many of the last are remembered. */
const deliveries_max = 5000

/** Sends the apps' events as Zoom does. Without an address of an app there is nobody to tell. */
export function startWebhooks(
  apps: readonly App[],
  targets: WebhookTargets,
  now: () => Date,
): Webhooks {
  const deliveries: Delivery[] = []
  const all = apps.flatMap(({ name, clientId }) => {
    const target = targets[name]
    return target ? [startSubscription({ ...target, app: name, clientId, now }, noted)] : []
  })
  function noted(delivery: Delivery) {
    deliveries.push(delivery)
    if (deliveries.length > deliveries_max) deliveries.shift()
  }
  const subscription = (name: AppName) => all.find(({ app }) => app === name)
  return {
    send: (app, event, payload) => {
      const body = JSON.stringify({ event, payload, event_ts: now().getTime() })
      subscription(app)?.send(event, body)
    },
    subscription,
    validate: async (app = 'user') => (await subscription(app)?.validate()) ?? false,
    treat: (treatment) => all.forEach((each) => each.treat(treatment)),
    treatBy: (choose) => all.forEach((each) => each.treatBy(choose)),
    release: () => all.forEach((each) => each.release()),
    deliveries: () => deliveries,
    settled: async () => {
      await Promise.all(all.map((each) => each.settled()))
    },
    close: () => all.forEach((each) => each.close()),
  }
}
