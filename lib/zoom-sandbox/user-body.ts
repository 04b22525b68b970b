import type { JsonObject } from '../core/canonical-json'
import { groupsOf, isAdmin } from './accounts'
import { zoomTime } from './meeting-times'
import type { SandboxAccount, SandboxUser } from './state'

/** What Zoom calls a user's licence: 1 Basic, 2 Licensed. */
const licence = { basic: 1, pro: 2, business: 2 } as const

/** What one may do in an account, as Zoom numbers it. */
function roleOf(user: SandboxUser, account: SandboxAccount): readonly [id: string, name: string] {
  if (account.ownerId === user.id) return ['0', 'Owner']
  return isAdmin(account, user.id) ? ['1', 'Admin'] : ['2', 'Member']
}

/** What a list of an account's people says of each, and GET /users/{id} as well. */
export function listedUser(user: SandboxUser, account: SandboxAccount): JsonObject {
  const createdAt = zoomTime(new Date(user.createdAt))
  return {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    display_name: `${user.firstName} ${user.lastName}`,
    email: user.email,
    type: licence[user.plan],
    role_id: roleOf(user, account)[0],
    pmi: user.secrets.personalMeetingId,
    timezone: 'Europe/London',
    verified: 1,
    dept: '',
    created_at: createdAt,
    user_created_at: createdAt,
    last_login_time: createdAt,
    last_client_version: '6.6.2.64511(win)',
    language: 'en-US',
    phone_number: '',
    group_ids: groupsOf(account, user.id).map(({ id }) => id),
    im_group_ids: [],
    status: user.status ?? 'active',
  }
}

/** GET /users/{id}. Only a licensed host has a key to take a meeting over with. */
export function userBody(user: SandboxUser, account: SandboxAccount): JsonObject {
  const { personalMeetingUrl, hostKey } = user.secrets
  return {
    ...listedUser(user, account),
    role_name: roleOf(user, account)[1],
    use_pmi: user.settings['schedule_meeting.use_pmi_for_instant_meetings'] === true,
    personal_meeting_url: personalMeetingUrl,
    ...(user.plan === 'basic' ? {} : { host_key: hostKey }),
    cms_user_id: '',
    jid: `${user.id.toLowerCase()}@xmpp.zoom.example`,
    account_id: user.accountId,
    phone_country: '',
    job_title: '',
    location: '',
    login_types: [100],
    cluster: 'us05',
  }
}
