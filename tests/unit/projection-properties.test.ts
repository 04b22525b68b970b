import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { projectBody } from '#lib/core/projection'
import { bodyKinds, type BodyKind } from '#lib/core/readings'

/** Long and odd enough that a body does not hold it by chance. */
const marker = 'XQZJ'

/** Keys under which Zoom sends secrets and people, in any body. */
const secretKeys = [
  ...['password', 'pmi_password', 'default_password_for_scheduled_meetings', 'h323_password'],
  ...[
    'pstn_password',
    'encrypted_password',
    'host_key',
    'dynamic_host_key',
    'join_url',
    'start_url',
  ],
  ...['personal_meeting_url', 'registration_url', 'chat_join_url', 'passcode', 'download_token'],
  ...['authorized_channel_token', 'recording_play_passcode', 'email', 'host_email', 'first_name'],
  ...['display_name', 'participants', 'whitelisted_domains_for_waiting_room', 'contact_name'],
]

/** As a passcode might look: a plain word too, which only its key gives away. */
const wordSecret = fc.stringMatching(/^[A-Za-z]{1,8}$/).map((text) => `${marker}${text}`)

/** Gives itself away wherever it stands. */
const oddSecret = fc
  .tuple(
    fc.constantFrom('https://zoom.example/j/1?pwd=', 'zak=', '', '9', 'a b ', 'jo@'),
    fc.string(),
    fc.constantFrom('?tk=1', '@example.org', '-7', '='),
  )
  .map(([before, middle, after]) => `${before}${marker}${middle}${after}`)

const key = fc.oneof(
  fc.constantFrom('settings', 'schedule_meeting', 'in_meeting', 'meeting_security', 'recording'),
  fc.constantFrom('type', 'status', 'waiting_room', 'waiting_room_options', 'use_pmi', 'numbers'),
  fc.stringMatching(/^[a-z_]{1,12}$/),
)

/** A body of no kind or any, with `secret` as deep as it likes, in objects and in lists. */
const around = (secret: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.letrec<{ node: Json }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      secret,
      fc.tuple(key, tie('node')).map(([name, inside]) => ({ [name]: inside })),
      fc.tuple(tie('node'), fc.jsonValue()).map(([inside]) => [inside]),
    ),
  })).node

const kinds = fc.constantFrom<BodyKind>(...bodyKinds)
const asBody = (value: Json): JsonObject => (isJsonObject(value) ? value : { settings: value })
const textOf = (kind: BodyKind, body: JsonObject) => canonicalJson(projectBody(kind, body))

describe('no secret survives, searched for by value', () => {
  test('under a key that Zoom has for it, however deep and however wrapped', () => {
    const planted = fc
      .tuple(fc.constantFrom(...secretKeys), around(fc.oneof(wordSecret, oddSecret)))
      .map(([name, value]) => ({ [name]: typeof value === 'string' ? value : [value] }))
    fc.assert(
      fc.property(kinds, around(planted), (kind, body) => {
        expect(textOf(kind, asBody(body))).not.toContain(marker)
      }),
      { numRuns: 2000 },
    )
  })

  test('under any key at all, where it looks like a link, an address, a name or a code', () => {
    fc.assert(
      fc.property(kinds, around(oddSecret), (kind, body) => {
        expect(textOf(kind, asBody(body))).not.toContain(marker)
      }),
      { numRuns: 2000 },
    )
  })

  test('in a meeting or a user under any key that rules do not need, however plain', () => {
    const planted = fc.tuple(fc.stringMatching(/^[a-z]{13,20}$/), wordSecret)
    fc.assert(
      fc.property(fc.constantFrom<BodyKind>('meeting', 'user'), planted, (kind, [name, secret]) => {
        expect(textOf(kind, { [name]: secret, settings: { [name]: secret } })).not.toContain(marker)
      }),
    )
  })
})

describe('whatever Zoom sends', () => {
  const anyBody = fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>)

  test('projecting twice changes nothing, so a stored reading can be checked again', () => {
    fc.assert(
      fc.property(kinds, fc.oneof(anyBody, around(oddSecret).map(asBody)), (kind, body) => {
        const once = projectBody(kind, body)
        expect(canonicalJson(projectBody(kind, once))).toBe(canonicalJson(once))
      }),
    )
  })

  test('no switch is lost or turned, and none appears', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{2,20}$/), fc.boolean()), (switches) => {
        const body = { in_meeting: switches }
        const named = Object.entries(switches).filter(([name]) => /^[a-z]/.test(name))
        expect(projectBody('user_settings', body)).toEqual({
          in_meeting: Object.fromEntries(named),
        })
      }),
    )
  })
})
