import { describe, expect, test } from 'vitest'
import { matchColumns } from '#lib/core/imports/match-columns'
import { plainCell } from '#lib/core/imports/plain-cell'
import { readCsv } from '#lib/core/imports/read-csv'
import { readRoles } from '#lib/core/imports/read-role'

/** What usual programs call a column, and what is only like it. */

describe('a column', () => {
  test.each([
    ['email', ['Email', 'E-mail', 'Email address', 'Mail', 'Primary email', 'Home Main Email']],
    [
      'email',
      ['Member email address', 'Coach Email', 'Contact email', 'Personal email', 'User email'],
    ],
    ['first_name', ['First name', 'Firstname', 'First', 'Forename', 'Forenames', 'Given name']],
    ['first_name', ['Given names', 'Member first name', 'Coach forename', 'Legal first name']],
    ['last_name', ['Last name', 'Lastname', 'Last', 'Surname', 'Family name', 'Second name']],
    ['last_name', ['Member surname', 'Coach last name', 'Legal surname']],
    [
      'name',
      ['Name', 'Full name', 'Fullname', 'Display name', 'Person name', 'Coach', 'Volunteer'],
    ],
    ['name', ['Member', 'Person', 'Member full name', 'Coach name']],
    ['online', ['Online', 'Coaches online']],
    ['roles', ['Role', 'Roles', 'Position', 'Post', 'Job title', 'Responsibility', 'Club role']],
    ['tags', ['Tag', 'Tags', 'Label', 'Labels', 'Mark', 'Marks']],
    ['teams', ['Team', 'Teams', 'Squad', 'Squads', 'Group', 'Groups', 'Section', 'Sections']],
    ['teams', ['Class', 'Classes', 'Age group']],
    ['record_check_issued', ['DBS issue date', 'CRB issued', 'PVG date', 'Record check completed']],
    [
      'record_check_expires',
      ['DBS expiry', 'DBS expires', 'Disclosure valid to', 'DBS renewal due'],
    ],
    [
      'first_aid_expires',
      ['First aid until', 'First aid end', 'First aid ends', 'First aid renewed'],
    ],
    [
      'first_aid_issued',
      ['First aid achieved', 'First aid awarded', 'First aid from', 'First aid taken'],
    ],
    [
      'first_aid_issued',
      ['First aid passed', 'First aid since', 'First aid start', 'First aid completion'],
    ],
    [
      'officer_training_issued',
      ['Welfare officer training date', 'TTL course date', 'Officer trained from'],
    ],
    ['committee_training_issued', ['Committee training date', 'Committee course date']],
    ['self_declaration_issued', ['Self declaration date', 'Self disclosure date']],
    ['safeguarding_training_issued', ['Safeguarding date', 'Child protection date', 'SPC date']],
    ['insurance_expires', ['Insurance expiry', 'Insured until']],
    ['coaching_licence_expires', ['Licence expiry', 'License expiry', 'Coaching award end']],
  ])('%s is known as each of %j', (field, headers) => {
    expect(headers.map((header) => matchColumns([header])[0])).toEqual(headers.map(() => field))
  })

  test.each([
    ['My email', 'Email of somebody', 'Emails', 'Mailing', 'Old first name', 'First names of all'],
    ['The surname', 'Surname before', 'Names', 'Coach of', 'The coach', 'Unnamed thing'],
    ['My tags', 'Tags of old', 'Labelled', 'Marking', 'Teamwork', 'Onlinecourse', 'Roleplay'],
    ['Parent email', 'Guardian name', 'Carer', 'Emergency name', 'Next of kin', 'Mother', 'Father'],
    ['Spouse', 'Phone', 'Mobile', 'Telephone', 'DOB', 'Birth date', 'Number', 'Team no', 'DBS ref'],
    ['DBS reference', 'Address 1', 'Postcode', 'Street', 'Gender', 'Ethnicity', 'Medical group'],
    [
      'Note',
      'Notes',
      'Member ID',
      'Email preference',
      'Consent',
      'Opt in',
      'Verified',
      'DBS status',
    ],
    ['DBS', 'First aid', 'Insurance', 'DBS experience of coaches'],
  ])('is nothing that we read where it is called %j, or the others', (...headers) => {
    const known = headers.filter((header) => matchColumns([header])[0] !== '')
    expect(known).toEqual([])
  })
})

test('roles are known by usual words, the narrower before the wider', () => {
  const role = (words: string) => readRoles(words).roles[0] ?? null
  expect(
    ['Chair', 'Chairman', 'Chairwoman', 'President', 'Junior gym coach', 'Trainee teacher'].map(
      role,
    ),
  ).toEqual(['chair', 'chair', 'chair', 'chair', 'assistant_coach', 'assistant_coach'])
  expect(
    ['Deputy club welfare officer', 'Assistant head coach', 'Deputy instructor'].map(role),
  ).toEqual([...['deputy_welfare_officer', 'assistant_coach', 'assistant_coach']])
})

test('a cell or a first line is Excel’s own only by all of it', () => {
  expect(['x="a"', '="a"x', '="a" "b"'].map(plainCell)).toEqual(['x="a"', '="a"x', '="a" "b"'])
  expect(readCsv('sep=;\na;b').separator).toBe(';')
  expect(readCsv('sep=;\r\na;b').records.map(({ number }) => number)).toEqual([2])
})
