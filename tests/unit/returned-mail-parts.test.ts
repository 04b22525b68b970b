import { describe, expect, test } from 'vitest'
import { readReturnedMail, returnedMail_max } from '#lib/core/mail/returned-mail'

/** How a report is taken apart: by small ones of our own, each with one thing otherwise. */

const id = '<a@touchline.example>'
const status = (...groups: string[]) =>
  ['Content-Type: message/delivery-status', '', groups.join('\n\n')].join('\n')
const failed = status('Reporting-MTA: dns; x', 'Action: failed\nStatus: 5.1.1')
const original = (messageId = id, type = 'message/rfc822') =>
  [`Content-Type: ${type}`, '', `Message-ID: ${messageId}`, 'Subject: A', '', 'Hello'].join('\n')

const report = (
  parts: readonly string[],
  head = 'Content-Type: multipart/report; boundary=b',
  b = 'b',
) => [head, '', ...parts.flatMap((part) => [`--${b}`, part]), `--${b}--`].join('\n')
const read = (...parts: string[]) => readReturnedMail(report(parts))
const bounced = { messageId: id, why: 'bounced' }

describe('a report', () => {
  test('is read in whichever order its parts come, with lines that end in either way', () => {
    expect(read(failed, original())).toEqual(bounced)
    expect(read(original(), failed)).toEqual(bounced)
    expect(readReturnedMail(report([failed, original()]).replaceAll('\n', '\r\n'))).toEqual(bounced)
  })

  test('may be as long as is said, and no longer', () => {
    const whole = report([failed, original()])
    expect(readReturnedMail(whole.padEnd(returnedMail_max))).toEqual(bounced)
    expect(readReturnedMail(whole.padEnd(returnedMail_max + 1))).toBeNull()
  })

  test.each([
    ['Content-Type: multipart/report;\n\t  \n boundary="b"', true],
    ['CONTENT-TYPE : Multipart/Report; Boundary="b"', true],
    ['Content-Type: multipart/mixed; boundary=b', true],
    ['no header\n: nothing\nContent-Type: multipart/report; boundary=b', true],
    ['Content-Type: multipart/report; boundary=b\nContent-Type: text/plain', true],
    ['Content-Type: text/plain\nContent-Type: multipart/report; boundary=b', false],
    ['Content-Type: text/plain; boundary=b', false],
    ['Content-Type: multipart/report', false],
    ['Content-Type: ', false],
    ['', false],
  ])('under %j is taken apart: %s', (head, apart) => {
    expect(readReturnedMail(report([failed, original()], head)) !== null).toBe(apart)
  })

  test.each([1, 35, 70])('with a mark of %i letters between its parts', (length) => {
    const mark = 'm'.repeat(length)
    const head = `Content-Type: multipart/report; boundary="${mark}"`
    expect(readReturnedMail(report([failed, original()], head, mark))).toEqual(bounced)
  })

  test('is nothing that stands before its first mark, or after its last', () => {
    const whole = report([original()])
    expect(readReturnedMail(whole.replace('\n\n', `\n\n${failed}\n`))).toBeNull()
    expect(readReturnedMail(`${whole}\n${failed}`)).toBeNull()
  })

  test('has marks at the beginning of a line, with whatever stands after them there', () => {
    const whole = report([failed, original()])
    expect(readReturnedMail(whole.replaceAll('--b\n', '--b \t \n'))).toEqual(bounced)
    expect(readReturnedMail(whole.replaceAll('--b\n', 'x --b\n'))).toBeNull()
  })

  test('is found within parts, but not within ever more of them', () => {
    const nested = (depth: number): string =>
      depth === 0
        ? report([failed, original()], 'Content-Type: multipart/report; boundary=n0', 'n0')
        : report(
            [nested(depth - 1)],
            `Content-Type: multipart/mixed; boundary=n${depth}`,
            `n${depth}`,
          )
    expect([0, 1, 2, 3].map((depth) => readReturnedMail(nested(depth)))).toEqual([
      ...[bounced, bounced, bounced, bounced],
    ])
    expect(readReturnedMail(nested(4))).toBeNull()
  })
})

describe('a delivery', () => {
  test('failed for good where one address says both, and not by two halves', () => {
    expect(read(status('Action: failed\nStatus: 5.0.0'), original())).toEqual(bounced)
    expect(
      read(
        status('A: b', 'Action: delayed\nStatus: 4.0.0', 'ACTION: FAILED\nSTATUS: 5.7.1'),
        original(),
      ),
    ).toEqual(bounced)
    expect(
      read(status('Action: failed\nStatus: 4.0.0', 'Action: delivered\nStatus: 5.0.0'), original()),
    ).toBeNull()
    expect(read(status('Action: failed'), original())).toBeNull()
    expect(read(status('Status: 5.0.0'), original())).toBeNull()
  })

  test('is said in its own part, and in no other', () => {
    const text = 'Content-Type: text/plain\n\nAction: failed\nStatus: 5.0.0'
    expect(read(text, original())).toBeNull()
    expect(read('\nAction: failed\nStatus: 5.0.0', original())).toBeNull()
  })
})

describe('a complaint', () => {
  const of = (body: string) => read(`Content-Type: message/feedback-report\n\n${body}`, original())

  test('is one of abuse, and nothing else', () => {
    expect(of('Feedback-Type: Abuse')?.why).toBe('complained')
    expect(of('Feedback-Type: fraud')).toBeNull()
    expect(of('Version: 1')).toBeNull()
    expect(of('Action: failed\nStatus: 5.0.0')).toBeNull()
  })
})

describe('which mail it was', () => {
  test.each([
    ['<a b@c>', null],
    ['x <a@c>', null],
    ['<a@c> <d@e>', null],
    ['<a@c', null],
    ['', null],
    [`<${'a'.repeat(200)}>`, `<${'a'.repeat(200)}>`],
    [`<${'a'.repeat(201)}>`, null],
  ])('%j is %j', (messageId, found) => {
    expect(read(failed, original(messageId))?.messageId ?? null).toBe(found)
  })

  test('stands in the mail that came back, or in its headers alone', () => {
    expect(read(failed, original(id, 'text/rfc822-headers'))).toEqual(bounced)
    expect(read(failed, original(id, 'text/plain'))).toBeNull()
    expect(
      read(failed, `Content-Type: message/rfc822\n\nSubject: A\n\nMessage-ID: ${id}`),
    ).toBeNull()
    expect(read(failed, 'Content-Type: message/rfc822')).toBeNull()
  })
})
