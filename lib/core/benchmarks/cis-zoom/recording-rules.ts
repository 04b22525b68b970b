import type { BenchmarkRule } from '../benchmark-rule'
import { asks, notTold, off, on, person } from './build-rule'

const passcode = 'recording.recording_password_requirement'
const accountOnly = { at: ['account'] } as const
const userOnly = { at: ['user'] } as const
const notForUsers = { at: ['account', 'group'] } as const
const notForGroups = { at: ['account', 'user'] } as const
const recorded =
  'Most guidance for children’s sessions says: no recording, unless the governing body asks for it.'

/** 1.2 and 1.3: recordings, and joining by phone. */
export const recordingRules: readonly BenchmarkRule[] = [
  on('1.2.1.1', 2, 'Hosts can record on their computer', 'recording.local_recording', {
    conflict: recorded,
  }),
  notTold('1.2.1.2', 2, 'Hosts can let others record'),
  on('1.2.2.1', 1, 'Hosts can record in the cloud', 'recording.cloud_recording', {
    conflict: recorded,
  }),
  on('1.2.2.2', 2, 'Recordings have the speaker and the screen', 'recording.record_speaker_view'),
  on('1.2.2.3', 2, 'Recordings have everybody and the screen', 'recording.record_gallery_view', {
    conflict: 'Such a recording shows every child.',
  }),
  asks(
    '1.2.2.4',
    2,
    'Speaker, everybody and screen are recorded apart',
    [
      'recording.record_files_separately.active_speaker',
      'recording.record_files_separately.gallery_view',
      'recording.record_files_separately.shared_screen',
    ],
    { is: true },
    { conflict: 'Such a recording shows every child.' },
  ),
  on('1.2.2.5', 2, 'There is a recording of the sound alone', 'recording.record_audio_file'),
  on('1.2.2.6', 2, 'The chat is saved with a recording', 'recording.save_chat_text'),
  on('1.2.3.1', 2, 'Recordings show the time', 'recording.show_timestamp'),
  on('1.2.3.2', 1, 'Recordings show people’s names', 'recording.display_participant_name', {
    conflict: 'A name beside a face says who a child is to everybody who sees the recording.',
  }),
  on('1.2.3.3', 2, 'Who shares is recorded beside the screen', 'recording.recording_thumbnails'),
  on(
    '1.2.3.4',
    2,
    'Recordings are made for video editors',
    'recording.optimize_recording_for_3rd_party_video_editor',
  ),
  on('1.2.3.5', 2, 'Speakers’ chat is saved with a recording', 'recording.save_panelist_chat'),
  asks(
    '1.2.4.1',
    2,
    'Meetings are recorded by themselves',
    'recording.auto_recording',
    { oneOf: ['local', 'cloud'], known: ['local', 'cloud', 'none'] },
    { conflict: recorded },
  ),
  asks(
    '1.2.4.2',
    2,
    'Meetings are recorded by themselves in the cloud',
    'recording.auto_recording',
    { oneOf: ['cloud'], known: ['local', 'cloud', 'none'] },
    { conflict: recorded },
  ),
  on(
    '1.2.4.3',
    2,
    'Hosts can stop a recording that began by itself',
    'recording.host_pause_stop_recording',
    userOnly,
  ),
  on(
    '1.2.5.1',
    1,
    'Recordings in the cloud can be downloaded',
    'recording.cloud_recording_download',
    {
      ...notForUsers,
      conflict: 'A recording of children that was downloaded can be passed on to anybody.',
    },
  ),
  on(
    '1.2.5.2',
    1,
    'Only the host can download them',
    'recording.cloud_recording_download_host',
    notForUsers,
  ),
  asks(
    '1.2.6.1',
    1,
    'Passcodes of recordings have at least 8 characters',
    `${passcode}.length`,
    { from: 8 },
    notForGroups,
  ),
  on('1.2.6.2', 1, 'They have a letter', `${passcode}.have_letter`, notForGroups),
  on('1.2.6.3', 1, 'They have a number', `${passcode}.have_number`, notForGroups),
  on(
    '1.2.6.4',
    2,
    'They have a special character',
    `${passcode}.have_special_character`,
    notForGroups,
  ),
  off('1.2.6.5', 1, 'They are more than numbers', `${passcode}.only_allow_numeric`, notForGroups),
  on('1.2.7.1', 1, 'Everybody is told that they are recorded', 'recording.recording_disclaimer', {
    ...notForGroups,
    misleading: false,
  }),
  on(
    '1.2.7.2',
    1,
    'Everybody is asked before they are recorded',
    'recording.ask_participants_to_consent_disclaimer',
    userOnly,
  ),
  on(
    '1.2.7.3',
    2,
    'The host is asked before a recording begins',
    'recording.ask_host_to_confirm_disclaimer',
    { ...userOnly, misleading: false },
  ),
  on(
    '1.2.8',
    2,
    'Hosts cannot open their recordings',
    'recording.prevent_host_access_recording',
    notForUsers,
  ),
  person('1.2.9', 2, 'Recordings open from the networks that you allow'),
  on(
    '1.2.10',
    2,
    'Recordings that are shared have a passcode',
    'recording.required_password_for_shared_cloud_recordings',
    accountOnly,
  ),
  off('1.2.11', 2, 'Hosts cannot delete recordings', 'recording.host_delete_cloud_recording', {
    ...notForUsers,
    conflict: 'A recording of children is kept no longer than it is needed.',
  }),
  on(
    '1.2.12',
    2,
    'Recordings can be taken back from the bin',
    'recording.allow_recovery_deleted_cloud_recordings',
    accountOnly,
  ),
  notTold('1.2.13', 2, 'A voice says several times that a meeting is recorded'),
  on('1.3.1', 2, 'People can join by phone', 'audio_conferencing.toll_call.enable'),
  on(
    '1.3.2',
    2,
    'Phone numbers are hidden from the others',
    'audio_conferencing.participant_phone_masking.enable',
  ),
  notTold('1.3.3', 2, 'People can join by phone from other countries, too'),
]
