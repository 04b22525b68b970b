import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readReturnedMail, returnedMail_max } from '#lib/core/mail/returned-mail'

const id = '<notice-01890000-0000-7000-8000-000000000001@touchline.example>'

/** In the form of the example in RFC 3464, appendix E.1. */
const bounce = ({ action = 'failed', status = '5.1.1', of = id } = {}) =>
  [
    'Date: Thu, 7 Jul 1994 17:16:05 -0400',
    'From: Mail Delivery Subsystem <MAILER-DAEMON@CS.UTK.EDU>',
    'Subject: Returned mail: Cannot send message for 5 days',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '      boundary="RAA14128.773615765/CS.UTK.EDU"',
    '',
    '--RAA14128.773615765/CS.UTK.EDU',
    '',
    'The original message was received at Sat, 2 Jul 1994 17:10:28 -0400',
    '',
    '--RAA14128.773615765/CS.UTK.EDU',
    'content-type: message/delivery-status',
    '',
    'Reporting-MTA: dns; cs.utk.edu',
    '',
    'Original-Recipient: rfc822;louisl@larry.slip.umd.edu',
    'Final-Recipient: rfc822;louisl@larry.slip.umd.edu',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 no such',
    '     mailbox',
    '',
    '--RAA14128.773615765/CS.UTK.EDU',
    'content-type: message/rfc822',
    '',
    'From: Touchline <no-reply@touchline.example>',
    `Message-ID: ${of}`,
    'Subject: To read by 1 January',
    '',
    'Hello, Message-ID: <forged@elsewhere> Action: failed',
    '--RAA14128.773615765/CS.UTK.EDU--',
  ].join('\r\n')

/** In the form of RFC 5965, appendix B.1. */
const complaint = (type: string) =>
  [
    'Content-Type: multipart/report; report-type=feedback-report; boundary=part1',
    '',
    '--part1',
    'Content-Type: text/plain; charset="US-ASCII"',
    '',
    'This is an email abuse report.',
    '--part1',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'User-Agent: SomeGenerator/1.0',
    'Version: 1',
    '--part1',
    'Content-Type: text/rfc822-headers',
    '',
    'From: <no-reply@touchline.example>',
    `Message-ID: ${id}`,
    '--part1--',
  ].join('\n')

describe('a mail that came back', () => {
  test('is a bounce of which mail, where it failed for good', () => {
    expect(readReturnedMail(bounce())).toEqual({ messageId: id, why: 'bounced' })
    expect(readReturnedMail(bounce({ action: 'Failed', status: '5.7.1' }))?.why).toBe('bounced')
  })

  test('is none while delivery is only late, was done, or may yet be', () => {
    expect(readReturnedMail(bounce({ action: 'delayed', status: '4.0.0' }))).toBeNull()
    expect(readReturnedMail(bounce({ action: 'delivered', status: '2.0.0' }))).toBeNull()
    expect(readReturnedMail(bounce({ status: '4.4.7' }))).toBeNull()
  })

  test('is a complaint of its reader', () => {
    expect(readReturnedMail(complaint('abuse'))).toEqual({ messageId: id, why: 'complained' })
    expect(readReturnedMail(complaint('not-spam'))).toBeNull()
  })

  test('is nothing where it is an answer, too long, or says not of which mail', () => {
    expect(readReturnedMail('Subject: I am on holiday\n\nBack in May.')).toBeNull()
    expect(readReturnedMail(bounce({ of: 'no id' }))).toBeNull()
    expect(readReturnedMail(`${bounce()}${' '.repeat(returnedMail_max)}`)).toBeNull()
    expect(readReturnedMail('')).toBeNull()
  })

  test('cut short or mixed up anywhere never becomes another mail’s', () => {
    const whole = bounce()
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), (from, to) => {
        const read = readReturnedMail(whole.slice(Math.min(from, to), Math.max(from, to)))
        if (read) expect(read).toEqual({ messageId: id, why: 'bounced' })
      }),
    )
  })
})
