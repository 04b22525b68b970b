import { among, on } from './ask'
import type { Control } from './control'
import { turnOn } from './fix'
import { inMeeting, onSettingsPage } from './mend-steps'
import { meetingIs, settingsAre } from './reads'
import { sources } from './sources'

/** Z01: every way in asks for a passcode. */
export const passcode: Control = {
  id: 'Z01',
  version: 1,
  level: 'MUST',
  title: 'Every session has a passcode, also by phone and in the personal meeting room',
  headline: 'Not every session asks for a passcode',
  meetingHeadline: 'Anyone who guesses the number can join',
  why:
    'Strangers try meeting numbers until one opens. In May 2020 one of them reached an online ' +
    'fitness class in Plymouth and showed 60 children footage of abuse. A passcode, sent only to ' +
    'the people you expect, keeps guessers out.',
  source: sources.nspcc,
  mend: onSettingsPage(
    'Meeting, then Security',
    'Turn on “Meeting Passcode”.',
    'Turn on “Personal Meeting ID (PMI) Passcode”, for all meetings that use it.',
    'Turn on “Require passcode for participants joining by phone”.',
    'Under “Schedule Meeting”, turn on every passcode setting that is shown there.',
  ),
  meetingMend: inMeeting(
    ['Under Security, tick Passcode.'],
    ['Turn on “Require Meeting Passcode”.'],
  ),
  whoCanMend: 'host_or_administrator',
  // Only switches after which Zoom makes a passcode by itself, for what is planned from then on. A
  // meeting, or the personal room, that has none would need one that we invent and so know: that is
  // never done, and the host does it at Zoom.
  fixUser: [
    turnOn('meeting_security.meeting_password', 'Passcode for meetings'),
    turnOn('meeting_security.phone_password', 'Passcode for joining by phone'),
    turnOn(
      'schedule_meeting.require_password_for_scheduling_new_meetings',
      'Passcode for newly planned meetings',
    ),
    turnOn(
      'schedule_meeting.require_password_for_instant_meetings',
      'Passcode for meetings started on the spot',
    ),
  ],
  derived: false,
  ...settingsAre(
    on('meeting_security.meeting_password', 'The passcode for meetings'),
    on('meeting_security.pmi_password', 'The passcode for the personal room'),
    on('meeting_security.phone_password', 'The passcode for joining by phone'),
    on(
      'schedule_meeting.require_password_for_scheduling_new_meetings',
      'The passcode for newly planned meetings',
    ),
    on(
      'schedule_meeting.require_password_for_instant_meetings',
      'The passcode for meetings started on the spot',
    ),
    among(
      'schedule_meeting.require_password_for_pmi_meetings',
      'The passcode for meetings in the personal room',
      ['all', 'met', 'Every meeting in the personal room asks for a passcode.'],
      ['jbh_only', 'not_met', 'Only some meetings in the personal room ask for a passcode.'],
      ['none', 'not_met', 'Meetings in the personal room ask for no passcode.'],
    ),
  ),
  // The projection has replaced the passcode by whether there is one.
  ...meetingIs(
    among(
      'password.present',
      'The passcode',
      [true, 'met', 'The session has a passcode.'],
      [false, 'not_met', 'The session has no passcode.'],
    ),
  ),
}
