import type { JsonObject } from '../../core/canonical-json'

const britain = { code: 'GB', name: 'United Kingdom' }

const countries: JsonObject = { allowed_countries: [britain], selected_countries: [britain] }

/** The sections that no rule looks at, as Zoom sends them with the rest. */
export const otherSections = (paid: boolean): JsonObject => ({
  email_notification: {
    alternative_host_reminder: true,
    cancel_meeting_reminder: true,
    cloud_recording_available_reminder: true,
    jbh_reminder: true,
    recording_available_reminder_alternative_hosts: false,
    recording_available_reminder_schedulers: false,
    schedule_for_reminder: true,
  },
  telephony: {
    audio_conference_info: '',
    show_international_numbers_link: false,
    telephony_regions: { allowed_values: ['GB'], selection_values: 'GB' },
    third_party_audio: false,
  },
  feature: {
    cn_meeting: false,
    concurrent_meeting: 'Basic',
    in_meeting: false,
    large_meeting: false,
    meeting_capacity: 100,
    webinar: false,
    zoom_events: false,
    zoom_phone: false,
    zoom_whiteboard: paid,
  },
  tsp: { call_out: false, call_out_countries: [], show_international_numbers_link: false },
  profile: { recording_storage_location: { allowed_values: ['GB'], value: 'GB' } },
  audio_conferencing: {
    toll_call: { enable: true, numbers: [] },
    toll_free_and_fee_based_toll_call: {
      allow_webinar_attendees_dial: false,
      enable: false,
      numbers: [],
    },
    call_me_and_invite_by_phone: {
      enable: false,
      require_press_1_for_call_me: 'auto',
      allow_webinar_attendees_call_me: false,
      call_out_countries: countries,
    },
    personal_audio_conference: false,
    participant_phone_masking: { enable: true, masking_type: 'mask_default' },
    global_dial_in_countries: { ...countries, include_toll_free: false },
  },
  whiteboard: { in_meeting_advanced_whiteboard: false, out_meeting_advanced_whiteboard: false },
})
