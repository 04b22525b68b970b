import type { JsonObject } from '../core/canonical-json'
import { zoomTime } from './meeting-times'
import type { SandboxUser } from './state'

/** What Zoom calls a user's licence: 1 Basic, 2 Licensed. */
const licence = { basic: 1, pro: 2, business: 2 } as const

/** GET /users/{id}. Only a licensed host has a key to take a meeting over with. */
export function userBody(user: SandboxUser): JsonObject {
  const { personalMeetingId, personalMeetingUrl, hostKey } = user.secrets
  const createdAt = zoomTime(new Date(user.createdAt))
  return {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    display_name: `${user.firstName} ${user.lastName}`,
    email: user.email,
    type: licence[user.plan],
    role_name: user.plan === 'business' ? 'Member' : 'Owner',
    role_id: user.plan === 'business' ? '2' : '0',
    pmi: personalMeetingId,
    use_pmi: user.settings['schedule_meeting.use_pmi_for_instant_meetings'] === true,
    personal_meeting_url: personalMeetingUrl,
    ...(user.plan === 'basic' ? {} : { host_key: hostKey }),
    timezone: 'Europe/London',
    verified: 1,
    dept: '',
    created_at: createdAt,
    user_created_at: createdAt,
    last_login_time: createdAt,
    last_client_version: '6.6.2.64511(win)',
    cms_user_id: '',
    jid: `${user.id.toLowerCase()}@xmpp.zoom.example`,
    group_ids: [],
    im_group_ids: [],
    account_id: user.accountId,
    language: 'en-US',
    phone_country: '',
    phone_number: '',
    status: 'active',
    job_title: '',
    location: '',
    login_types: [100],
    cluster: 'us05',
  }
}
